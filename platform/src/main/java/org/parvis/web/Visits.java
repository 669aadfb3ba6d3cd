package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
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
        var asked = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        Visit visit = of(asked);
        if (LanguageFilter.isFile(visit.path())) checkLanguage(asked.getParameterValues("lang"));
        return visit;
    }

    private static void checkLanguage(String @Nullable [] asked) {
        if (asked == null) return;
        for (String code : asked)
            if (Language.find(code).isEmpty())
                throw new BadInput(
                        "web.file.language",
                        Arrays.stream(Language.values()).map(Language::code).collect(Collectors.joining(", ")));
    }
}
