package org.parvis.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;

/**
 * A document of the plan.
 *
 * @param sizeBytes its size, where it is known
 * @param url where it can be read; none when the instance only knows that it exists
 */
public record PlanDocument(
        long id,
        Bilingual title,
        Language language,
        String format,
        @Nullable Long sizeBytes,
        LocalDate publishedOn,
        @Nullable String version,
        @Nullable String url,
        boolean fictional) {}
