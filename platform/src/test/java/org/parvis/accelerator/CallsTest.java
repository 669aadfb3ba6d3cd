package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.house.CivicClock;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class CallsTest {
    private static final Bilingual REASON = new Bilingual("Pour l’essai.", null);

    @Autowired
    GivenCall given;

    @Autowired
    Calls calls;

    @Autowired
    CallForms forms;

    @Autowired
    Submissions submissions;

    @Autowired
    Applications applications;

    @Autowired
    CallTallies tallies;

    @Autowired
    CivicClock clock;

    @Autowired
    JdbcClient db;

    @Test
    void a_draft_is_its_organisers_own() {
        var call = given.draft();
        assertThatThrownBy(() -> calls.get(call.slug(), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> calls.get(call.slug(), given.stranger())).isInstanceOf(NotFound.class);
        assertThat(calls.get(call.slug(), given.organiser())).isEqualTo(call);
        assertThatThrownBy(() -> calls.create(given.stranger(), given.sheet())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> calls.create(given.member(), given.sheet())).isInstanceOf(Forbidden.class);
    }

    @Test
    void a_call_without_criteria_of_both_colleges_is_not_published() {
        var sheet = given.sheet();
        var actor = given.organiser();
        calls.create(actor, sheet);
        assertThatThrownBy(() -> calls.publish(actor, sheet.slug()))
                .isInstanceOf(BadInput.class)
                .hasMessage("accelerator.publish.criteria.ADMINISTRATION");
        forms.add(actor, sheet.slug(), given.criterion(CallCollege.ADMINISTRATION, "Faisabilité"));
        assertThatThrownBy(() -> calls.publish(actor, sheet.slug()))
                .hasMessage("accelerator.publish.criteria.CITIZENS");
        forms.add(actor, sheet.slug(), given.criterion(CallCollege.CITIZENS, "Intérêt"));
        calls.publish(actor, sheet.slug());
        var call = calls.get(sheet.slug(), null);
        assertThat(call.phase(clock.now())).isEqualTo(Call.Phase.OPEN);
        assertThat(db.sql("select count(*) from journal_entry where kind = 'accelerator.published' and reference = ?")
                        .param(call.path())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_published_criterion_field_or_rule_cannot_change() {
        var call = given.open();
        var actor = given.coordinator();
        var criterion = calls.listCriteria(call).getFirst();
        var field = calls.listFields(call).getFirst();
        var sheet = given.criterion(CallCollege.ADMINISTRATION, "Autre");
        for (Runnable change : List.<Runnable>of(
                () -> forms.change(actor, call.slug(), criterion.id(), sheet),
                () -> forms.add(actor, call.slug(), sheet),
                () -> forms.removeCriterion(actor, call.slug(), criterion.id()),
                () -> forms.removeField(actor, call.slug(), field.id()),
                () -> forms.move(actor, call.slug(), field.id(), false),
                () -> forms.setRules(actor, call.slug(), List.of()),
                () -> calls.change(actor, call.slug(), call.edition(), given.sheet())))
            assertThatThrownBy(change::run).isInstanceOf(BadInput.class).hasMessage("accelerator.kept");
        for (String sql : List.of(
                "update criterion set weight = 9 where call_id = " + call.id(),
                "delete from call_field where call_id = " + call.id(),
                "insert into eligibility_rule (call_id, position, rule_fr) values (" + call.id() + ", 9, 'x')",
                "update call set places = 1 where id = " + call.id()))
            assertThatThrownBy(() -> db.sql(sql).update())
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("a published call keeps its");
        assertThat(calls.listCriteria(call)).contains(criterion);
    }

    @Test
    void a_close_is_postponed_with_a_reason_and_a_call_given_up_writes_to_its_applicants() {
        var call = given.open();
        var applicant = given.person();
        given.submit(call, applicant, "Projet");
        var later = call.closesAt().plus(Duration.ofDays(3));
        var actor = given.organiser();
        assertThatThrownBy(() -> calls.extend(
                        actor, call.slug(), call.closesAt(), call.shortlistOn(), call.announcedOn(), REASON))
                .hasMessage("accelerator.extend.bad");
        assertThatThrownBy(() -> calls.extend(
                        given.stranger(), call.slug(), later, call.shortlistOn(), call.announcedOn(), REASON))
                .isInstanceOf(Forbidden.class);
        calls.extend(actor, call.slug(), later, call.shortlistOn(), call.announcedOn(), REASON);
        assertThat(calls.get(call.id()).closesAt()).isEqualTo(later);
        calls.cancel(actor, call.slug(), REASON);
        assertThat(calls.get(call.id()).phase(clock.now())).isEqualTo(Call.Phase.CANCELLED);
        assertThat(db.sql("select count(*) from mail where subject like 'Appel abandonné%' and body like ?")
                        .param("%" + call.path() + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThatThrownBy(() -> given.submit(call, given.person(), "Trop tard"))
                .hasMessage("accelerator.apply.cancelled");
    }

    @Test
    void two_organisers_do_not_overwrite_each_other() {
        var call = given.draft();
        calls.change(given.coordinator(), call.slug(), call.edition(), given.sheet());
        var moved = calls.get(call.id());
        assertThatThrownBy(() -> calls.change(given.organiser(), moved.slug(), call.edition(), given.sheet()))
                .hasMessage("accelerator.form.overtaken");
    }

    @Test
    void a_field_stays_after_the_choice_that_it_depends_on() {
        var call = given.draft();
        var actor = given.coordinator();
        forms.add(actor, call.slug(), given.field(CallField.Kind.CHOICE, "Statut", "Association", "Autre"));
        var choice = calls.listFields(call).getLast();
        var plain = given.field(CallField.Kind.RNA, "RNA");
        var dependent = new CallForms.FieldSheet(
                plain.kind(),
                plain.section(),
                plain.label(),
                plain.hint(),
                plain.options(),
                true,
                choice.id(),
                "Association",
                null);
        forms.add(actor, call.slug(), dependent);
        var last = calls.listFields(call).getLast();
        assertThatThrownBy(() -> forms.move(actor, call.slug(), last.id(), true))
                .hasMessage("accelerator.field.order");
        assertThatThrownBy(() -> forms.removeField(actor, call.slug(), choice.id()))
                .hasMessage("accelerator.field.needed");
        assertThatThrownBy(() -> forms.change(
                        actor, call.slug(), choice.id(), given.field(CallField.Kind.CHOICE, "Statut", "Oui", "Non")))
                .hasMessage("accelerator.field.needed");
        forms.move(actor, call.slug(), choice.id(), true);
        assertThat(calls.listFields(call).stream().map(f -> f.label().fr()))
                .containsExactly("Le problème", "Statut", "Le budget", "RNA");
    }

    @Test
    void the_figures_name_nobody_and_no_rare_territory() {
        var call = given.open();
        for (int i = 0; i < 4; i++) given.submit(call, given.person(), "Projet " + i);
        var rare = given.answers(call, "Rare");
        submissions.submit(
                given.person(),
                call.slug(),
                new Submissions.Sheet(
                        ApplicantKind.CITIZEN,
                        "Une seule personne",
                        "Rare",
                        "r",
                        rare.theme(),
                        "Sainte-Rare",
                        false,
                        rare.values(),
                        List.of(),
                        List.of()),
                new Submissions.Tab(0, UUID.randomUUID()),
                submissions.arrival());
        assertThat(tallies.find(call, clock.now())).as("while it is open").isNull();
        var tally = Objects.requireNonNull(tallies.find(given.close(call), clock.now()));

        assertThat(tally.received()).isEqualTo(5);
        assertThat(tally.eligible()).isNull();
        assertThat(tally.kinds())
                .containsExactly(new CallTallies.Part("ASSOCIATION", 4), new CallTallies.Part("CITIZEN", 1));
        assertThat(tally.themes()).containsExactly(new CallTallies.Part("SANTE", 5));
        assertThat(tally.territories()).containsExactly(new CallTallies.Part("Lyon", 4), new CallTallies.Part(null, 1));
    }
}
