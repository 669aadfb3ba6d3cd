package org.parvis.plan;

import java.util.Arrays;
import java.util.Optional;

/** The partnership's scale of completion (IRM). */
public enum Completion {
    NO_EVIDENCE("sans-preuve"),
    NOT_STARTED("non-commence"),
    LIMITED("limite"),
    SUBSTANTIAL("substantiel"),
    COMPLETE("acheve");

    private final String slug;

    Completion(String slug) {
        this.slug = slug;
    }

    /** Its name in addresses. */
    public String slug() {
        return slug;
    }

    public static Optional<Completion> find(String slug) {
        return Arrays.stream(values()).filter(c -> c.slug.equals(slug)).findFirst();
    }
}
