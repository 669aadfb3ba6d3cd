package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.Email;
import org.parvis.accounts.PersonErased;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class SubmissionsTest {
    private static final int CLIENTS = 64;

    @Autowired
    GivenCall given;

    @Autowired
    Calls calls;

    @Autowired
    Submissions submissions;

    @Autowired
    Applications applications;

    @Autowired
    Eligibility eligibility;

    @Autowired
    ApplicationChores chores;

    @Autowired
    AppliedByPerson data;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    private List<Integer> atOnce(List<Callable<Integer>> acts) throws Exception {
        var results = new ArrayList<Integer>();
        try (var pool = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Integer> done : pool.invokeAll(acts)) results.add(done.get());
        }
        return results;
    }

    private void closeAt(Call call, Duration fromNow) {
        db.sql("update call set closes_at = ? where id = ?")
                .params(clock.now().plus(fromNow).atOffset(ZoneOffset.UTC), call.id())
                .update();
    }

    @Test
    void all_who_submit_in_the_last_moment_are_stamped_and_numbered_without_gap_or_double() throws Exception {
        var call = given.open();
        closeAt(call, Duration.ofSeconds(60));
        var people = IntStream.range(0, CLIENTS).mapToObj(_ -> given.person()).toList();
        List<Callable<Integer>> acts = new ArrayList<>();
        for (Actor person : people)
            acts.add(() -> Objects.requireNonNull(
                    given.submit(call, person, "Projet de " + person.name()).number()));
        assertThat(atOnce(acts))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, CLIENTS).boxed().toList());
        var closed = calls.get(call.id());
        var all = applications.list(call);
        assertThat(all).hasSize(CLIENTS);
        assertThat(all).allSatisfy(a -> {
            assertThat(a.submittedAt()).isBefore(closed.closesAt());
            assertThat(a.digest()).isEqualTo(Receipt.digest(Receipt.text(closed, a, applications.listAnswers(a))));
        });
        assertThat(db.sql("select count(*) from mail where subject like 'Récépissé%' and body like ?")
                        .param("%" + call.path() + "/candidatures/%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(CLIENTS);
    }

    @Test
    void where_the_close_falls_among_them_each_is_in_time_or_late_and_none_is_both() throws Exception {
        var call = given.open();
        closeAt(call, Duration.ofMillis(300));
        var closesAt = calls.get(call.id()).closesAt();
        List<Callable<Integer>> acts = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var person = given.person();
            acts.add(() -> {
                time.pass(Duration.ofMillis(10));
                var at = submissions.arrival();
                try {
                    int number = submissions.submit(person, call.slug(), given.answers(call, "P"), given.tab(), at);
                    assertThat(at).isBefore(closesAt);
                    return number;
                } catch (Submissions.TooLate late) {
                    assertThat(at).isAfterOrEqualTo(closesAt);
                    return 0;
                }
            });
        }
        var taken = atOnce(acts).stream().filter(n -> n > 0).sorted().toList();
        assertThat(taken)
                .isEqualTo(IntStream.rangeClosed(1, taken.size()).boxed().toList());
        assertThat(applications.list(call))
                .hasSize(taken.size())
                .allSatisfy(a -> assertThat(a.submittedAt()).isBefore(closesAt));
    }

    @Test
    void a_millisecond_late_is_late_and_the_draft_is_not_lost() {
        var call = given.open();
        var person = given.person();
        var tab = given.tab();
        submissions.save(person, call.slug(), given.answers(call, "Brouillon"), tab);
        var closesAt = calls.get(call.id()).closesAt();
        assertThatThrownBy(
                        () -> submissions.submit(person, call.slug(), given.answers(call, "Trop tard"), tab, closesAt))
                .isInstanceOf(Submissions.TooLate.class);
        assertThat(submissions.findDraft(call, person).orElseThrow().title()).isEqualTo("Brouillon");
        assertThat(submissions.submit(
                        person, call.slug(), given.answers(call, "À temps"), tab, closesAt.minusMillis(1)))
                .as("the late one took no number")
                .isEqualTo(1);
        assertThat(applications.get(call, 1).submittedAt()).isEqualTo(closesAt.minusMillis(1));
    }

    @Test
    void a_second_page_does_not_overwrite_what_the_first_saved_unawares() {
        var call = given.open();
        var person = given.person();
        var first = new Submissions.Tab(0, UUID.randomUUID());
        var second = new Submissions.Tab(0, UUID.randomUUID());
        submissions.save(person, call.slug(), given.answers(call, "Un"), first);
        submissions.save(person, call.slug(), given.answers(call, "Un, suite"), first);
        assertThatThrownBy(() -> submissions.save(person, call.slug(), given.answers(call, "Deux"), second))
                .isInstanceOf(Submissions.Overtaken.class);
        var kept = submissions.findDraft(call, person).orElseThrow();
        assertThat(kept.title()).isEqualTo("Un, suite");
        submissions.save(
                person, call.slug(), given.answers(call, "Deux"), new Submissions.Tab(kept.edition(), second.writer()));
        assertThat(submissions.findDraft(call, person).orElseThrow().title()).isEqualTo("Deux");
        assertThatThrownBy(() -> submissions.save(person, call.slug(), given.answers(call, "Un"), first))
                .isInstanceOf(Submissions.Overtaken.class);
    }

    @Test
    void two_pages_that_submit_at_once_submit_one_application() throws Exception {
        var call = given.open();
        var person = given.person();
        List<Callable<Integer>> acts = new ArrayList<>();
        for (int i = 0; i < 8; i++)
            acts.add(() -> {
                try {
                    return given.submit(call, person, "Une fois").number();
                } catch (Submissions.Overtaken elsewhere) {
                    return 0;
                }
            });
        var taken = atOnce(acts).stream().filter(n -> n > 0).count();
        assertThat(applications.list(call)).hasSize((int) taken);
        assertThat(db.sql("select numbered from call where id = ?")
                        .param(call.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo((int) taken);
    }

    @Test
    void who_applies_together_accepts_by_a_link_that_serves_once_and_reads_the_application() {
        var call = given.open();
        var first = given.person();
        var tab = given.tab();
        submissions.save(first, call.slug(), given.answers(call, "Ensemble"), tab);
        submissions.invite(first, call.slug(), new Email("avec@appel.example"));
        assertThatThrownBy(() -> submissions.invite(first, call.slug(), new Email("AVEC@appel.example")))
                .hasMessage("accelerator.co.already");
        String secret = db.sql("select secret from co_applicant where email = 'avec@appel.example'")
                .query(String.class)
                .single();
        var second = given.person();
        assertThatThrownBy(() -> submissions.answer(first, secret, true)).hasMessage("accelerator.co.self");
        submissions.answer(second, secret, true);
        assertThatThrownBy(() -> submissions.answer(second, secret, true));
        int number = submissions.submit(
                first,
                call.slug(),
                given.answers(call, "Ensemble"),
                new Submissions.Tab(1, tab.writer()),
                submissions.arrival());
        assertThat(applications.getRead(call, number, second).title()).isEqualTo("Ensemble");
        assertThatThrownBy(() -> applications.getRead(call, number, given.person()))
                .isInstanceOf(Forbidden.class);
        assertThat(applications.listOwn(second)).hasSize(1);
    }

    @Test
    void eligibility_is_decided_rule_by_rule_after_a_correction_and_the_step_ends_once_all_is_decided() {
        var call = given.open();
        var applicant = given.person();
        given.submit(call, applicant, "Un");
        given.submit(call, given.person(), "Deux");
        var agent = given.organiser();
        long rule = calls.listRules(call).getFirst().id();
        var met = List.of(new Eligibility.Finding(rule, true, ""));
        assertThatThrownBy(() -> eligibility.decide(agent, call.slug(), 1, met)).hasMessage("accelerator.check.not");
        given.close(call);
        assertThatThrownBy(() -> eligibility.decide(given.stranger(), call.slug(), 1, met))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() ->
                        eligibility.decide(agent, call.slug(), 1, List.of(new Eligibility.Finding(rule, false, " "))))
                .isInstanceOf(BadInput.class);
        eligibility.ask(
                agent, call.slug(), 1, "Joignez les statuts.", clock.today().plusDays(2));
        var correction = eligibility.listCorrections(applications.get(call, 1)).getFirst();
        eligibility.decide(agent, call.slug(), 2, List.of(new Eligibility.Finding(rule, false, "Hors sujet.")));
        assertThatThrownBy(() -> eligibility.end(agent, call.slug())).hasMessage("accelerator.check.awaited");
        assertThatThrownBy(() -> eligibility.answer(given.person(), call.slug(), 1, correction.id(), "Moi"))
                .isInstanceOf(Forbidden.class);
        eligibility.answer(applicant, call.slug(), 1, correction.id(), "Les voici.");
        assertThatThrownBy(() -> eligibility.answer(applicant, call.slug(), 1, correction.id(), "Encore"))
                .hasMessage("accelerator.correction.late");
        assertThatThrownBy(() -> eligibility.end(agent, call.slug())).hasMessage("accelerator.check.undecided");
        eligibility.decide(agent, call.slug(), 1, met);
        eligibility.end(agent, call.slug());
        assertThat(calls.get(call.id()).phase(clock.now())).isEqualTo(Call.Phase.READING);
        assertThat(applications.get(call, 1).eligible()).isTrue();
        assertThat(applications.get(call, 2).eligible()).isFalse();
        assertThat(applications.get(call, 2).checkReason()).isEqualTo("Hors sujet.");
        assertThatThrownBy(() -> eligibility.decide(agent, call.slug(), 2, met)).hasMessage("accelerator.check.not");
    }

    @Test
    void an_answer_to_a_correction_after_its_deadline_is_refused() {
        var call = given.open();
        var applicant = given.person();
        given.submit(call, applicant, "Un");
        given.close(call);
        eligibility.ask(given.organiser(), call.slug(), 1, "Précisez.", clock.today());
        var correction = eligibility.listCorrections(applications.get(call, 1)).getFirst();
        time.pass(Duration.between(clock.now(), correction.dueAt()));
        assertThatThrownBy(() -> eligibility.answer(applicant, call.slug(), 1, correction.id(), "Tard"))
                .hasMessage("accelerator.correction.late");
    }

    @Test
    void what_is_withdrawn_is_read_no_more_and_forgotten_after_thirty_days_as_are_drafts() {
        var call = given.open();
        var applicant = given.person();
        given.submit(call, applicant, "Retirée");
        assertThatThrownBy(() -> submissions.withdraw(given.person(), call.slug(), 1))
                .isInstanceOf(Forbidden.class);
        submissions.withdraw(applicant, call.slug(), 1);
        assertThat(applications.list(call)).isEmpty();
        assertThatThrownBy(() -> submissions.withdraw(applicant, call.slug(), 1))
                .hasMessage("accelerator.withdraw.late");
        var other = given.person();
        submissions.save(other, call.slug(), given.answers(call, "Brouillon"), given.tab());
        chores.look();
        assertThat(submissions.findDraft(call, other)).isPresent();
        time.pass(Duration.ofDays(60));
        while (chores.look())
            ;
        assertThat(submissions.findDraft(call, other)).isEmpty();
        var forgotten = applications.get(call, 1);
        assertThat(forgotten.forgottenAt()).isNotNull();
        assertThat(forgotten.name()).isEmpty();
        assertThat(forgotten.applicant()).isNull();
        assertThat(applications.listAnswers(forgotten)).isEmpty();
    }

    @Test
    void whoever_leaves_takes_their_drafts_and_their_name_along() {
        var call = given.open();
        var person = given.person();
        given.submit(call, person, "Reste");
        submissions.save(person, call.slug(), given.answers(call, "Part"), given.tab());
        assertThat((List<?>) data.of(person.personId())).hasSize(2);
        data.forget(new PersonErased(person.personId(), new Email("parti@appel.example")));
        assertThat((List<?>) data.of(person.personId())).isEmpty();
        assertThat(submissions.findDraft(call, person)).isEmpty();
        assertThat(applications.get(call, 1).applicant()).isNull();
        assertThat(applications.get(call, 1).name()).as("an association's").isEqualTo("Association Reste");
    }
}
