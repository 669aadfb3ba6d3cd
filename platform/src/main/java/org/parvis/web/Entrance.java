package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the shell, which stands below every room, learns who visits: the accounts' room answers. */
public interface Entrance {
    /** Who signed in, or null for a visitor. Asked as often as one likes: the database is read once a request. */
    @Nullable
    Actor find(HttpServletRequest request);

    /** The form that waited while its person signed in, if one did. */
    static Optional<Page> findWaiting(HttpServletRequest request) {
        return KeptPage.afterSignIn(request);
    }
}
