package org.parvis.participation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A contribution as it leaves in open data: everything public, nobody's name. Organisations by slug, responses by number. */
public record ContributionExport(
        long ref,
        String title,
        String text,
        String language,
        @Nullable String theme,
        @Nullable String place,
        @Nullable Integer paragraph,
        @Nullable String organisation,
        @Nullable String authorKind,
        @Nullable String source,
        Instant publishedAt,
        int supports,
        int comments,
        @Nullable String outcome,
        @Nullable Long response,
        @Nullable String responseBy,
        @Nullable String responseReason,
        @Nullable Instant answeredAt,
        boolean fictional) {}
