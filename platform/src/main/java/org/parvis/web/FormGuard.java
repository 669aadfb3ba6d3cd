package org.parvis.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Stands before every controller that changes something: no forged form, and none taken twice. */
@Component
class FormGuard implements HandlerInterceptor {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final int LOOKS = 20;
    private static final int PAUSE_MILLIS = 50;

    private final FormTokens tokens;
    private final JdbcClient db;

    FormGuard(FormTokens tokens, JdbcClient db) {
        this.tokens = tokens;
        this.db = db;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!changes(request, handler)) return true;
        if (isFromElsewhere(request)) throw new Forbidden();
        if (!tokens.isGenuine(request)) throw new LostForm();
        // A draft leaves while its author is typing: it must not do what the form does.
        if ("brouillon".equals(request.getParameter("acte"))
                && !((HandlerMethod) handler).hasMethodAnnotation(KeepsDrafts.class))
            throw new BadInput("web.draft.none");
        if (FormKey.of(request).filter(this::isTaken).isPresent()) throw new Replayed();
        return true;
    }

    /** Keeps where the form led, for whoever sends it again. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        String target = response.getHeader(HttpHeaders.LOCATION);
        if (target == null || request.getAttribute(REPLAYED) != null || !changes(request, handler)) return;
        if (!HttpStatusCode.valueOf(response.getStatus()).is3xxRedirection()) return;
        FormKey.of(request)
                // The act itself is on the disk already; a crash within the next second costs its sender no more than
                // this hint.
                .ifPresent(key -> db.sql("""
                        insert into form_taken (key, target)
                        select ?, ? from (select set_config('synchronous_commit', 'off', true)) unhurried
                        on conflict (key) do update set target = excluded.target""").params(key.value, target).update());
    }

    private static final String REPLAYED = Replayed.class.getName();

    /** Where the form led when it was first sent; that first request may still be on its way out. */
    Optional<String> findTarget(HttpServletRequest request) {
        request.setAttribute(REPLAYED, true);
        return FormKey.of(request).flatMap(key -> {
            Optional<String> target = target(key.value);
            for (int look = 1; target.isEmpty() && look < LOOKS; look++) {
                pause();
                target = target(key.value);
            }
            return target;
        });
    }

    private static boolean changes(HttpServletRequest request, Object handler) {
        return !SAFE.contains(request.getMethod())
                && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod;
    }

    /** Browsers say so themselves; the token says it for those that do not. */
    private static boolean isFromElsewhere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return "cross-site".equals(site) || "same-site".equals(site);
    }

    private boolean isTaken(FormKey key) {
        return db.sql("select 1 from form_taken where key = ?")
                .param(key.value)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private Optional<String> target(UUID key) {
        return db.sql("select target from form_taken where key = ? and target is not null")
                .param(key)
                .query(String.class)
                .optional();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
