package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParvisTest
class FollowUpTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 5, 2);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    Plans plans;

    @Autowired
    Commitments commitments;

    @Autowired
    Assessments assessments;

    @Autowired
    Rounds rounds;

    @Autowired
    Boards boards;

    @Autowired
    TransactionTemplate transaction;

    private Actor as(Role role, @Nullable String organisation) {
        return new Actor(person(), "Quelqu’un", List.of(new Actor.Mandate(role, organisation)));
    }

    private long person() {
        return db.sql("select id from person where email = 'observer@demonstration.example'")
                .query(Long.class)
                .single();
    }

    private ActionPlan plan() {
        return plans.get("2021-2023", TODAY);
    }

    private static Assessment.Coding coding(Completion completion) {
        return new Assessment.Coding(
                completion,
                Assessment.Verifiability.VERIFIABLE,
                Set.of(Assessment.OpenValue.PARTICIPATION),
                Assessment.Potential.MODEST,
                null,
                new Bilingual("Constat", null));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void each_door_opens_to_its_role_alone(Role role) {
        var actor = as(role, "laboratoire-arpent");
        var call = new Rounds.Call(new Bilingual("Essai", null), null, TODAY, TODAY.plusWeeks(6));
        Map<Role, List<Runnable>> doors = Map.of(
                Role.OBSERVER,
                List.of(() -> assessments.publish(
                        actor,
                        plan(),
                        commitments.get(plan(), 2, TODAY),
                        "laboratoire-arpent",
                        coding(Completion.LIMITED),
                        0,
                        null,
                        TODAY)),
                Role.COORDINATOR,
                List.of(
                        () -> rounds.open(actor, plan(), call, TODAY),
                        () -> rounds.close(actor, openRound(), null, TODAY),
                        () -> boards.get(actor, plan(), TODAY),
                        () -> boards.list(actor, plan(), BoardFilter.of(Map.of()), TODAY),
                        () -> boards.stream(actor, plan(), TODAY, _ -> {})));
        doors.forEach((allowed, acts) -> acts.forEach(act -> transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            if (allowed != role) assertThatThrownBy(act::run).isInstanceOf(Forbidden.class);
            else
                try {
                    act.run();
                } catch (BadInput e) {
                    assertThat(e).hasMessage("plan.round.another");
                }
        })));
    }

    private long openRound() {
        return rounds.listOpen(TODAY).getFirst().id();
    }

    @Test
    void an_observer_speaks_for_its_own_organisation_alone() {
        var commitment = commitments.get(plan(), 2, TODAY);
        assertThatThrownBy(() -> assessments.publish(
                        as(Role.OBSERVER, "laboratoire-arpent"),
                        plan(),
                        commitment,
                        "institut-brunmaire",
                        coding(Completion.LIMITED),
                        0,
                        null,
                        TODAY))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void of_sixty_four_assessments_at_once_one_stands_and_the_others_are_told() throws Exception {
        var commitment = commitments.get(plan(), 33, TODAY);
        var observer = as(Role.OBSERVER, "laboratoire-arpent");
        var published = new AtomicInteger();
        var overtaken = new AtomicInteger();
        List<Callable<Object>> acts = IntStream.range(0, 64)
                .<Callable<Object>>mapToObj(_ -> () -> {
                    try {
                        assessments.publish(
                                observer,
                                plan(),
                                commitment,
                                "laboratoire-arpent",
                                coding(Completion.NOT_STARTED),
                                0,
                                null,
                                TODAY);
                        return published.incrementAndGet();
                    } catch (Assessments.Overtaken e) {
                        return overtaken.incrementAndGet();
                    }
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(64)) {
            for (var done : threads.invokeAll(acts)) done.get();
        }
        assertThat(published).hasValue(1);
        assertThat(overtaken).hasValue(63);
        assertThat(assessments.list(commitment, TODAY)).hasSize(1);
    }

    @Test
    void a_revision_keeps_what_it_revises_and_says_why() {
        var commitment = commitments.get(plan(), 34, TODAY);
        var observer = as(Role.OBSERVER, "laboratoire-arpent");
        assessments.publish(
                observer, plan(), commitment, "laboratoire-arpent", coding(Completion.NOT_STARTED), 0, null, TODAY);
        assertThatThrownBy(() -> assessments.publish(
                        observer, plan(), commitment, "laboratoire-arpent", coding(Completion.LIMITED), 1, null, TODAY))
                .isInstanceOf(BadInput.class);
        assessments.publish(
                observer,
                plan(),
                commitment,
                "laboratoire-arpent",
                coding(Completion.LIMITED),
                1,
                "Un document reçu",
                TODAY);
        var readings = new AssessmentsPage.Readings(commitment, assessments.list(commitment, TODAY));
        assertThat(readings.current()).singleElement().satisfies(a -> {
            assertThat(a.version()).isEqualTo(2);
            assertThat(readings.before(a))
                    .singleElement()
                    .extracting(Assessment::version)
                    .isEqualTo(1);
        });
        assertThatThrownBy(() -> db.sql("delete from assessment").update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void the_board_says_what_a_naive_count_says() {
        var board = boards.get(as(Role.COORDINATOR, null), plan(), TODAY);
        var round = rounds.get(openRound());
        var naive = new EnumMap<Board.Sign, Long>(Board.Sign.class);
        var byLead = new HashMap<String, Long>();
        for (var line : commitments.listAll(plan(), TODAY)) {
            var commitment = commitments.get(plan(), line.number(), TODAY);
            var state = commitment.state();
            var reports = commitments.listReports(commitment, TODAY);
            boolean received = round.received(state.reportedOn());
            var signs = new ArrayList<Board.Sign>();
            if (received) signs.add(Board.Sign.RECEIVED);
            if (!received && round.expects(state.reported(), state.reportedOn())) signs.add(Board.Sign.AWAITED);
            if (state.isLate()) signs.add(Board.Sign.LATE);
            if (state.completion() == Completion.NOT_STARTED
                    || state.completion() != Completion.COMPLETE
                            && !reports.isEmpty()
                            && !reports.getFirst().blockers().isEmpty()) signs.add(Board.Sign.STUCK);
            if (state.completion() == Completion.NO_EVIDENCE) signs.add(Board.Sign.UNPROVEN);
            if (new AssessmentsPage.Readings(commitment, assessments.list(commitment, TODAY)).divergences() > 0)
                signs.add(Board.Sign.DIVERGENT);
            signs.forEach(sign -> naive.merge(sign, 1L, Long::sum));
            if (state.isLate()) byLead.merge(line.lead().slug(), 1L, Long::sum);
        }
        assertThat(board.whole().commitments()).isEqualTo(59);
        for (var sign : Board.Sign.values())
            assertThat(board.whole().of(sign)).as(sign.name()).isEqualTo(naive.getOrDefault(sign, 0L));
        for (var row : board.leads())
            assertThat(row.figures().of(Board.Sign.LATE)).as(row.key()).isEqualTo(byLead.getOrDefault(row.key(), 0L));
        for (var sign : Board.Sign.values()) {
            assertThat(sum(board.leads(), sign)).isEqualTo(board.whole().of(sign));
            assertThat(sum(board.engagements(), sign)).isEqualTo(board.whole().of(sign));
            assertThat(boards.list(
                                    as(Role.COORDINATOR, null),
                                    plan(),
                                    BoardFilter.of(Map.of("vue", "actions", "signe", sign.slug())),
                                    TODAY)
                            .total())
                    .isEqualTo(board.whole().of(sign));
        }
    }

    private static long sum(List<Board.Row> rows, Board.Sign sign) {
        return rows.stream().mapToLong(row -> row.figures().of(sign)).sum();
    }

    @ParameterizedTest
    @EnumSource(BoardFilter.Sort.class)
    void every_order_of_the_board_shows_each_commitment_once(BoardFilter.Sort sort) {
        var seen = new ArrayList<Integer>();
        String after = "";
        do {
            var slice = boards.list(
                    as(Role.COORDINATOR, null),
                    plan(),
                    BoardFilter.of(Map.of("tri", sort.slug(), "apres", after)),
                    TODAY);
            slice.lines().forEach(line -> seen.add(line.number()));
            var last = slice.lines().getLast();
            after = slice.hasMore() ? last.rank() + "-" + last.number() : "";
        } while (!after.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().hasSize(59);
    }

    @Test
    void reminders_are_taken_once_however_many_ask() throws Exception {
        long waiting = db.sql("select count(*) from reminder where taken_on is null and due_on <= ?")
                .param(TODAY)
                .query(Long.class)
                .single();
        assertThat(waiting).isPositive();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var taken = threads.invokeAll(Stream.generate(() -> (Callable<Integer>) () -> {
                        int all = 0;
                        for (int some = rounds.remind(TODAY, 5); some > 0; some = rounds.remind(TODAY, 5)) all += some;
                        return all;
                    })
                    .limit(8)
                    .toList());
            int all = 0;
            for (var some : taken) all += some.get();
            assertThat(all).isEqualTo((int) waiting);
            assertThat(db.sql(
                                    "select count(*) from mail where recipient = 'contributor@demonstration.example' and body like '%Premier semestre%'")
                            .query(Long.class)
                            .single())
                    .isPositive();
        }
    }

    @Test
    void the_coordinator_opens_and_closes_a_round_by_hand() {
        var coordinator = Browser.of(port, "coordinator");
        String path = rounds.get(openRound()).path();
        try {
            openAnother(coordinator, path);
        } finally {
            // The story goes on as it was for the other tests.
            db.sql("delete from reminder where round_id in (select id from round where not fictional)")
                    .update();
            db.sql("delete from round_step where round_id in (select id from round where not fictional)")
                    .update();
            db.sql("delete from round where not fictional").update();
            db.sql("delete from round_step where step = 'CLOSED' and round_id = (select max(id) from round)")
                    .update();
        }
    }

    private void openAnother(Browser coordinator, String path) {
        var closed = coordinator
                .open(path)
                .form(path + "/cloture")
                .with("motif", "Assez attendu")
                .send();
        assertThat(closed.statusCode()).isEqualTo(303);
        var form =
                coordinator.open("/pilotage/campagnes/nouvelle?plan=2021-2023").form("/pilotage/campagnes");
        var wrong =
                form.with("titre", "Été <2022>").with("echeance", "2022-05-03").send();
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#echeance\"", "value=\"Été ");
        var opened = form.with("echeance", "2022-06-30").send();
        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(coordinator.open("/pilotage").html).contains("Été &lt;2022");
        assertThat(db.sql("select count(*) from reminder where due_on = '2022-06-16'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void an_observers_mistakes_are_shown_where_they_are_and_what_was_typed_stays() {
        var observer = Browser.of(port, "observer");
        String path = "/plans/2021-2023/actions/36/evaluations";
        var form = observer.open(path + "/nouvelle").form(path);
        var wrong = form.with("avancement", "LIMITED")
                .with("verifiabilite", "VERIFIABLE")
                .with("texte", "Vu <ici>")
                .send();
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#potentiel\"", "Vu &lt;ici&gt;");
        assertThat(form.with("potentiel", "MODEST").send().statusCode()).isEqualTo(303);
        assertThat(new Browser(port).open(path).html).contains("Vu &lt;ici&gt;", "Laboratoire Arpent");
        assertThat(observer.open(path + "/nouvelle").form(path).value("version"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "coordinator,/pilotage,200",
        "coordinator,/pilotage?vue=actions&tri=retard,200",
        "coordinator,/en/pilotage?vue=engagements,200",
        "coordinator,/pilotage.csv,200",
        "coordinator,/pilotage?tri=autre,400",
        "contributor,/pilotage,403",
        "member,/pilotage,403",
        "observer,/pilotage.csv,403",
        "member,/pilotage/campagnes/nouvelle?plan=2021-2023,403",
        "member,/plans/2021-2023/actions/1/evaluations/nouvelle,403",
        "member,/taches,200",
        "observer,/taches,200",
        "contributor,/taches,200",
        "coordinator,/en/taches,200",
        "moderator,/taches,200",
        "member,/commentaires,403",
        "moderator,/commentaires,200"
    })
    void each_page_answers_whom_it_is_for(String account, String path, int status) {
        assertThat(Browser.of(port, account).get(path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"/pilotage", "/taches", "/plans/2021-2023/actions/1/discussion/nouveau"})
    void a_visitor_is_shown_the_door(String path) {
        assertThat(new Browser(port).get(path).statusCode()).isNotEqualTo(200);
    }
}
