package org.parvis.sortition;

/** The search ended before it met a first panel: there is nothing to draw from, and nothing says that there is no panel. */
public final class NoPanelYet extends RuntimeException {
    NoPanelYet(Throwable cause) {
        super(
                "No panel was found before the search ended, and that none exists is not proven. %s."
                        .formatted(cause.getMessage()),
                cause);
    }
}
