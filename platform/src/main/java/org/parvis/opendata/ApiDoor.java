package org.parvis.opendata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What holds for every request of the API, before it is looked at: pages of other sites may read it, nobody changes anything by it, a network has its share. */
@Component
class ApiDoor implements HandlerInterceptor, WebMvcConfigurer {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Limits limits;

    ApiDoor(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // Before the guard of forms, which knows nothing of programs.
        registry.addInterceptor(this)
                .addPathPatterns("/api/v1", "/api/v1/**", "/schemas/**", "/catalog.*")
                .order(Integer.MIN_VALUE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader(
                "Access-Control-Expose-Headers",
                "ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, Repr-Digest");
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS");
            response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
            response.setHeader("Access-Control-Allow-Headers", "If-None-Match, Accept, Accept-Language");
            response.setHeader("Access-Control-Max-Age", "86400");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return false;
        }
        var left = limits.take(request.getRemoteAddr());
        response.setHeader("RateLimit-Limit", Integer.toString(left.most()));
        response.setHeader("RateLimit-Remaining", Integer.toString(Math.max(0, left.remaining())));
        response.setHeader("RateLimit-Reset", Long.toString(left.seconds()));
        if (left.remaining() < 0) {
            response.setHeader("Retry-After", Long.toString(left.seconds()));
            throw new Problem(429);
        }
        if (!READING.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS");
            throw new Problem(405);
        }
        return true;
    }
}
