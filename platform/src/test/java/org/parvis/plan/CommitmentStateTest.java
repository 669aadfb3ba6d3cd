package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.ParvisTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where a commitment stands, as the database computes it, against the same rule told in Java. */
@ParvisTest
class CommitmentStateTest {
    private static final LocalDate END = LocalDate.of(2023, 12, 31);

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private record Report(LocalDate on, Completion completion) {}

    private record Promise(
            @Nullable LocalDate due, @Nullable LocalDate done) {}

    private record State(Completion completion, @Nullable LocalDate lateSince, int milestones, int done) {}

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // the last report   says          on this day   stands at
                "-,          -,            2022-05-02, NO_EVIDENCE",
                "2022-05-02, NOT_STARTED,  2022-05-02, NOT_STARTED",
                "2022-05-03, LIMITED,      2022-05-02, NO_EVIDENCE",
                "2021-11-02, LIMITED,      2022-05-02, LIMITED",
                "2021-11-01, LIMITED,      2022-05-02, NO_EVIDENCE",
                "2021-11-01, SUBSTANTIAL,  2022-05-01, SUBSTANTIAL",
                "2021-08-31, SUBSTANTIAL,  2022-02-28, SUBSTANTIAL",
                "2021-08-27, SUBSTANTIAL,  2022-02-28, NO_EVIDENCE",
                "2019-01-01, COMPLETE,     2022-05-02, COMPLETE",
                "2022-05-01, NO_EVIDENCE,  2022-05-02, NO_EVIDENCE"
            })
    void a_report_counts_for_six_months_and_completion_for_ever(
            @Nullable LocalDate on, @Nullable Completion said, LocalDate day, Completion expected) {
        var reports = on == null ? List.<Report>of() : List.of(new Report(on, Objects.requireNonNull(said)));
        assertThat(state(reports, List.of(), END, day).completion()).isEqualTo(expected);
    }

    @Test
    void the_last_report_of_a_day_is_the_one_that_counts() {
        var day = LocalDate.of(2022, 5, 2);
        var reports = List.of(
                new Report(day, Completion.COMPLETE),
                new Report(day, Completion.LIMITED),
                new Report(day.minusDays(1), Completion.SUBSTANTIAL));
        assertThat(state(reports, List.of(), END, day).completion()).isEqualTo(Completion.LIMITED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // due       done        the day      late since
                "2022-05-02, -,          2022-05-02, -",
                "2022-05-01, -,          2022-05-02, 2022-05-01",
                "2022-05-01, 2022-05-02, 2022-05-02, -",
                "2022-05-01, 2022-05-03, 2022-05-02, 2022-05-01",
                "-,          -,          2022-05-02, -",
                "2024-06-01, -,          2024-01-01, 2023-12-31",
                "2023-11-01, -,          2024-01-01, 2023-11-01",
                "-,          -,          2023-12-31, -"
            })
    void late_is_the_earliest_promise_that_the_day_has_passed(
            @Nullable LocalDate due, @Nullable LocalDate done, LocalDate day, @Nullable LocalDate expected) {
        assertThat(state(List.of(), List.of(new Promise(due, done)), END, day).lateSince())
                .isEqualTo(expected);
    }

    @Test
    void a_complete_commitment_is_not_late_at_its_end_but_its_milestones_may_be() {
        var complete = List.of(new Report(LocalDate.of(2023, 1, 1), Completion.COMPLETE));
        var late = LocalDate.of(2024, 6, 1);
        assertThat(state(complete, List.of(), END, late).lateSince()).isNull();
        assertThat(state(complete, List.of(new Promise(LocalDate.of(2023, 2, 1), null)), END, late)
                        .lateSince())
                .isEqualTo(LocalDate.of(2023, 2, 1));
    }

    @Test
    void the_database_and_the_rule_agree_on_any_facts() {
        var random = new Random(20_220_502);
        for (int round = 0; round < 300; round++) {
            var reports = many(random, 4, () -> new Report(date(random), Completion.values()[random.nextInt(5)]));
            var promises = many(
                    random,
                    4,
                    () -> new Promise(
                            random.nextInt(4) == 0 ? null : date(random), random.nextBoolean() ? null : date(random)));
            LocalDate end = date(random), day = date(random);
            assertThat(state(reports, promises, end, day))
                    .as("%s %s ending %s, on %s", reports, promises, end, day)
                    .isEqualTo(rule(reports, promises, end, day));
        }
    }

    private static State rule(List<Report> reports, List<Promise> promises, LocalDate end, LocalDate day) {
        Report last = null;
        for (Report report : reports)
            if (!report.on().isAfter(day) && (last == null || !report.on().isBefore(last.on()))) last = report;
        var completion = last == null
                        || last.completion() != Completion.COMPLETE && last.on().isBefore(day.minusMonths(6))
                ? Completion.NO_EVIDENCE
                : last.completion();
        var broken = new ArrayList<LocalDate>();
        int done = 0;
        for (Promise promise : promises) {
            boolean kept = promise.done() != null && !promise.done().isAfter(day);
            if (kept) done++;
            else if (promise.due() != null && promise.due().isBefore(day)) broken.add(promise.due());
        }
        if (end.isBefore(day) && completion != Completion.COMPLETE) broken.add(end);
        return new State(completion, broken.stream().min(LocalDate::compareTo).orElse(null), promises.size(), done);
    }

    private static LocalDate date(Random random) {
        return LocalDate.of(2021, 6, 1).plusDays(random.nextInt(900));
    }

    private static <T> List<T> many(Random random, int most, Supplier<T> one) {
        var all = new ArrayList<T>();
        for (int i = random.nextInt(most + 1); i > 0; i--) all.add(one.get());
        return all;
    }

    /** The facts are written beside the demonstration's, and taken back. */
    private State state(List<Report> reports, List<Promise> promises, LocalDate end, LocalDate day) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(transaction -> {
            transaction.setRollbackOnly();
            long commitment = db.sql("""
                            insert into commitment (plan_id, ambition_id, number, title_fr, summary_fr, lead_id, starts_on, ends_on)
                            select plan_id, ambition_id, 9999, 'Essai', 'Essai', lead_id, '2020-01-01', :end
                            from commitment limit 1 returning id""").param("end", end).query(Long.class).single();
            for (Report report : reports)
                db.sql(
                                "insert into progress_report (commitment_id, reported_on, completion, text_fr) values (?, ?, ?, '…')")
                        .params(commitment, report.on(), report.completion().name())
                        .update();
            int position = 0;
            for (Promise promise : promises)
                db.sql(
                                "insert into milestone (commitment_id, position, output_fr, due_on, done_on) values (:c, :p, '…', :due, :done)")
                        .param("c", commitment)
                        .param("p", ++position)
                        .param("due", promise.due())
                        .param("done", promise.done())
                        .update();
            return db.sql("select * from commitment_state(:c, :end, :day)")
                    .param("c", commitment)
                    .param("end", end)
                    .param("day", day)
                    .query((row, _) -> CommitmentState.read(row, day))
                    .optional()
                    .map(s -> new State(s.completion(), s.lateSince(), s.milestones(), s.done()))
                    .orElseThrow();
        }));
    }
}
