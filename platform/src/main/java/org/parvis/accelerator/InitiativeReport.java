package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/** What came of the months of support, as whoever bears the initiative tells it. */
public record InitiativeReport(Bilingual text, @Nullable Bilingual learnt, List<Result> results, Instant handedAt) {
    /** « 12 – communes équipées ». */
    public record Result(String figure, Bilingual label) {}
}
