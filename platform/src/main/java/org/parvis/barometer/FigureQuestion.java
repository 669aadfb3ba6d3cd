package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;

/**
 * What somebody asked about a figure, and the answer of whoever holds its indicator.
 *
 * @param kind which figure; none where it is about the whole
 * @param value what it was when it was questioned; none where it was hidden, or is
 * @param hidden why moderators took the question out of sight; none while it is seen
 * @param batch the correction that it led to, {@code corrected} whether that is published
 */
record FigureQuestion(
        long id,
        Indicator indicator,
        String territory,
        String territoryName,
        Reading.@Nullable Kind kind,
        @Nullable LocalDate on,
        @Nullable BigDecimal value,
        String text,
        Language language,
        @Nullable Long askedBy,
        Instant askedAt,
        @Nullable String hidden,
        @Nullable Bilingual answer,
        @Nullable Instant answeredAt,
        @Nullable Long batch,
        boolean corrected,
        boolean fictional) {

    public String path() {
        return "/barometre/questions/" + id;
    }

    public boolean isHidden() {
        return hidden != null;
    }
}
