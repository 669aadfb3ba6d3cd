package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.Statements;
import org.parvis.TestTime;
import org.parvis.accounts.Email;
import org.parvis.accounts.PersonErased;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.sortition.proof.Lot;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class JuryTest {
    private static final String REASON = "Le jury en a longuement débattu.";

    @Autowired
    GivenJury given;

    @Autowired
    Calls calls;

    @Autowired
    Applications applications;

    @Autowired
    Jurors jurors;

    @Autowired
    Assignments assignments;

    @Autowired
    Ballots ballots;

    @Autowired
    Rankings rankings;

    @Autowired
    Verdicts verdicts;

    @Autowired
    JudgedByPerson data;

    @Autowired
    JuryFiles juryFiles;

    @Autowired
    ApplicationFiles applicationFiles;

    @Autowired
    JuryChores chores;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    @Autowired
    Statements statements;

    @LocalServerPort
    int port;

    private Call again(Call call) {
        return calls.get(call.id());
    }

    private int entries(String kind, Call call) {
        return db.sql("select count(*) from journal_entry where kind = ? and reference = ?")
                .params(kind, call.path())
                .query(Integer.class)
                .single();
    }

    @Test
    void each_application_is_read_by_as_many_as_the_call_says_and_loads_are_even() {
        var call = given.call(25, 5, 2, 2, 2);
        given.invite(call, CallCollege.ADMINISTRATION, 4);
        assertThatThrownBy(() -> assignments.ask(given.coordinator(), call.slug(), CallCollege.CITIZENS))
                .hasMessage("accelerator.share.early.CITIZENS");
        given.share(call, CallCollege.ADMINISTRATION);
        assertThat(jurors.list(call)).extracting(Juror::assigned).containsExactlyInAnyOrder(12, 12, 13, 13);
        var coverage = assignments.coverage(call, CallCollege.ADMINISTRATION);
        assertThat(coverage).isEqualTo(new Assignments.Coverage(25, 50, 50, 0, 25, List.of()));
        assertThatThrownBy(() -> assignments.ask(given.coordinator(), call.slug(), CallCollege.ADMINISTRATION))
                .hasMessage("accelerator.share.twice");
        assertThat(entries("accelerator.shared", call)).isEqualTo(1);
    }

    @Test
    void nobody_is_given_what_they_declared_before_and_a_late_recusal_goes_to_who_reads_least() {
        var call = given.call(12, 5, 2, 2, 2);
        var people = given.invite(call, CallCollege.ADMINISTRATION, 4);
        var first = people.getFirst();
        assertThat(assignments.recuse(first, call, jurors.get(call, first), applications.get(call, 3), "Un parent."))
                .isTrue();
        given.share(call, CallCollege.ADMINISTRATION);
        var readings = ballots.list(jurors.get(call, first));
        assertThat(readings)
                .extracting(Ballots.Reading::number)
                .doesNotContain(3)
                .hasSize(6);

        int number = readings.getFirst().number();
        given.hand(call, first, number, 0.5);
        var juror = jurors.get(call, first);
        assertThatThrownBy(() -> assignments.recuse(first, call, juror, applications.get(call, number), ""))
                .hasMessage("accelerator.conflict.reason.bad");
        assertThat(assignments.recuse(first, call, juror, applications.get(call, number), "Mon employeur."))
                .isTrue();
        assertThat(ballots.find(juror, number)).isEmpty();
        var coverage = assignments.coverage(call, CallCollege.ADMINISTRATION);
        assertThat(coverage.assigned()).isEqualTo(24);
        assertThat(coverage.handed())
                .as("what a recused juror gave does not count")
                .isZero();
        assertThat(jurors.list(call)).extracting(Juror::assigned).containsExactlyInAnyOrder(5, 6, 6, 7);
        assertThat(entries("accelerator.recused", call)).isEqualTo(1);
        assertThatThrownBy(() -> given.hand(call, first, number, 1)).hasMessageContaining("ballot");
    }

    @Test
    void a_college_with_nobody_left_is_told_to_the_coordination_and_filled_by_whoever_joins() {
        var call = given.call(3, 2, 1, 2, 2);
        var people = given.invite(call, CallCollege.ADMINISTRATION, 2);
        given.share(call, CallCollege.ADMINISTRATION);
        var first = people.getFirst();
        assertThat(assignments.recuse(first, call, jurors.get(call, first), applications.get(call, 2), "Un associé."))
                .isFalse();
        assertThat(assignments.coverage(call, CallCollege.ADMINISTRATION).uncovered())
                .containsExactly(2);
        var coordinator = Browser.of(port, "coordinator");
        assertThat(coordinator.open(call.path() + "/conduite").html).contains("Une candidature manque de lecteurs");
        assertThat(coordinator.open("/taches").html).contains(call.path() + "/conduite");
        assertThatThrownBy(() -> assignments.fill(given.coordinator(), call.slug(), CallCollege.ADMINISTRATION))
                .hasMessage("accelerator.share.nobody");
        var joined = given.invite(call, CallCollege.ADMINISTRATION, 1).getFirst();
        assignments.fill(given.coordinator(), call.slug(), CallCollege.ADMINISTRATION);
        assertThat(ballots.list(jurors.get(call, joined)))
                .extracting(Ballots.Reading::number)
                .containsExactly(2);
        assertThat(assignments.coverage(call, CallCollege.ADMINISTRATION).uncovered())
                .isEmpty();
    }

    @Test
    void what_a_juror_who_leaves_handed_in_counts_and_the_rest_goes_to_others() {
        var call = given.call(10, 5, 2, 1, 1);
        var people = given.invite(call, CallCollege.ADMINISTRATION, 2);
        given.share(call, CallCollege.ADMINISTRATION);
        var first = people.getFirst();
        var juror = jurors.get(call, first);
        given.hand(call, first, ballots.list(juror).getFirst().number(), 0.5);
        jurors.end(given.coordinator(), call.slug(), juror.id(), "A changé de poste.");
        assertThat(jurors.find(call, first)).isEmpty();
        var coverage = assignments.coverage(call, CallCollege.ADMINISTRATION);
        assertThat(coverage.assigned()).isEqualTo(10);
        assertThat(coverage.handed()).isEqualTo(1);
        assertThat(ballots.list(jurors.get(call, people.getLast()))).hasSize(9);
    }

    @Test
    void a_score_out_of_its_scale_is_refused_by_the_page_and_by_the_database_and_nothing_typed_is_lost() {
        var call = given.call(2, 2, 1, 1, 1);
        given.invite(call, CallCollege.ADMINISTRATION, List.of(given.account("juror", Role.JUROR)));
        given.share(call, CallCollege.ADMINISTRATION);
        var browser = Browser.of(port, "juror");
        var criteria = calls.listCriteria(call);
        String first = BallotForm.field(criteria.getFirst().id());
        var form = browser.open(call.path() + "/jury/1").form(call.path() + "/jury/1");
        var answer = form.with(first, "11")
                .with("commentaire", "Beau projet, <b>vraiment</b>.")
                .with("acte", "remettre")
                .send();
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("« Solidité » se note de 0 à 10"
                        .replace("« ", "«\u00a0")
                        .replace(" »", "\u00a0»"))
                .contains("value=\"11\"")
                .contains("Beau projet, &lt;b");
        var kept = browser.open(call.path() + "/jury/1").form(call.path() + "/jury/1");
        assertThat(kept.with(first, "10").with("acte", "brouillon").send().statusCode())
                .isEqualTo(303);
        assertThat(browser.open(call.path() + "/jury").html).contains("commencée");
        var juror = jurors.get(call, given.account("juror", Role.JUROR));
        long assignment = ballots.get(juror, 1).assignment();
        assertThatThrownBy(() -> db.sql("update ballot_score set score = 11 where assignment_id = ?")
                        .param(assignment)
                        .update())
                .isInstanceOf(DataAccessException.class);
        var whole = browser.open(call.path() + "/jury/1").form(call.path() + "/jury/1");
        for (var criterion : criteria)
            if (criterion.college() == CallCollege.ADMINISTRATION) whole.with(BallotForm.field(criterion.id()), "4");
        var next = whole.with("acte", "remettre").send();
        assertThat(next.headers().firstValue("Location")).hasValue(call.path() + "/jury/2");
    }

    @Test
    void a_page_saves_again_and_again_and_another_page_is_shown_what_it_would_overwrite() {
        var call = given.call(2, 2, 1, 1, 1);
        var person = given.account("juror", Role.JUROR);
        given.invite(call, CallCollege.ADMINISTRATION, List.of(person));
        given.share(call, CallCollege.ADMINISTRATION);
        var browser = Browser.of(port, "juror");
        String path = call.path() + "/jury/1";
        var one = browser.open(path).html;
        var other = browser.open(path).html;
        for (String words : List.of("Premier jet.", "Deuxième jet."))
            assertThat(browser.new Opened(one)
                            .form(path)
                            .with("_once", UUID.randomUUID().toString())
                            .with("commentaire", words)
                            .with("acte", "brouillon")
                            .send()
                            .statusCode())
                    .isEqualTo(303);
        var refused = browser.new Opened(other)
                .form(path)
                .with("commentaire", "D’ailleurs.")
                .with("acte", "brouillon")
                .send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Deuxième jet.").contains("D’ailleurs.");
        assertThat(browser.new Opened(refused.body())
                        .form(path)
                        .with("acte", "brouillon")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        assertThat(ballots.get(jurors.get(call, person), 1).comment()).isEqualTo("D’ailleurs.");
    }

    @Test
    void of_two_who_save_one_ballot_at_once_one_is_told_and_nothing_is_mixed() throws Exception {
        var call = given.call(1, 1, 1, 1, 1);
        var person = given.invite(call, CallCollege.ADMINISTRATION, 1).getFirst();
        given.share(call, CallCollege.ADMINISTRATION);
        var juror = jurors.get(call, person);
        long assignment = ballots.get(juror, 1).assignment();
        var saves = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            double share = i / 8.0;
            saves.add(() -> {
                try {
                    ballots.save(
                            person,
                            call,
                            juror,
                            assignment,
                            given.sheet(call, CallCollege.ADMINISTRATION, share, 0),
                            true);
                    return true;
                } catch (BadInput overtaken) {
                    assertThat(overtaken).hasMessage("accelerator.ballot.overtaken");
                    return false;
                }
            });
        }
        assertThat(all(saves)).containsOnlyOnce(true);
        assertThat(ballots.get(juror, 1).scores()).hasSize(2);
    }

    private static <T> List<T> all(List<Callable<T>> acts) throws Exception {
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            var results = new ArrayList<T>();
            for (Future<T> act : threads.invokeAll(acts)) results.add(act.get());
            return results;
        }
    }

    @Test
    void a_ballot_saved_while_its_college_closes_counts_or_is_refused_and_never_both() throws Exception {
        var call = given.call(6, 3, 1, 1, 1);
        var people = given.invite(call, CallCollege.ADMINISTRATION, 3);
        given.share(call, CallCollege.ADMINISTRATION);
        given.judge(call, CallCollege.ADMINISTRATION, people, (_, _) -> 0.5);
        var acts = new ArrayList<Callable<String>>();
        for (var person : people) {
            var juror = jurors.get(call, person);
            for (var reading : ballots.list(juror))
                acts.add(() -> {
                    try {
                        given.hand(call, person, reading.number(), 1);
                        return "saved";
                    } catch (BadInput closed) {
                        return closed.getMessage();
                    }
                });
        }
        acts.add(3, () -> {
            rankings.close(given.coordinator(), call.slug(), CallCollege.ADMINISTRATION, "");
            return "closed";
        });
        var results = all(acts);
        assertThat(results).contains("closed").containsAnyOf("saved", "accelerator.ballot.closed");
        long saved = results.stream().filter("saved"::equals).count();
        assertThat(rankings.list(again(call), Rankings.Stage.ADMINISTRATION))
                .as("the ranking is of exactly what was saved")
                .filteredOn(r ->
                        db.sql("""
                        select sum(s.score) from ballot_score s join assignment a on a.id = s.assignment_id
                        where a.application_id = ?""").param(r.application()).query(Integer.class).single() == 15)
                .hasSize((int) saved);
    }

    @Test
    void no_college_closes_over_what_nobody_read_nor_over_missing_ballots_without_a_reason() {
        var call = given.call(4, 2, 1, 2, 1);
        var people = given.invite(call, CallCollege.ADMINISTRATION, 2);
        given.share(call, CallCollege.ADMINISTRATION);
        given.judge(call, CallCollege.ADMINISTRATION, people.subList(0, 1), (_, n) -> n / 4.0);
        var coordinator = given.coordinator();
        assertThatThrownBy(() -> rankings.close(coordinator, call.slug(), CallCollege.ADMINISTRATION, "Non."))
                .hasMessage("accelerator.close.reason");
        assertThatThrownBy(() -> rankings.close(people.getFirst(), call.slug(), CallCollege.ADMINISTRATION, REASON))
                .isInstanceOf(Forbidden.class);
        rankings.close(coordinator, call.slug(), CallCollege.ADMINISTRATION, REASON);
        assertThat(rankings.list(again(call), Rankings.Stage.ADMINISTRATION))
                .extracting(Ranked::number)
                .containsExactly(4, 3, 2, 1);
        assertThatThrownBy(() -> given.hand(call, people.getFirst(), 1, 1)).hasMessage("accelerator.ballot.closed");
        long assignment = ballots.get(jurors.get(call, people.getFirst()), 1).assignment();
        assertThatThrownBy(() -> db.sql("update ballot set comment = 'Autre.' where assignment_id = ?")
                        .param(assignment)
                        .update())
                .as("the database itself refuses")
                .isInstanceOf(DataAccessException.class);

        var empty = given.call(2, 1, 1, 1, 1);
        given.invite(empty, CallCollege.ADMINISTRATION, 1);
        given.share(empty, CallCollege.ADMINISTRATION);
        assertThatThrownBy(() -> rankings.close(coordinator, empty.slug(), CallCollege.ADMINISTRATION, REASON))
                .hasMessage("accelerator.close.unread");
    }

    /** What scores as they are would have done instead depends on who reads what: {@link JurySimulationTest} measures it. */
    @Test
    void a_severe_juror_does_not_decide_who_is_pre_selected() {
        var call = given.call(30, 10, 3, 2, 1);
        var people = given.invite(call, CallCollege.ADMINISTRATION, 5);
        given.share(call, CallCollege.ADMINISTRATION);
        given.judge(call, CallCollege.ADMINISTRATION, people, (juror, n) -> 1 - n / 60.0 - (juror == 0 ? 0.4 : 0));
        rankings.close(given.coordinator(), call.slug(), CallCollege.ADMINISTRATION, "");
        var now = again(call);
        var first = Rankings.proposed(now, rankings.list(now, Rankings.Stage.ADMINISTRATION));
        assertThat(first).filteredOn(n -> n <= 10).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void the_pre_selection_departs_from_the_ranking_only_with_a_reason() {
        var call = given.call(6, 3, 1, 1, 1);
        var people = given.invite(call, CallCollege.ADMINISTRATION, 2);
        given.share(call, CallCollege.ADMINISTRATION);
        given.judge(call, CallCollege.ADMINISTRATION, people, (_, n) -> 1 - n / 10.0);
        var coordinator = given.coordinator();
        assertThatThrownBy(() -> rankings.shortlist(coordinator, call.slug(), Set.of(1, 2, 3), ""))
                .hasMessage("accelerator.rank.not");
        rankings.close(coordinator, call.slug(), CallCollege.ADMINISTRATION, "");
        assertThatThrownBy(() -> rankings.shortlist(coordinator, call.slug(), Set.of(1, 2, 3, 4), REASON))
                .hasMessage("accelerator.shortlist.size");
        assertThatThrownBy(() -> rankings.shortlist(coordinator, call.slug(), Set.of(1, 2, 5), ""))
                .hasMessage("accelerator.jury.reason.short");
        rankings.shortlist(coordinator, call.slug(), Set.of(1, 2, 5), REASON);
        assertThat(applications.get(call, 5).shortlistReason()).isEqualTo(REASON);
        assertThat(applications.get(call, 3).shortlistReason()).isEqualTo(REASON);
        assertThat(applications.get(call, 3).shortlistedAt()).isNull();
        assertThat(applications.get(call, 1).shortlistReason()).isNull();
        assertThat(assignments.coverage(again(call), CallCollege.CITIZENS).applications())
                .isEqualTo(3);
    }

    @Test
    void equal_scores_at_the_line_are_told_apart_by_chance_that_was_committed_to() {
        var call = given.call(5, 3, 2, 1, 1, false);
        var agents = given.invite(call, CallCollege.ADMINISTRATION, 1);
        given.share(call, CallCollege.ADMINISTRATION);
        given.judge(call, CallCollege.ADMINISTRATION, agents, (_, n) -> n == 5 ? 1 : n == 1 ? 0 : 0.6);
        var coordinator = given.coordinator();
        rankings.close(coordinator, call.slug(), CallCollege.ADMINISTRATION, "");
        assertThatThrownBy(() -> given.shortlist(call)).hasMessage("accelerator.tie.waits");
        var notBefore = clock.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        var stage = Rankings.Stage.ADMINISTRATION;
        assertThatThrownBy(() -> rankings.commit(coordinator, call.slug(), stage, "Loto", clock.now()))
                .hasMessage("accelerator.tie.past");
        rankings.commit(coordinator, call.slug(), stage, "Loto du 3 mai", notBefore);
        assertThatThrownBy(() -> rankings.draw(coordinator, call.slug(), stage, "1 2 3", clock.now()))
                .hasMessage("accelerator.tie.early");
        time.pass(Duration.ofDays(2));
        rankings.draw(coordinator, call.slug(), stage, "4  12 33", notBefore.plusSeconds(60));
        assertThatThrownBy(() -> rankings.draw(coordinator, call.slug(), stage, "4 12 34", notBefore.plusSeconds(60)))
                .hasMessage("accelerator.tie.drawn");
        var draw = rankings.findDraw(call, stage).orElseThrow();
        assertThat(draw.numbers()).containsExactly(2, 3, 4);
        var replayed = Lot.replay(Map.of(Lot.FILE, java.util.Objects.requireNonNull(draw.drawn())))
                .orElseThrow();
        assertThat(replayed.lot().digest()).isEqualTo(draw.lot().digest());
        assertThat(replayed.lot().list()).isEqualTo(Lot.listDigest(draw.salt(), List.of("2", "3", "4")));
        assertThat(replayed.places()).hasSize(2);
        given.shortlist(call);
        var expected = new HashSet<>(draw.picked());
        expected.add(5);
        assertThat(applications.list(call))
                .filteredOn(a -> a.shortlistedAt() != null)
                .extracting(Application::number)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(entries("accelerator.tie-committed", call)).isEqualTo(1);
        assertThat(entries("accelerator.tie-drawn", call)).isEqualTo(1);
        var visitor = new Browser(port);
        String folder = call.path() + "/resultats/administration/";
        assertThat(visitor.get(folder + "invitations.txt").body()).isEqualTo(draw.drawn());
        assertThat(visitor.get(folder + "entries.txt").statusCode())
                .as("who tied is not public before the announcement")
                .isEqualTo(404);
    }

    @Test
    void deliberation_changes_a_place_with_a_written_reason_and_the_journal_says_so() {
        var call = given.judged(6, 4, 2);
        assertThat(rankings.list(call, Rankings.Stage.JOINT))
                .extracting(Ranked::number)
                .containsExactly(1, 2, 3, 4);
        var coordinator = given.coordinator();
        assertThatThrownBy(() -> rankings.move(coordinator, call.slug(), 4, 1, "Mieux."))
                .hasMessage("accelerator.jury.reason.short");
        rankings.move(coordinator, call.slug(), 4, 1, REASON);
        assertThat(rankings.list(call, Rankings.Stage.JOINT))
                .extracting(Ranked::number)
                .containsExactly(4, 1, 2, 3);
        assertThat(rankings.list(call, Rankings.Stage.JOINT))
                .extracting(Ranked::rank)
                .containsExactly(4, 1, 2, 3);
        assertThat(db.sql("select act from journal_entry where kind = 'accelerator.moved' and reference = ?")
                        .param(call.path())
                        .query(String.class)
                        .single())
                .contains(REASON, "\"before\":\"4\"", "\"after\":\"1\"");
        rankings.confirm(coordinator, call.slug());
        assertThatThrownBy(() -> rankings.move(coordinator, call.slug(), 4, 2, REASON))
                .hasMessage("accelerator.rank.not");
    }

    @Test
    void everyone_is_told_why_by_words_that_a_second_person_approved() {
        var call = given.judged(5, 3, 1);
        db.sql("update application set (eligible, shortlisted_at) = (false, null) where call_id = ? and number = 5")
                .param(call.id())
                .update();
        var coordinator = given.coordinator();
        var agent = given.account("contributor", Role.CONTRIBUTOR);
        rankings.confirm(coordinator, call.slug());
        var first = new Verdicts.Sheet(Application.Outcome.SELECTED, "Solide et utile à tous.", "Continuez.", 0);
        assertThatThrownBy(() -> verdicts.write(given.person(), call.slug(), 1, first))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> verdicts.write(coordinator, call.slug(), 2, first))
                .hasMessage("accelerator.verdict.outcome");
        verdicts.write(coordinator, call.slug(), 1, first);
        assertThatThrownBy(() -> verdicts.write(agent, call.slug(), 1, first))
                .as("somebody wrote it meanwhile")
                .hasMessage("accelerator.verdict.overtaken");
        assertThatThrownBy(() -> verdicts.approve(coordinator, call.slug(), Map.of(1, 1)))
                .as("nobody approves their own words")
                .hasMessage("accelerator.verdict.not-approved");
        assertThatThrownBy(() -> verdicts.announce(coordinator, call.slug()))
                .hasMessage("accelerator.announce.missing");

        var browser = Browser.of(port, "contributor");
        String path = call.path() + "/conduite/avis";
        browser.open(path).form(path).with("acte", "preparer").send();
        assertThat(verdicts.list(again(call))).allMatch(l -> l.verdict() != null && l.agrees());
        assertThat(verdicts.find(again(call), 2).orElseThrow().verdict())
                .extracting(v -> java.util.Objects.requireNonNull(v).reasons())
                .asString()
                .contains("place 2");
        verdicts.approve(agent, call.slug(), Map.of(1, 1));
        assertThat(verdicts.approve(coordinator, call.slug(), Map.of(2, 1, 3, 1, 4, 1, 5, 1)))
                .isEqualTo(4);
        verdicts.write(
                agent,
                call.slug(),
                2,
                new Verdicts.Sheet(Application.Outcome.RESERVE, "Presque retenue par le jury.", "Patience.", 1));
        assertThatThrownBy(() -> verdicts.announce(coordinator, call.slug()))
                .as("what is written anew is approved anew")
                .hasMessage("accelerator.announce.missing");
        verdicts.approve(coordinator, call.slug(), Map.of(2, 2));
        var applicant = Browser.of(port, "member");
        String own = call.path() + "/candidatures/1";
        assertThat(applicant.get(own).body()).doesNotContain("Solide et utile à tous.");
        verdicts.announce(coordinator, call.slug());
        assertThat(applicant.get(own).body()).contains("Solide et utile à tous.", "Continuez.");
        assertThat(applicant.get("/compte/mes-donnees.json").body()).contains("Solide et utile à tous.");
        assertThat(applications.list(call))
                .extracting(Application::outcome)
                .containsExactly(
                        Application.Outcome.SELECTED,
                        Application.Outcome.RESERVE,
                        Application.Outcome.NOT_SELECTED,
                        Application.Outcome.NOT_SELECTED,
                        Application.Outcome.INELIGIBLE);
        assertThat(db.sql("select count(*) from mail where body like '%' || ? || '/resultats%'")
                        .param(call.path())
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        var visitor = new Browser(port);
        String results = visitor.get(call.path() + "/resultats").body();
        assertThat(results)
                .contains("Une initiative est retenue")
                .contains("qui n’a pas souhaité")
                .doesNotContain("Initiative 1");
        assertThat(new Browser(port).get(call.path() + "/resultats").body()).isEqualTo(results);
    }

    @Test
    void a_juror_page_costs_five_statements() {
        var call = given.call(40, 5, 2, 1, 1);
        given.invite(call, CallCollege.ADMINISTRATION, List.of(given.account("juror", Role.JUROR)));
        given.share(call, CallCollege.ADMINISTRATION);
        var browser = Browser.of(port, "juror");
        for (String path : List.of("/jury", "/jury/1")) {
            browser.open(call.path() + path);
            statements.forget();
            browser.open(call.path() + path);
            assertThat(statements.heard()).as(path).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void whoever_deletes_their_account_sits_no_longer_and_ends_come_without_anyone_asking() {
        var call = given.call(4, 2, 1, 1, 1);
        var people = given.invite(call, CallCollege.ADMINISTRATION, 2);
        given.share(call, CallCollege.ADMINISTRATION);
        var first = people.getFirst();
        data.forget(new PersonErased(first.personId(), new Email(given.email(first))));
        assertThat(jurors.list(call))
                .filteredOn(j -> !j.sits())
                .singleElement()
                .extracting(Juror::email)
                .isNull();
        assertThat(assignments.coverage(call, CallCollege.ADMINISTRATION).uncovered())
                .isEmpty();
        db.sql("insert into call_step (call_id, step, taken_at, reason_fr) values (?, 'CANCELLED', ?, 'Essai.')")
                .params(call.id(), java.sql.Timestamp.from(clock.now()))
                .update();
        chores.look();
        assertThat(jurors.list(call)).anyMatch(j -> j.email() != null);
        time.pass(JuryChores.JURORS.plusDays(1));
        chores.look();
        assertThat(jurors.list(call)).allMatch(j -> j.email() == null && j.name() == null);
    }

    /** Each of the demonstration's roles, and a juror of the same college who reads something else. */
    @Test
    void until_a_college_closes_nobody_else_sees_a_ballot_by_any_door() throws Exception {
        var call = given.call(4, 2, 1, 1, 1);
        var juror = given.account("juror", Role.JUROR);
        var colleague = given.account("member", Role.MEMBER);
        given.invite(call, CallCollege.ADMINISTRATION, List.of(juror, colleague));
        given.share(call, CallCollege.ADMINISTRATION);
        String words = "secret-" + UUID.randomUUID();
        var seat = jurors.get(call, juror);
        var readings = ballots.list(seat);
        int number = readings.getFirst().number();
        for (var reading : readings) {
            var ballot = ballots.get(seat, reading.number());
            var sheet = given.sheet(call, CallCollege.ADMINISTRATION, 0.7, 0);
            ballots.save(
                    juror,
                    call,
                    seat,
                    ballot.assignment(),
                    new Ballots.Sheet(sheet.scores(), words, 0, sheet.sheet(), true),
                    true);
        }
        for (var reading : ballots.list(jurors.get(call, colleague)))
            given.hand(call, colleague, reading.number(), 0.2);
        var doors = new ArrayList<String>();
        for (String door : List.of(
                "",
                "/jury",
                "/jury?conflit=" + number,
                "/jury/" + number,
                "/conduite",
                "/conduite/jures",
                "/conduite/preselection",
                "/conduite/classement",
                "/conduite/preselection.csv",
                "/conduite/classement.csv",
                "/conduite/avis",
                "/conduite/avis?etat=MISSING",
                "/conduite/avis/" + number,
                "/resultats",
                "/resultats/administration/invitations.txt",
                "/candidatures",
                "/candidatures.csv",
                "/candidatures/" + number,
                "/bilan",
                "/bilan.json")) doors.add(call.path() + door);
        doors.addAll(List.of(
                "/taches",
                "/compte",
                "/compte/mes-donnees.json",
                "/journal",
                "/journal.jsonl",
                "/accelerateur",
                "/boite-aux-lettres"));
        var accounts = List.of(
                "coordinator",
                "contributor",
                "contributor-justice",
                "moderator",
                "observer",
                "member",
                "administrator");
        for (String account : accounts) {
            var browser = Browser.of(port, account);
            for (String door : doors)
                for (String path : List.of(door, "/en" + door)) {
                    var answer = browser.get(path);
                    assertThat(answer.body()).as("%s at %s", account, path).doesNotContain(words);
                    if (door.contains("preselection") || door.contains("classement"))
                        assertThat(answer.body()).as("%s at %s", account, path).doesNotContain("Initiative " + number);
                }
            assertThat(browser.get(call.path() + "/jury/" + number).statusCode())
                    .as(account)
                    .isEqualTo(account.equals("member") ? 404 : 403);
            assertThat(browser.post(call.path() + "/jury/" + number).statusCode())
                    .as(account)
                    .isEqualTo(account.equals("member") ? 404 : 403);
            assertThat(browser.post(call.path() + "/jury/" + number + "/recusation")
                            .statusCode())
                    .as(account)
                    .isEqualTo(account.equals("member") ? 404 : 403);
        }
        for (String door : doors) assertThat(new Browser(port).get(door).body()).doesNotContain(words);
        assertThat(Browser.of(port, "juror")
                        .get(call.path() + "/jury/" + number)
                        .body())
                .contains(words);
        assertThat(Browser.of(port, "juror").get("/compte/mes-donnees.json").body())
                .contains(words);

        assertThat(db.sql("select count(*) from opened_ballot where call_id = ?")
                        .param(call.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        for (var stage : Rankings.Stage.values())
            assertThat(rankings.list(call, stage)).isEmpty();
        assertThat(rankings.listRemarks(applications.get(call, number))).isEmpty();
        rankings.close(given.coordinator(), call.slug(), CallCollege.ADMINISTRATION, "");
        assertThat(Browser.of(port, "coordinator")
                        .get(call.path() + "/conduite/avis/" + number)
                        .body())
                .contains(words);
    }

    /** Each of the demonstration's roles, and jurors of this call and of another, before and after it is theirs to read. */
    @Test
    void who_may_not_read_an_application_or_a_section_of_it_opens_none_of_its_files() throws Exception {
        var call = given.call(2, 1, 1, 1, 1);
        var agents = given.invite(call, CallCollege.ADMINISTRATION, 2);
        var citizen = given.invite(call, CallCollege.CITIZENS, 1).getFirst();
        given.share(call, CallCollege.ADMINISTRATION);
        var reader = ballots.list(jurors.get(call, agents.getFirst())).getFirst();
        var colleague = agents.getLast();
        var elsewhere = given.call(2, 1, 1, 1, 1);
        var stranger = given.invite(elsewhere, CallCollege.ADMINISTRATION, 1).getFirst();
        given.share(elsewhere, CallCollege.ADMINISTRATION);
        var files = Stream.of("ALL", "ADMINISTRATION", "CITIZENS")
                .map(seenBy -> given.attach(call, reader.number(), seenBy))
                .toList();
        assertThat(opened(files, agents.getFirst())).containsExactly("all.pdf", "administration.pdf");
        for (var other : List.of(colleague, citizen, stranger, given.person()))
            assertThat(opened(files, other)).isEmpty();
        for (String account : List.of(
                "coordinator",
                "contributor",
                "contributor-justice",
                "moderator",
                "juror",
                "observer",
                "member",
                "administrator"))
            for (var file : files)
                assertThat(Browser.of(port, account).get(file.path()).statusCode())
                        .as("%s at %s", account, file.name())
                        .isEqualTo(
                                Set.of("coordinator", "contributor", "member").contains(account) ? 200 : 404);
        for (var file : files)
            assertThat(new Browser(port).get(file.path()).statusCode()).isEqualTo(404);

        assignments.recuse(
                agents.getFirst(),
                call,
                jurors.get(call, agents.getFirst()),
                applications.get(call, reader.number()),
                REASON);
        assertThat(opened(files, agents.getFirst())).isEmpty();
        assertThat(opened(files, colleague)).containsExactly("all.pdf", "administration.pdf");
        given.hand(call, colleague, reader.number(), 1);
        given.hand(call, colleague, 3 - reader.number(), 0);
        rankings.close(given.coordinator(), call.slug(), CallCollege.ADMINISTRATION, "");
        given.shortlist(call);
        assertThat(opened(files, citizen)).as("not given to them yet").isEmpty();
        given.share(again(call), CallCollege.CITIZENS);
        assertThat(opened(files, citizen)).containsExactly("all.pdf", "citizens.pdf");
        jurors.end(given.coordinator(), call.slug(), jurors.get(call, citizen).id(), REASON);
        assertThat(opened(files, citizen)).isEmpty();
    }

    private List<String> opened(List<StoredFile> files, Actor actor) {
        return files.stream()
                .filter(f -> juryFiles.mayRead(f.id(), actor) || applicationFiles.mayRead(f.id(), actor))
                .map(StoredFile::name)
                .toList();
    }

    @Test
    void a_panel_is_invited_seat_by_seat_each_once() {
        var call = given.call(4, 2, 1, 1, 1);
        assertThatThrownBy(() -> jurors.invitePanel(given.coordinator(), call.slug()))
                .hasMessage("accelerator.juror.no-panel");
        var member = new Email(given.email(given.person()));
        var seats = List.of(member, new Email("assise@jury.example"), new Email("absent@jury.example"));
        var ours = given.call(4, 2, 1, 1, 1, true, given.panel(seats));
        jurors.invitePanel(given.coordinator(), ours.slug());
        assertThat(jurors.list(ours))
                .as("who refused is not invited")
                .extracting(Juror::email)
                .containsExactly(member.text(), "assise@jury.example");
        assertThat(jurors.list(ours)).allMatch(j -> j.college() == CallCollege.CITIZENS && j.fromPanel());
        assertThatThrownBy(() -> jurors.invitePanel(given.coordinator(), ours.slug()))
                .hasMessage("accelerator.juror.panel-empty");
        assertThat(db.sql("select count(*) from mail where body like '%' || ? || '/jury%'")
                        .param(ours.path())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(entries("accelerator.invited", ours)).isEqualTo(1);
    }

    @Test
    void who_conducts_and_who_judges_pass_and_the_others_are_refused() {
        var call = given.call(4, 2, 1, 1, 1);
        given.invite(call, CallCollege.ADMINISTRATION, List.of(given.account("juror", Role.JUROR)));
        given.invite(call, CallCollege.CITIZENS, List.of(given.account("member", Role.MEMBER)));
        var conductors = Set.of("coordinator", "contributor");
        var agents = Set.of("coordinator", "contributor", "juror");
        var judges = Set.of("juror", "member");
        for (String account : List.of(
                "coordinator",
                "contributor",
                "contributor-justice",
                "moderator",
                "juror",
                "observer",
                "member",
                "administrator")) {
            var browser = Browser.of(port, account);
            for (String door : List.of(
                    "/conduite",
                    "/conduite/jures",
                    "/conduite/preselection",
                    "/conduite/classement",
                    "/conduite/classement.csv")) {
                passes(browser.get(call.path() + door).statusCode(), account, door, conductors);
                if (!door.endsWith(".csv"))
                    passes(browser.post(call.path() + door).statusCode(), account, door, conductors);
            }
            for (String door : List.of("/conduite/avis", "/conduite/avis/1")) {
                passes(browser.get(call.path() + door).statusCode(), account, door, agents);
                passes(browser.post(call.path() + door).statusCode(), account, door, agents);
            }
            passes(browser.get(call.path() + "/jury").statusCode(), account, "/jury", judges);
            passes(browser.post(call.path() + "/jury/conflits").statusCode(), account, "/jury/conflits", judges);
        }
        assertThat(new Browser(port).get(call.path() + "/jury").statusCode()).isIn(302, 303, 403);
    }

    private static void passes(int status, String account, String door, Set<String> allowed) {
        if (allowed.contains(account))
            assertThat(status).as("%s at %s", account, door).isNotEqualTo(403).isLessThan(500);
        else assertThat(status).as("%s at %s", account, door).isEqualTo(403);
    }

    @Test
    void a_withdrawn_application_leaves_its_place_to_the_next() {
        var call = given.judged(6, 4, 2);
        db.sql(
                        "update application set (standing, withdrawn_at) = ('WITHDRAWN', now()) where call_id = ? and number = 1")
                .param(call.id())
                .update();
        assertThat(rankings.list(call, Rankings.Stage.JOINT))
                .extracting(Ranked::number)
                .containsExactly(2, 3, 4);
        assertThat(rankings.list(call, Rankings.Stage.JOINT))
                .extracting(Ranked::place)
                .containsExactly(1, 2, 3);
        rankings.move(given.coordinator(), call.slug(), 4, 2, REASON);
        assertThat(rankings.list(call, Rankings.Stage.JOINT))
                .extracting(Ranked::number)
                .containsExactly(2, 4, 3);
    }
}
