package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.plan.GivenPlan.TODAY;
import static org.parvis.plan.GivenPlan.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.parvis.ParvisTest;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParvisTest
@Import(GivenPlan.class)
class LivedPlanTest {
    private static final Bilingual WHY = new Bilingual("Parce que.", null);

    @Autowired
    GivenPlan given;

    @Autowired
    Plans plans;

    @Autowired
    Commitments commitments;

    @Autowired
    Reports reports;

    @Autowired
    Milestones milestones;

    @Autowired
    Drafting drafting;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    @TestFactory
    Stream<DynamicTest> every_door_opens_to_its_roles_and_to_no_other() {
        var plan = given.begun();
        var commitment = given.commitment(plan);
        var draft = given.draft(TODAY);
        Map<String, Actor> actors = new LinkedHashMap<>();
        actors.put("lead", given.lead());
        actors.put("other lead", given.otherLead());
        for (Role role : Role.values())
            if (role != Role.CONTRIBUTOR)
                actors.put(
                        role.name(),
                        new Actor(given.coordinator().personId(), "x", List.of(new Actor.Mandate(role, null))));
        record Door(String name, List<String> open, java.util.function.Function<Actor, ThrowingCallable> call) {}
        var doors = List.of(
                new Door(
                        "report",
                        List.of("lead", "COORDINATOR"),
                        a -> () -> reports.publish(
                                a, plan, commitment, ReportRule.read(report("limite"), null, TODAY), null, TODAY)),
                new Door(
                        "milestone done",
                        List.of("lead", "COORDINATOR"),
                        a -> () -> milestones.markDone(a, plan, commitment, 1, TODAY.plusDays(1), TODAY)),
                new Door(
                        "milestone revised",
                        List.of("lead", "COORDINATOR"),
                        a -> () -> milestones.revise(a, plan, commitment, 1, null, null, null, TODAY)),
                new Door(
                        "plan created",
                        List.of("COORDINATOR"),
                        a -> () -> drafting.createPlan(a, Typed.NOTHING, TODAY)),
                new Door(
                        "sheet created",
                        List.of("COORDINATOR"),
                        a -> () -> drafting.create(a, plan, Sheet.EVENT, Typed.NOTHING, TODAY)),
                new Door(
                        "commitment amended",
                        List.of("COORDINATOR"),
                        a -> () -> drafting.save(
                                a, plan, Sheet.COMMITMENT, commitment.id(), 0, Typed.NOTHING, WHY, TODAY)),
                new Door(
                        "sheet deleted",
                        List.of("COORDINATOR"),
                        a -> () -> drafting.delete(a, plan, Sheet.COMMITMENT, commitment.id(), GivenPlan.TODAY)),
                new Door(
                        "taken over",
                        List.of("COORDINATOR"),
                        a -> () -> drafting.takeOver(a, draft, List.of(), "1.1", GivenPlan.TODAY)),
                new Door(
                        "plan advanced",
                        List.of("COORDINATOR"),
                        a -> () -> plans.advance(a, plan.slug(), ActionPlan.Stage.DRAFT, TODAY, WHY, TODAY)));
        return doors.stream()
                .flatMap(door -> actors.entrySet().stream()
                        .map(actor -> DynamicTest.dynamicTest(door.name() + " × " + actor.getKey(), () -> {
                            var thrown = org.assertj.core.api.Assertions.catchThrowable(
                                    door.call().apply(actor.getValue()));
                            assertThat(thrown instanceof Forbidden)
                                    .isNotEqualTo(door.open().contains(actor.getKey()));
                        })));
    }

