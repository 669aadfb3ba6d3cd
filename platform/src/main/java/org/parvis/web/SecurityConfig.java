package org.parvis.web;

import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Public pages are stateless: no session, no cookie, nothing that a cache could leak. */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {
    /** No inline script or style, nothing from a third party. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    /** Where a camera may be used: at the door of a gathering, to read the codes of tickets. */
    private static final Pattern FILMED = Pattern.compile("(/en)?/agenda/[a-z0-9-]+/emargement(/[0-9]+)?");

    /** What others may show within their own pages: maps. */
    private static final Pattern EMBEDDED = Pattern.compile("(/en)?/barometre/cartes/[A-Za-z0-9-]+");

    @Bean
    SecurityFilterChain publicPages(HttpSecurity http) throws Exception {
        return http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .headers(h -> h.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .contentSecurityPolicy(c -> c.policyDirectives(CONTENT_POLICY))
                        .addHeaderWriter((request, response) -> {
                            if (EMBEDDED.matcher(request.getRequestURI()).matches())
                                response.setHeader(
                                        "Content-Security-Policy",
                                        CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *"));
                            else response.setHeader("X-Frame-Options", "DENY");
                        })
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                        .addHeaderWriter((request, response) -> response.setHeader(
                                "Permissions-Policy",
                                "geolocation=(), microphone=(), camera="
                                        + (FILMED.matcher(request.getRequestURI())
                                                        .matches()
                                                ? "(self)"
                                                : "()")
                                        + ", browsing-topics=()")))
                .build();
    }
}
