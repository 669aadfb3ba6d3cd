package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/** A change to an adopted commitment: when, why, in what capacity, and each field as it was and as it became. */
public record Amendment(LocalDate on, Bilingual reason, Role by, boolean fictional, List<Change> changes) {

    /** @param field a cell of {@link Sheet#COMMITMENT} */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}
}
