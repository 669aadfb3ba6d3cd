package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the person who acts; a controller that takes an {@link Actor} is open to nobody else. */
@Component
class Actors implements HandlerMethodArgumentResolver {
    private final Entrance entrance;

    Actors(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Actor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        Actor actor = entrance.find(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        if (actor == null) throw new SignInNeeded();
        return actor;
    }
}
