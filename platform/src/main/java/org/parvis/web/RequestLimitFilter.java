package org.parvis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.parvis.house.Settings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what says it is too large before any of it is kept; what does not say so is counted while it is read. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class RequestLimitFilter extends OncePerRequestFilter {
    private final long limit;

    RequestLimitFilter(Settings settings) {
        this.limit = settings.requestLimit();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        else chain.doFilter(request, response);
    }
}
