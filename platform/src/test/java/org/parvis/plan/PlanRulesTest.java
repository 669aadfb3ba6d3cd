package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.web.Bilingual;

/** The rules that a plan's records hold, on given days. */
class PlanRulesTest {
    private static final Bilingual TEXT = new Bilingual("Un texte", null);
    private static final LocalDate DAY = LocalDate.of(2022, 5, 2);

    private static ActionPlan plan(ActionPlan.Step... steps) {
        return new ActionPlan(
                1,
                "2021-2023",
                3,
                TEXT,
                TEXT,
                LocalDate.of(2021, 12, 17),
                LocalDate.of(2023, 12, 31),
                null,
                null,
                null,
                List.of(steps));
    }

    private static Milestone milestone(
            @Nullable LocalDate due, @Nullable LocalDate done, Milestone.Revision... revisions) {
        return new Milestone(1, 1, TEXT, null, List.of(), null, due, done, false, List.of(revisions));
    }

    @Test
    void a_plan_is_where_its_furthest_step_of_the_past_has_brought_it() {
        var plan = plan(
                new ActionPlan.Step(ActionPlan.Stage.DRAFT, DAY.minusDays(9), null, false),
                new ActionPlan.Step(ActionPlan.Stage.ADOPTED, DAY, null, false),
                new ActionPlan.Step(ActionPlan.Stage.IN_PROGRESS, DAY, null, false),
                new ActionPlan.Step(ActionPlan.Stage.CLOSED, DAY.plusDays(9), null, false));
        assertThat(plan.stageOn(DAY.minusDays(10))).isEmpty();
        assertThat(plan.stageOn(DAY.minusDays(1))).contains(ActionPlan.Stage.DRAFT);
        assertThat(plan.stageOn(DAY)).contains(ActionPlan.Stage.IN_PROGRESS);
        assertThat(plan.stageOn(DAY.plusDays(9))).contains(ActionPlan.Stage.CLOSED);
    }

    @Test
    void the_elapsed_part_of_a_period_stays_between_nothing_and_everything() {
        assertThat(plan().elapsedPercent(LocalDate.of(2020, 1, 1))).isZero();
        assertThat(plan().elapsedPercent(LocalDate.of(2021, 12, 17))).isZero();
        assertThat(plan().elapsedPercent(DAY)).isEqualTo(18);
        assertThat(plan().elapsedPercent(LocalDate.of(2023, 12, 31))).isEqualTo(100);
        assertThat(plan().elapsedPercent(LocalDate.of(2030, 1, 1))).isEqualTo(100);
    }

    @Test
    void a_milestone_is_late_from_the_day_after_its_due_date_until_it_is_done() {
        assertThat(milestone(DAY, null).delayDays(DAY)).isZero();
        assertThat(milestone(DAY, null).delayDays(DAY.plusDays(1))).isOne();
        assertThat(milestone(DAY, DAY.plusDays(3)).delayDays(DAY.plusDays(2))).isEqualTo(2);
        assertThat(milestone(DAY, DAY.plusDays(3)).delayDays(DAY.plusDays(3))).isZero();
        assertThat(milestone(null, null).delayDays(DAY)).isZero();
    }

    @Test
    void a_milestone_is_not_done_before_the_day_it_was() {
        assertThat(milestone(DAY, DAY).isDoneOn(DAY.minusDays(1))).isFalse();
        assertThat(milestone(DAY, DAY).isDoneOn(DAY)).isTrue();
    }

    @Test
    void a_date_that_moved_remembers_the_one_first_promised() {
        var first = new Milestone.Revision(DAY.minusDays(20), DAY.minusDays(10), DAY, TEXT);
        var second = new Milestone.Revision(DAY.minusDays(5), DAY, DAY.plusDays(30), TEXT);
        assertThat(milestone(DAY.plusDays(30), null, first, second).originalDueOn())
                .isEqualTo(DAY.minusDays(10));
        assertThat(second.slippageDays()).isEqualTo(30);
        assertThat(milestone(DAY, null).originalDueOn()).isEqualTo(DAY);
    }

    @Test
    void codes_in_addresses_are_plain_and_different() {
        assertThat(Stream.of(Completion.values()).map(Completion::slug))
                .doesNotHaveDuplicates()
                .allMatch(slug -> slug.matches("[a-z-]+"));
    }
}