    @Test
    void a_draft_is_seen_by_its_writers_alone() {
        var draft = given.draft(TODAY);
        given.commitment(draft, 1);
        assertThatThrownBy(() -> plans.get(draft.slug(), TODAY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> plans.get(draft.slug(), TODAY, given.otherLead()))
                .isInstanceOf(NotFound.class);
        assertThat(plans.get(draft.slug(), TODAY, given.lead()).slug()).isEqualTo(draft.slug());
        assertThat(plans.list(TODAY)).extracting(ActionPlan::slug).doesNotContain(draft.slug());
        var all = new ArrayList<String>();
        commitments.stream(null, false, TODAY, c -> all.add(c.plan()));
        assertThat(all).isNotEmpty().doesNotContain(draft.slug());
    }

    @Test
    void the_database_itself_refuses_complete_without_evidence() {
        long commitment = given.commitment(given.begun()).id();
        String report =
                "insert into progress_report (commitment_id, reported_on, completion, text_fr) values (?, ?, ?, 'x')"
                        + " returning id";
        for (String completion : List.of("COMPLETE", "SUBSTANTIAL", "LIMITED", "NOT_STARTED"))
            assertThatThrownBy(() -> db.sql(report)
                            .params(commitment, TODAY, completion)
                            .query(Long.class)
                            .single())
                    .hasMessageContaining("without");
        long kept = inOne(() -> {
            long id = db.sql(report)
                    .params(commitment, TODAY, "COMPLETE")
                    .query(Long.class)
                    .single();
            db.sql(
                            "insert into evidence (report_id, title_fr, kind, url) values (?, 'x', 'LINK', 'https://example.org')")
                    .param(id)
                    .update();
            return id;
        });
        assertThatThrownBy(() -> db.sql("delete from evidence where report_id = ?")
                        .param(kept)
                        .update())
                .hasMessageContaining("without evidence");
        assertThatThrownBy(() -> db.sql("update evidence set url = 'javascript:alert(1)' where report_id = ?")
                        .param(kept)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_database_itself_refuses_a_silent_change_to_what_was_adopted() {
        var plan = given.begun();
        long id = given.commitment(plan).id();
        for (String sql : List.of(
                "update commitment set title_fr = 'autre' where id = ?",
                "delete from commitment_partner where commitment_id = ?",
                "update milestone set due_on = '2023-01-01' where commitment_id = ?"))
            assertThatThrownBy(() -> db.sql(sql).param(id).update())
                    .isInstanceOf(DataIntegrityViolationException.class);
        String step = "insert into plan_step (plan_id, step, taken_on) values (?, ?, '2022-05-02')";
        assertThatThrownBy(() ->
                        db.sql(step).params(given.draft(TODAY).id(), "ADOPTED").update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("delete from plan_step where plan_id = ?")
                        .param(plan.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void a_plan_is_read_as_it_stood() {
        var plan = given.begun(LocalDate.of(2022, 1, 3), LocalDate.of(2022, 1, 10));
        var march = LocalDate.of(2022, 3, 1);
        var commitment = given.commitment(plan);
        milestones.revise(
                given.lead(),
                plan,
                commitment,
                1,
                LocalDate.of(2022, 3, 31),
                LocalDate.of(2022, 9, 30),
                WHY,
                LocalDate.of(2022, 4, 20));
        amend(plan, commitment.id(), "title_fr", "Deuxième version", LocalDate.of(2022, 4, 1));
        amend(plan, commitment.id(), "lead", "dinum", LocalDate.of(2022, 4, 15));
        amend(plan, commitment.id(), "partners", "justice", LocalDate.of(2022, 4, 15));
        reports.publish(
                given.coordinator(), plan, commitment, ReportRule.read(report("acheve"), null, TODAY), null, TODAY);

        var then = commitments.get(plan, 1, march);
        assertThat(then.title().fr()).isEqualTo("Première version");
        assertThat(then.lead().slug()).isEqualTo("ditp");
        assertThat(then.state().completion()).isEqualTo(Completion.NO_EVIDENCE);
        assertThat(commitments.listPartners(then, march))
                .extracting(p -> p.name().slug())
                .containsExactly("dinum");
        assertThat(commitments.listMilestones(then, march).getFirst().dueOn()).isEqualTo("2022-03-31");
        assertThat(commitments.listAmendments(then, march)).isEmpty();
        assertThat(commitments.get(plan, 1, LocalDate.of(2022, 4, 2)).title().fr())
                .isEqualTo("Deuxième version");
        assertThat(commitments.get(plan, 1, LocalDate.of(2022, 4, 19)).state().lateSince())
                .isEqualTo("2022-03-31");

        var now = commitments.get(plan, 1, TODAY);
        assertThat(now.lead().slug()).isEqualTo("dinum");
        assertThat(now.state().isLate()).isFalse();
        assertThat(commitments.listMilestones(now, TODAY).getFirst().dueOn()).isEqualTo("2022-09-30");
        assertThat(commitments.listAmendments(now, TODAY))
                .extracting(a -> a.changes().getFirst().field())
                .containsExactly("partners", "lead", "title_fr");
        var title = commitments.listAmendments(now, TODAY).getLast().changes().getFirst();
        assertThat(title).isEqualTo(new Amendment.Change("title_fr", "Première version", "Deuxième version"));
        assertThatThrownBy(() -> plans.get(plan.slug(), LocalDate.of(2022, 1, 9)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void the_second_editor_is_shown_the_difference_and_overwrites_nobody() {
        var plan = given.begun();
        long id = given.commitment(plan).id();
        var read = drafting.get(plan, Sheet.COMMITMENT, id);
        save(plan, id, read.edition(), read.values().with("title_fr", "Du premier"));
        var mine =
                read.values().with("title_fr", "Du second").with("lu", SheetPage.read(Sheet.COMMITMENT, read.values()));
        assertThatThrownBy(() -> save(plan, id, read.edition(), mine))
                .isInstanceOfSatisfying(
                        Overtaken.class,
                        overtaken -> assertThat(SheetPage.differences(
                                        Sheet.COMMITMENT,
                                        mine,
                                        overtaken.theirs().values()))
                                .singleElement()
                                .satisfies(d -> assertThat(List.of(d.theirs(), d.yours(), d.touched()))
                                        .containsExactly("Du premier", "Du second", true)));
        assertThat(given.commitment(plan).title().fr()).isEqualTo("Du premier");
        assertThat(commitments.listAmendments(given.commitment(plan), TODAY)).hasSize(1);
    }

    @Test
    void sixty_four_who_report_and_amend_at_once_lose_nothing() throws Exception {
        var plan = given.begun();
        var commitment = given.commitment(plan);
        List<Callable<Object>> acts = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            int n = i;
            acts.add(
                    n % 2 == 0
                            ? () -> reports.publish(
                                    given.lead(),
                                    plan,
                                    commitment,
                                    ReportRule.read(report("limite"), null, TODAY),
                                    null,
                                    TODAY)
                            : () -> {
                                while (true)
                                    try {
                                        amend(plan, commitment.id(), "title_fr", "Version " + n, TODAY);
                                        return n;
                                    } catch (Overtaken again) {
                                        Thread.onSpinWait();
                                    }
                            });
        }
        try (var threads = Executors.newFixedThreadPool(64)) {
            for (Future<Object> act : threads.invokeAll(acts)) act.get();
        }
        assertThat(commitments.listReports(commitment, TODAY)).hasSize(32);
        var amendments = commitments.listAmendments(commitment, TODAY).reversed();
        assertThat(amendments).hasSize(32);
        String was = "Première version";
        for (var amendment : amendments) {
            assertThat(amendment.changes().getFirst().before()).isEqualTo(was);
            was = amendment.changes().getFirst().after();
        }
        String path = plan.path() + "/actions/1";
        assertThat(db.sql("select count(*) from journal_act where act::jsonb ->> 'reference' = ?")
                                .param(path)
                                .query(Long.class)
                                .single()
                        + db.sql("select count(*) from journal_entry where reference = ?")
                                .param(path)
                                .query(Long.class)
                                .single())
                .isGreaterThanOrEqualTo(64);
    }

    @Test
    void a_new_plan_takes_over_what_was_not_finished() {
        var before = given.begun();
        var plan = given.draft(TODAY, before.slug());
        assertThat(drafting.listUnfinished(plan, TODAY)).hasSize(1);
        drafting.takeOver(given.coordinator(), plan, List.of(1), "1.1", GivenPlan.TODAY);
        var taken = commitments.get(plan, 1, TODAY);
        assertThat(taken.title().fr()).isEqualTo("Première version");
        assertThat(commitments.listMilestones(taken, TODAY))
                .singleElement()
                .satisfies(m -> assertThat(m.dueOn()).isNull());
        var old = given.commitment(before);
        assertThat(commitments.listNeighbours(old, TODAY))
                .as("a draft's neighbour is not public")
                .isEmpty();
        given.advance(plan, ActionPlan.Stage.OPEN_TO_COMMENT, TODAY);
        assertThat(commitments.listNeighbours(old, TODAY))
                .extracting(Commitments.Neighbour::plan)
                .containsExactly(plan.slug());
        assertThat(commitments.listNeighbours(taken, TODAY))
                .extracting(Commitments.Neighbour::plan)
                .containsExactly(before.slug());
        assertThatThrownBy(() -> drafting.takeOver(given.coordinator(), plan, List.of(1), "1.1", GivenPlan.TODAY))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_draft_is_thrown_away_from_its_leaves_and_only_before_it_opens() {
        var plan = given.draft(TODAY);
        long commitment = given.commitment(plan, 1);
        given.create(plan, Sheet.MILESTONE, "commitment", "1", "output_fr", "Un jalon");
        assertThatThrownBy(() -> drafting.delete(given.coordinator(), plan, Sheet.PLAN, plan.id(), GivenPlan.TODAY))
                .isInstanceOf(Refused.class);
        drafting.delete(given.coordinator(), plan, Sheet.COMMITMENT, commitment, GivenPlan.TODAY);
        for (var sheet : List.of(Sheet.AMBITION, Sheet.ENGAGEMENT, Sheet.PLAN))
            for (var part : drafting.listParts(plan))
                if (part.sheet() == sheet)
                    drafting.delete(given.coordinator(), plan, sheet, part.id(), GivenPlan.TODAY);
        assertThatThrownBy(() -> plans.get(plan.slug(), TODAY, given.coordinator()))
                .isInstanceOf(NotFound.class);
        var begun = given.begun();
        assertThatThrownBy(() -> drafting.delete(
                        given.coordinator(),
                        begun,
                        Sheet.COMMITMENT,
                        given.commitment(begun).id(),
                        GivenPlan.TODAY))
                .isInstanceOf(Refused.class);
    }

    private void amend(ActionPlan plan, long id, String field, String value, LocalDate day) {
        var read = drafting.get(plan, Sheet.COMMITMENT, id);
        drafting.save(
                given.coordinator(),
                plan,
                Sheet.COMMITMENT,
                id,
                read.edition(),
                read.values().with(field, value),
                WHY,
                day);
    }

    private void save(ActionPlan plan, long id, int edition, Typed typed) {
        drafting.save(given.coordinator(), plan, Sheet.COMMITMENT, id, edition, typed, WHY, TODAY);
    }

    private <T> T inOne(java.util.function.Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(_ -> work.get());
    }
}
