package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Settings;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the visit it answers. */
@Component
class Visits implements HandlerMethodArgumentResolver {
    private final CivicClock clock;
    private final Settings settings;
    private final Messages messages;
    private final Identity identity;
    private final Assets assets;
    private final Entrance entrance;
    private final FormTokens tokens;

    Visits(
            CivicClock clock,
            Settings settings,
            Messages messages,
            Identity identity,
            Assets assets,
            Entrance entrance,
            FormTokens tokens) {
        this.clock = clock;
        this.settings = settings;
        this.messages = messages;
        this.identity = identity;
        this.assets = assets;
        this.entrance = entrance;
        this.tokens = tokens;
    }

    /** A visit as anyone may see it: a visitor has no token, and receives no cookie. */
    Visit of(HttpServletRequest request) {
        return of(request, tokens.ofSession(request));
    }

    /** A visit to a page with a form: a visitor without a token receives one, and its cookie. */
    Visit withForm(HttpServletRequest request, HttpServletResponse response) {
        return of(request, tokens.of(request, response));
    }

    private Visit of(HttpServletRequest request, String token) {
        String path = request.getAttribute(LanguageFilter.PATH) instanceof String p ? p : request.getRequestURI();
        return new Visit(
                LanguageFilter.languageOf(request),
                path,
                Objects.requireNonNullElse(request.getQueryString(), ""),
                clock.today(),
                entrance.find(request),
                token,
                new Visit.Instance(
                        messages, identity, assets, settings.publicUrl().toString(), clock.isDemonstration()));
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Visit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        return of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
}
