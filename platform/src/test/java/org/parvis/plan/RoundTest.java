package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.web.Bilingual;

class RoundTest {
    private static final LocalDate OPENS = LocalDate.of(2022, 4, 4), DUE = LocalDate.of(2022, 5, 13);

    private static Round round(LocalDate due, @Nullable LocalDate closed) {
        return new Round(1, "p", new Bilingual("Printemps", null), null, OPENS, due, closed, true);
    }

    @Test
    void a_lead_is_reminded_by_calendar() {
        assertThat(round(DUE, null).reminders())
                .containsExactly(
                        java.util.Map.entry(Round.Reminder.OPENING, OPENS),
                        java.util.Map.entry(Round.Reminder.APPROACHING, LocalDate.of(2022, 4, 29)),
                        java.util.Map.entry(Round.Reminder.LAST_DAYS, LocalDate.of(2022, 5, 10)),
                        java.util.Map.entry(Round.Reminder.OVERDUE, LocalDate.of(2022, 5, 16)));
    }

    @Test
    void a_short_round_goes_without_the_reminder_that_would_precede_it() {
        assertThat(round(OPENS.plusDays(8), null).reminders()).doesNotContainKey(Round.Reminder.APPROACHING);
    }

    @Test
    void what_was_complete_before_the_round_has_nothing_to_report() {
        var round = round(DUE, null);
        assertThat(round.expects(Completion.COMPLETE, OPENS.minusDays(1))).isFalse();
        assertThat(round.expects(Completion.COMPLETE, OPENS)).isTrue();
        assertThat(round.expects(Completion.LIMITED, OPENS.minusDays(1))).isTrue();
        assertThat(round.expects(null, null)).isTrue();
    }

    @Test
    void a_report_after_the_closing_is_not_of_the_round() {
        var round = round(DUE, DUE.plusDays(1));
        assertThat(round.received(DUE.plusDays(1))).isTrue();
        assertThat(round.received(DUE.plusDays(2))).isFalse();
        assertThat(round.isOpenOn(DUE)).isTrue();
        assertThat(round.isOpenOn(DUE.plusDays(1))).isFalse();
    }
}
