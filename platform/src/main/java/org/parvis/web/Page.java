package org.parvis.web;

/**
 * Exactly what one page shows. {@code org.parvis.plan.PlanPage} is rendered by {@code plan/PlanPage.jte}, which takes
 * {@code visit} and {@code page}.
 */
public interface Page {
    /** The HTTP status it is answered with. */
    default int status() {
        return 200;
    }

    /** Whether the page is the same, byte for byte, for every anonymous visitor, and may be kept by caches. */
    default boolean isPublic() {
        return true;
    }
}
