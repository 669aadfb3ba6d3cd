package org.parvis.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Bilingual;

/**
 * What the coordinator watches over: each lead's and each engagement's figures, in one plan.
 *
 * @param round the round that awaits reports, or else the last one
 */
public record Board(ActionPlan plan, @Nullable Round round, Figures whole, List<Row> leads, List<Row> engagements) {

    /** What a commitment can call for attention by. */
    public enum Sign {
        /** Its report came in the round. */
        RECEIVED("recu"),
        /** Its report is still awaited. */
        AWAITED("attendu"),
        /** A promised date has passed. */
        LATE("retard"),
        /** Not started, or its lead says what blocks it. */
        STUCK("bloque"),
        /** No evidence available. */
        UNPROVEN("sans-preuve"),
        /** An observer reads it otherwise than its lead. */
        DIVERGENT("divergent");

        private final String slug;

        Sign(String slug) {
            this.slug = slug;
        }

        /** Its name in addresses. */
        public String slug() {
            return slug;
        }
    }

    /** How many commitments there are, and how many bear each sign. */
    public record Figures(long commitments, Map<Sign, Long> signs) {
        public long of(Sign sign) {
            return signs.getOrDefault(sign, 0L);
        }

        public long expected() {
            return of(Sign.RECEIVED) + of(Sign.AWAITED);
        }
    }

    /** The figures of one lead (by slug) or one engagement (by number). */
    public record Row(String key, Bilingual name, Figures figures) {}

    /** One commitment on the board. */
    public record Line(
            int number,
            Bilingual title,
            int engagement,
            Organisation.Name lead,
            Completion completion,
            @Nullable Completion reported,
            @Nullable LocalDate reportedOn,
            @Nullable LocalDate lateSince,
            java.util.Set<Sign> signs,
            boolean fictional,
            long rank) {

        public long delayDays(LocalDate day) {
            return lateSince == null ? 0 : ChronoUnit.DAYS.between(lateSince, day);
        }
    }
}
