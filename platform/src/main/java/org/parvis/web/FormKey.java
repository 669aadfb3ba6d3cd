package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The key of the form that this request sends. It waits on the request for the first transaction that writes, and enters the
 * database with it.
 */
final class FormKey {
    static final String FIELD = "_once";
    private static final String PENDING = FormKey.class.getName();

    final UUID value;
    boolean taken;

    private FormKey(UUID value) {
        this.value = value;
    }

    static Optional<FormKey> of(HttpServletRequest request) {
        if (request.getAttribute(PENDING) instanceof FormKey key) return Optional.of(key);
        String sent = request.getParameter(FIELD);
        if (sent == null) return Optional.empty();
        try {
            var key = new FormKey(UUID.fromString(sent));
            request.setAttribute(PENDING, key);
            return Optional.of(key);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key of the request that this thread answers, where it answers one. */
    static @Nullable FormKey current() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null ? null : (FormKey) request.getAttribute(PENDING, RequestAttributes.SCOPE_REQUEST);
    }
}
