package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.accounts.Organisation;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.StepState;

class CohortTest {
    private static final LocalDate STARTS = LocalDate.of(2022, 3, 14), ENDS = LocalDate.of(2022, 6, 13);
    private static final Bilingual TEXT = new Bilingual("Texte", null);

    private static Cohort cohort(@Nullable Instant openedAt) {
        return new Cohort(
                1,
                "p",
                TEXT,
                TEXT,
                "appel",
                TEXT,
                new Organisation.Name("ditp", TEXT, "DITP"),
                null,
                STARTS,
                ENDS,
                true,
                openedAt);
    }

    @Test
    void a_cohort_runs_from_its_first_day_to_its_last_both_whole() {
        var cohort = cohort(Instant.EPOCH);
        assertThat(cohort(null).phase(STARTS)).isEqualTo(Cohort.Phase.DRAFT);
        assertThat(cohort.phase(STARTS.minusDays(1))).isEqualTo(Cohort.Phase.TO_COME);
        assertThat(cohort.phase(STARTS)).isEqualTo(Cohort.Phase.RUNNING);
        assertThat(cohort.phase(ENDS)).isEqualTo(Cohort.Phase.RUNNING);
        assertThat(cohort.phase(ENDS.plusDays(1))).isEqualTo(Cohort.Phase.ENDED);
    }

    @Test
    void its_months_are_counted_from_its_first_day() {
        var cohort = cohort(Instant.EPOCH);
        assertThat(cohort.months()).isEqualTo(3);
        assertThat(cohort.month(STARTS)).isEqualTo(1);
        assertThat(cohort.month(LocalDate.of(2022, 4, 13))).isEqualTo(1);
        assertThat(cohort.month(LocalDate.of(2022, 5, 2))).isEqualTo(2);
        assertThat(cohort.month(ENDS)).isEqualTo(3);
        assertThat(cohort.month(ENDS.plusYears(1))).isEqualTo(3);
        assertThat(cohort.month(STARTS.minusYears(1))).isEqualTo(1);
    }

    private static Need need(@Nullable Instant metAt, @Nullable Boolean... answers) {
        var offers = new ArrayList<Need.Offer>();
        for (@Nullable Boolean accepted : answers)
            offers.add(
                    new Need.Offer(1, new Organisation.Name("ditp", TEXT, null), null, TEXT, Instant.EPOCH, accepted));
        return new Need(1, Need.Kind.DATA, TEXT, Instant.EPOCH, metAt, offers);
    }

    @Test
    void a_need_is_offered_while_an_offer_stands_and_met_only_once_it_has_come() {
        assertThat(need(null).state()).isEqualTo(Need.State.OPEN);
        assertThat(need(null, new @Nullable Boolean[] {null}).state()).isEqualTo(Need.State.OFFERED);
        assertThat(need(null, false).state()).isEqualTo(Need.State.OPEN);
        assertThat(need(null, false, true).state()).isEqualTo(Need.State.OFFERED);
        assertThat(need(Instant.EPOCH, true).state()).isEqualTo(Need.State.MET);
        assertThat(need(null, false, true).standing()).hasSize(1);
    }

    @Test
    void a_milestone_is_late_the_day_after_its_date_until_it_is_kept() {
        var due = new InitiativeMilestone(1, TEXT, STARTS, null, null, null);
        assertThat(due.lateDays(STARTS)).isZero();
        assertThat(due.lateDays(STARTS.plusDays(1))).isEqualTo(1);
        assertThat(due.state(STARTS.plusDays(1))).isEqualTo(StepState.LATE);
        var kept = new InitiativeMilestone(1, TEXT, STARTS, null, null, STARTS.plusDays(9));
        assertThat(kept.lateDays(STARTS.plusDays(30))).isZero();
        assertThat(kept.state(STARTS.plusDays(30))).isEqualTo(StepState.DONE);
    }

    private static Initiative initiative(@Nullable LocalDate dueOn, @Nullable LocalDate checkedOn) {
        return new Initiative(
                1,
                cohort(Instant.EPOCH),
                "i",
                TEXT,
                TEXT,
                null,
                "Quelqu’un",
                ApplicantKind.CITIZEN,
                null,
                "",
                null,
                0,
                true,
                true,
                true,
                null,
                List.of(7L),
                List.of(8L),
                new Initiative.Progress(0, 0, 0, 0, 1, 0, dueOn, checkedOn, null, null));
    }

    @Test
    void an_initiative_without_news_for_a_fortnight_is_silent_while_it_is_supported() {
        assertThat(initiative(null, null).isSilent(STARTS.plusDays(14))).isFalse();
        assertThat(initiative(null, null).isSilent(STARTS.plusDays(15))).isTrue();
        assertThat(initiative(null, STARTS.plusDays(10)).isSilent(STARTS.plusDays(20)))
                .isFalse();
        assertThat(initiative(null, null).isSilent(ENDS.plusDays(1))).isFalse();
        assertThat(initiative(STARTS, null).lateDays(STARTS.plusDays(5))).isEqualTo(5);
    }

    @Test
    void whoever_bears_it_opens_doors_for_it_or_runs_its_cohort_follows_it() {
        var initiative = initiative(null, null);
        assertThat(initiative.isFollowedBy(new Actor(7, "a", List.of()))).isTrue();
        assertThat(initiative.isFollowedBy(new Actor(8, "b", List.of()))).isTrue();
        assertThat(initiative.isFollowedBy(new Actor(9, "c", List.of()))).isFalse();
        assertThat(initiative.isFollowedBy(null)).isFalse();
    }
}
