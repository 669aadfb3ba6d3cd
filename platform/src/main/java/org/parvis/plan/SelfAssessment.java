package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * The government's own report on its plan.
 *
 * @param factsOn the day whose facts its draft was made of
 * @param publishedOn none while it is being written
 * @param reason what changed since the version before
 */
public record SelfAssessment(
        long id,
        int version,
        LocalDate factsOn,
        @Nullable LocalDate publishedOn,
        @Nullable String reason,
        boolean fictional,
        List<Chapter> chapters) {

    /** What the partnership asks such a report to tell; one chapter for each engagement. */
    public enum Kind {
        INTRODUCTION,
        PROCESS,
        RESULTS,
        ENGAGEMENT,
        DIVERGENCES,
        LESSONS
    }

    /**
     * A chapter, in Markdown.
     *
     * @param engagement whose commitments it tells of, by its number
     * @param edition over which its next writer saves
     */
    public record Chapter(
            int position,
            Kind kind,
            @Nullable Integer engagement,
            String fr,
            @Nullable String en,
            int edition) {

        public Optional<Bilingual> text() {
            return Optional.ofNullable(Bilingual.ofNullable(fr, en));
        }
    }

    /** One version among others. */
    public record Version(
            int number, LocalDate publishedOn, @Nullable String reason) {}

    /** What keeps it from being published. */
    List<Breach> breaches(@Nullable String why) {
        var breaches = new java.util.ArrayList<Breach>();
        chapters.stream()
                .filter(c -> c.text().isEmpty())
                .forEach(
                        c -> breaches.add(Breach.of("chapitre-" + c.position(), "plan.bilan.unwritten", c.position())));
        if (version > 1 && why == null) breaches.add(Breach.of("motif", "plan.form.reason"));
        return breaches;
    }
}
