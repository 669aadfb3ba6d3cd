package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.Email;
import org.parvis.accounts.PersonErased;
import org.parvis.house.CivicClock;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class CohortsTest {
    private static final Bilingual REASON = new Bilingual("Pour l’essai.", null),
            TEXT = new Bilingual("Des cartes.", null);

    @Autowired
    GivenCohort given;

    @Autowired
    Cohorts cohorts;

    @Autowired
    Initiatives initiatives;

    @Autowired
    Needs needs;

    @Autowired
    CheckIns checkIns;

    @Autowired
    InitiativeMilestones milestones;

    @Autowired
    InitiativeReports reports;

    @Autowired
    FollowUps followUps;

    @Autowired
    SupportedByPerson personal;

    @Autowired
    Traces traces;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    @LocalServerPort
    int port;

    private int letters(String subject, Actor recipient) {
        return db.sql("""
                select count(*) from mail where subject like ? and recipient = (select email from person where id = ?)""")
                .params(subject + "%", recipient.personId())
                .query(Integer.class)
                .single();
    }

    private Need only(Initiative initiative) {
        return needs.list(initiative).getFirst();
    }

    @Test
    void a_cohort_has_one_initiative_for_each_application_selected_and_is_seen_once_it_is_open() {
        var bearers = given.members(3);
        String call = given.chosen(bearers.toArray(Actor[]::new));
        var sheet = given.sheet(clock.today());
        assertThatThrownBy(() -> cohorts.create(given.stranger(), call, sheet)).isInstanceOf(Forbidden.class);
        cohorts.create(given.organiser(), call, sheet);
        assertThatThrownBy(() -> cohorts.create(given.organiser(), call, given.sheet(clock.today())))
                .hasMessage("accelerator.support.cohort.twice");
        assertThatThrownBy(() -> cohorts.get(sheet.slug(), null)).isInstanceOf(NotFound.class);
        var draft = cohorts.getOrganised(sheet.slug(), given.organiser());
        assertThat(initiatives.list(draft, given.coordinator()))
                .hasSize(3)
                .extracting(Initiative::slug)
                .doesNotHaveDuplicates()
                .allMatch(slug -> slug.startsWith("une-idee-d-ete"));
        assertThat(initiatives.list(draft, bearers.getFirst())).hasSize(1);

        cohorts.open(given.organiser(), sheet.slug());
        cohorts.open(given.organiser(), sheet.slug());
        assertThat(cohorts.get(sheet.slug(), null).phase(clock.today())).isEqualTo(Cohort.Phase.RUNNING);
        for (var bearer : bearers) assertThat(letters("«", bearer)).isEqualTo(1);
        assertThat(traces.listFrom("/plans/2021-2023/actions/47"))
                .anyMatch(link -> link.outcome().equals(draft.path()));
    }

    @Test
    void a_call_that_has_not_announced_whom_it_chose_has_no_cohort_yet() {
        String call = given.chosen();
        assertThatThrownBy(() -> cohorts.create(given.coordinator(), call, given.sheet(clock.today())))
                .hasMessage("accelerator.support.cohort.nobody");
    }

    @Test
    void two_who_make_a_cohort_at_once_make_one() throws Exception {
        String call = given.chosen(given.member());
        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++)
            acts.add(() -> {
                try {
                    cohorts.create(given.coordinator(), call, given.sheet(clock.today()));
                    return true;
                } catch (BadInput e) {
                    return false;
                }
            });
        assertThat(all(acts)).containsOnlyOnce(true);
        assertThat(cohorts.findOf(call, given.coordinator())).isPresent();
    }

    private static <T> List<T> all(List<Callable<T>> acts) throws Exception {
        try (var pool = Executors.newFixedThreadPool(acts.size())) {
            var results = new ArrayList<T>();
            for (Future<T> done : pool.invokeAll(acts)) results.add(done.get());
            return results;
        }
    }

    @Test
    void more_time_has_a_reason_that_everyone_reads() {
        var cohort = given.open(given.member());
        assertThatThrownBy(() -> cohorts.extend(given.coordinator(), cohort.slug(), cohort.endsOn(), REASON))
                .hasMessage("accelerator.support.cohort.extend.bad");
        cohorts.extend(given.coordinator(), cohort.slug(), cohort.endsOn().plusDays(30), REASON);
        assertThat(new Browser(port).get(cohort.path()).body()).contains("Pour l’essai.");
        assertThat(cohorts.listSteps(cohort).getLast().wasUntil()).isEqualTo(cohort.endsOn());
    }

    @Test
    void an_initiative_is_public_while_its_bearer_consents_and_the_coordination_shows_it() {
        var bearer = given.member();
        var cohort = given.open(bearer);
        String slug = initiatives.list(cohort, bearer).getFirst().slug();
        assertThatThrownBy(() -> initiatives.get(slug, null)).isInstanceOf(NotFound.class);
        initiatives.consent(bearer, slug, false);
        assertThatThrownBy(() -> initiatives.publish(given.coordinator(), slug))
                .hasMessage("accelerator.support.initiative.consent.first");
        assertThatThrownBy(() -> initiatives.consent(given.coordinator(), slug, true))
                .as("nobody consents for another")
                .isInstanceOf(Forbidden.class);
        initiatives.consent(bearer, slug, true);
        assertThatThrownBy(() -> initiatives.publish(bearer, slug)).isInstanceOf(Forbidden.class);
        initiatives.publish(given.coordinator(), slug);
        var path = initiatives.get(slug, null).path();
        assertThat(traces.find(path, clock.today())).isPresent();
        assertThat(new Browser(port).get(cohort.path()).body()).contains(path);

        initiatives.consent(bearer, slug, false);
        assertThat(new Browser(port).get(path).statusCode()).isEqualTo(404);
        assertThat(traces.find(path, clock.today())).isEmpty();
        assertThat(new Browser(port).get(cohort.path()).body()).doesNotContain(path);
        initiatives.consent(bearer, slug, true);
        initiatives.hide(given.coordinator(), slug, REASON);
        assertThatThrownBy(() -> initiatives.get(slug, null)).isInstanceOf(NotFound.class);
        initiatives.publish(given.coordinator(), slug);
        assertThat(initiatives.get(slug, null).isPublic()).isTrue();
        assertThat(traces.listFrom("/plans/2021-2023/actions/47"))
                .as("tied once, however often it is shown")
                .filteredOn(link -> link.outcome().equals(path))
                .hasSize(1);
    }

    @Test
    void two_tabs_never_overwrite_each_other_unawares() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        var sheet = new Initiatives.Sheet(TEXT, TEXT, null, "Nous", "", null);
        initiatives.describe(bearer, initiative.slug(), initiative.edition(), sheet);
        assertThatThrownBy(() -> initiatives.describe(bearer, initiative.slug(), initiative.edition(), sheet))
                .hasMessage("accelerator.support.initiative.overtaken");
    }

    @Test
    void whoever_speaks_for_an_administration_offers_and_the_initiative_accepts() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        needs.state(bearer, initiative.slug(), Need.Kind.DATA, TEXT);
        long need = only(initiative).id();
        var association = given.actor("observer", Role.OBSERVER, "laboratoire-arpent");
        for (var nobody : List.of(given.member(), association))
            assertThatThrownBy(() -> needs.offer(nobody, initiative.slug(), need, "justice", TEXT))
                    .isInstanceOf(Forbidden.class);
        needs.offer(given.stranger(), initiative.slug(), need, "justice", TEXT);
        assertThatThrownBy(() -> needs.offer(given.stranger(), initiative.slug(), need, "justice", TEXT))
                .hasMessage("accelerator.support.offer.twice");
        assertThat(letters("Une offre", bearer)).isEqualTo(1);
        assertThat(only(initiative).state()).isEqualTo(Need.State.OFFERED);
        assertThatThrownBy(() -> needs.receive(bearer, initiative.slug(), need))
                .hasMessage("accelerator.support.need.agree.first");

        long offer = only(initiative).offers().getFirst().id();
        assertThatThrownBy(() -> needs.answer(given.stranger(), initiative.slug(), offer, true))
                .isInstanceOf(Forbidden.class);
        needs.answer(bearer, initiative.slug(), offer, true);
        assertThatThrownBy(() -> needs.answer(bearer, initiative.slug(), offer, false))
                .hasMessage("accelerator.support.offer.answered");
        assertThat(letters("Votre offre", given.stranger())).isPositive();
        needs.receive(bearer, initiative.slug(), need);
        assertThat(only(initiative).state()).isEqualTo(Need.State.MET);
        assertThatThrownBy(() -> needs.offer(given.organiser(), initiative.slug(), need, "ditp", TEXT))
                .hasMessage("accelerator.support.need.met.already");
    }

    @Test
    void colleagues_who_offer_at_once_make_one_offer_of_their_administration() throws Exception {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        needs.state(bearer, initiative.slug(), Need.Kind.OTHER, TEXT);
        long need = only(initiative).id();
        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++)
            acts.add(() -> {
                try {
                    needs.offer(given.stranger(), initiative.slug(), need, "justice", TEXT);
                    return true;
                } catch (BadInput e) {
                    return false;
                }
            });
        assertThat(all(acts)).containsOnlyOnce(true);
        assertThat(only(initiative).offers()).hasSize(1);
    }

    @Test
    void an_offer_is_taken_back_while_nobody_has_answered_and_only_by_whoever_made_it() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        needs.state(bearer, initiative.slug(), Need.Kind.EXPERTISE, TEXT);
        needs.offer(given.stranger(), initiative.slug(), only(initiative).id(), "justice", TEXT);
        long offer = only(initiative).offers().getFirst().id();
        assertThatThrownBy(() -> needs.takeBack(given.organiser(), initiative.slug(), offer))
                .isInstanceOf(Forbidden.class);
        needs.takeBack(given.stranger(), initiative.slug(), offer);
        assertThat(only(initiative).state()).isEqualTo(Need.State.OPEN);
    }

    @Test
    void a_milestone_that_moves_keeps_its_first_date_and_the_reason() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        var due = clock.today().plusDays(3);
        milestones.state(bearer, initiative.slug(), TEXT, due);
        long id = milestones.list(initiative).getFirst().id();
        time.pass(Duration.ofDays(5));
        assertThat(initiatives.get(initiative.slug(), null).lateDays(clock.today()))
                .isEqualTo(2);
        milestones.move(bearer, initiative.slug(), id, clock.today().plusDays(10), REASON);
        var moved = milestones.list(initiative).getFirst();
        assertThat(moved.wasDueOn()).isEqualTo(due);
        assertThat(moved.dueOn()).isEqualTo(clock.today().plusDays(10));
        assertThat(initiatives.get(initiative.slug(), null).lateDays(clock.today()))
                .isZero();
        assertThatThrownBy(() -> milestones.done(
                        bearer, initiative.slug(), id, clock.today().plusDays(1)))
                .hasMessage("accelerator.support.milestone.done.bad");
        milestones.done(bearer, initiative.slug(), id, clock.today());
        assertThat(new Browser(port).get(initiative.path()).body()).contains("Pour l’essai.");
    }

    @Test
    void check_ins_are_read_by_those_who_follow_the_initiative_alone() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        checkIns.write(bearer, initiative.slug(), clock.today(), CheckIn.Pace.SLOWED, "Un secret d’équipe", "", "");
        assertThat(checkIns.list(initiative.slug(), given.organiser())).hasSize(1);
        for (var other : List.of(given.member(), given.stranger()))
            assertThatThrownBy(() -> checkIns.list(initiative.slug(), other)).isInstanceOf(Forbidden.class);
        initiatives.name(
                given.coordinator(),
                initiative.slug(),
                new Email("contributor-justice@demonstration.example"),
                "justice",
                new Bilingual("Un bureau", null));
        assertThat(checkIns.list(initiative.slug(), given.stranger())).hasSize(1);
        var page = new Browser(port).get(initiative.path()).body();
        assertThat(page).contains("Un bureau").doesNotContain("secret d’équipe", "Sacha Cormier");
    }

    @Test
    void a_mentor_is_named_for_an_administration_and_may_not_act_as_its_bearer() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        var email = new Email("contributor-justice@demonstration.example");
        var office = new Bilingual("Un bureau", null);
        assertThatThrownBy(() -> initiatives.name(given.coordinator(), initiative.slug(), email, "passe-muret", office))
                .hasMessage("accelerator.support.mentor.organisation.bad");
        initiatives.name(given.coordinator(), initiative.slug(), email, "justice", office);
        assertThatThrownBy(() -> initiatives.name(given.coordinator(), initiative.slug(), email, "justice", office))
                .hasMessage("accelerator.support.mentor.twice");
        assertThatThrownBy(() -> initiatives.describe(
                        given.stranger(),
                        initiative.slug(),
                        0,
                        new Initiatives.Sheet(TEXT, TEXT, null, "Moi", "", null)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> initiatives.leave(given.stranger(), initiative.slug(), REASON))
                .isInstanceOf(Forbidden.class);
        initiatives.endMentor(
                given.coordinator(),
                initiative.slug(),
                initiatives.listMentors(initiative).getFirst().id());
        assertThatThrownBy(() -> initiatives.getFollowed(initiative.slug(), given.stranger()))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void a_final_report_is_handed_in_once_and_read_by_all() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        var results = List.of(new InitiativeReport.Result("12", new Bilingual("communes", "towns")));
        reports.hand(bearer, initiative.slug(), TEXT, null, results);
        assertThatThrownBy(() -> reports.hand(bearer, initiative.slug(), TEXT, null, results))
                .hasMessage("accelerator.support.report.twice");
        assertThat(new Browser(port).get("/en" + initiative.path()).body()).contains("towns");
    }

    private String secret(Initiative initiative, int months) {
        return Objects.requireNonNull(db.sql("select secret from follow_up where initiative_id = ? and months = ?")
                .params(initiative.id(), months)
                .query((row, _) -> row.getString(1))
                .single());
    }

    @Test
    void six_and_twelve_months_later_its_bearer_is_asked_once_reminded_once_and_answers_once() throws Exception {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        time.pass(Duration.ofDays(90 + 170));
        followUps.look();
        assertThat(followUps.list(initiative)).isEmpty();
        time.pass(Duration.ofDays(20));
        all(List.<Callable<Boolean>>of(followUps::look, followUps::look, followUps::look));
        assertThat(letters("Qu’est devenue", bearer)).isEqualTo(1);
        time.pass(FollowUps.AGAIN_AFTER);
        followUps.look();
        followUps.look();
        assertThat(letters("Des nouvelles", bearer)).isEqualTo(1);

        String secret = secret(initiative, 6);
        assertThatThrownBy(() -> followUps.getWaiting(initiative.slug(), "autre", null))
                .isInstanceOf(NotFound.class);
        var visitor = new Browser(port);
        assertThat(visitor.get(initiative.path() + "/nouvelles?jeton=" + secret).statusCode())
                .isEqualTo(200);
        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 4; i++)
            acts.add(() -> {
                try {
                    followUps.answer(initiative.slug(), secret, null, FollowUp.State.GROWN, 120, TEXT);
                    return true;
                } catch (BadInput | NotFound e) {
                    return false;
                }
            });
        assertThat(all(acts)).containsOnlyOnce(true);
        assertThat(new Browser(port).get(initiative.path()).body()).contains("6 mois après", "120");
        time.pass(Duration.ofDays(180));
        followUps.look();
        assertThat(followUps.list(initiative)).extracting(FollowUp::months).containsExactly(6, 12);
        followUps.answer(initiative.slug(), "", bearer, FollowUp.State.STOPPED, null, null);
        assertThat(followUps.list(initiative)).allMatch(f -> f.answeredAt() != null);
    }

    @Test
    void check_ins_are_erased_a_year_after_the_support() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        checkIns.write(bearer, initiative.slug(), clock.today(), CheckIn.Pace.ON_TRACK, "Un point", "", "");
        time.pass(Duration.ofDays(90 + 360));
        followUps.look();
        assertThat(checkIns.list(initiative.slug(), bearer)).hasSize(1);
        time.pass(Duration.ofDays(20));
        followUps.look();
        assertThat(checkIns.list(initiative.slug(), bearer)).isEmpty();
    }

    @Test
    void whoever_deletes_their_account_opens_no_more_doors_and_is_named_nowhere() {
        var bearer = given.member();
        var mentor = given.member();
        var initiative = given.shown(bearer);
        var email = new Email(db.sql("select email from person where id = ?")
                .param(mentor.personId())
                .query(String.class)
                .single());
        initiatives.name(given.coordinator(), initiative.slug(), email, "justice", new Bilingual("Un bureau", null));
        checkIns.write(mentor, initiative.slug(), clock.today(), CheckIn.Pace.ON_TRACK, "Un point", "", "");
        assertThat(personal.of(mentor.personId()).toString()).contains("Un bureau", "Un point");
        personal.forget(new PersonErased(mentor.personId(), email));
        assertThat(initiatives.listMentors(initiative)).isEmpty();
        assertThat(checkIns.list(initiative.slug(), bearer).getFirst().author()).isNull();
        assertThat(personal.of(mentor.personId()))
                .isEqualTo(Map.of("mentored", List.of(), "offered", List.of(), "written", List.of()));
    }

    @Test
    void every_board_and_form_speaks_both_languages() {
        var coordinator = Browser.of(port, "coordinator");
        String initiative = "/accelerateur/initiatives/carnet-de-riviere";
        long need = needs.list(initiatives.get("carnet-de-riviere", null))
                .getFirst()
                .id();
        for (String language : List.of("", "/en"))
            for (String page : List.of(
                    "/accelerateur/promotions/premiere-promotion/suivi",
                    "/accelerateur/mes-initiatives",
                    "/accelerateur/nouvelles-recues",
                    initiative,
                    initiative + "/suivi",
                    initiative + "/presentation",
                    initiative + "/rapport",
                    initiative + "/besoins/" + need + "/offre")) {
                var answer = coordinator.get(language + page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).as(page).doesNotContain("accelerator.");
            }
        assertThat(coordinator
                        .get("/accelerateur/promotions/premiere-promotion/suivi.csv")
                        .body())
                .contains("carnet-de-riviere");
        assertThat(Browser.of(port, "member")
                        .get("/accelerateur/mes-initiatives")
                        .body())
                .contains("Le carnet de rivière");
        assertThat(Browser.of(port, "contributor-justice").get("/taches").statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_was_typed_comes_back_with_what_is_wrong_in_it() {
        var bearer = given.member();
        var initiative = given.shown(bearer);
        String board = initiative.path() + "/suivi";
        var coordinator = Browser.of(port, "coordinator");
        var refused = coordinator
                .open(board)
                .form(board)
                .with("acte", "jalon")
                .with("jalon_titre", "Un titre gardé")
                .with("jalon_echeance", "hier")
                .send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Un titre gardé", "Choisissez une date.");
        var report = coordinator
                .open(initiative.path() + "/rapport")
                .form(initiative.path() + "/rapport")
                .with("bilan", "Un bilan gardé")
                .with("chiffre_1", "12")
                .send();
        assertThat(report.statusCode()).isEqualTo(422);
        assertThat(report.body()).contains("Un bilan gardé", "ce qu’il compte");
        var site = coordinator
                .open(initiative.path() + "/presentation")
                .form(initiative.path() + "/presentation")
                .with("site", "javascript:alert(1)")
                .send();
        assertThat(site.statusCode()).isEqualTo(422);
    }

    @Test
    void the_demonstration_holds_the_first_call_with_its_totals_and_a_cohort_in_its_second_month() {
        record Count(String kind, int many) {}
        assertThat(db.sql("""
                select a.kind, count(*)::int as many from application a join call c on c.id = a.call_id
                where c.slug = 'premier-appel' group by a.kind""").query(Count.class).list())
                .containsExactlyInAnyOrder(
                        new Count("ASSOCIATION", 82), new Count("COMPANY", 56), new Count("CITIZEN", 49));
        assertThat(db.sql("""
                select count(*) filter (where outcome = 'SELECTED') || ' ' || count(distinct title) || ' '
                       || count(shortlisted_at) || ' ' || max(number) || ' ' || count(*) filter (where submitted_at >= c.closes_at)
                from application a join call c on c.id = a.call_id where c.slug = 'premier-appel' group by c.id""").query(String.class).single()).isEqualTo("9 187 30 187 0");
        assertThat(db.sql("""
                select string_agg(stage || ' ' || many, ', ' order by stage) from (
                    select r.stage, count(*) as many from result r join call c on c.id = r.call_id
                    where c.slug = 'premier-appel' group by r.stage) s""").query(String.class).single()).isEqualTo("ADMINISTRATION 176, CITIZENS 30, JOINT 30");
        assertThat(new Browser(port)
                        .get("/accelerateur/appels/premier-appel/resultats")
                        .body())
                .contains("Le carnet de rivière");
        assertThat(db.sql("""
                select count(*) || ' ' || count(distinct v.written_by) || ' ' || count(*) filter (where v.sent_at = s.taken_at)
                from verdict v join application a on a.id = v.application_id join call c on c.id = a.call_id
                join call_step s on s.call_id = c.id and s.step = 'ANNOUNCED'
                where c.slug = 'premier-appel' and v.outcome = a.outcome and v.approved_by <> v.written_by""").query(String.class).single())
                .as("every applicant is told")
                .isEqualTo("187 1 187");
        var cohort = cohorts.get("premiere-promotion", null);
        assertThat(cohort.month(clock.today())).isEqualTo(2);
        var supported = initiatives.list(cohort, null);
        assertThat(supported).hasSize(9).allMatch(Initiative::fictional);
        assertThat(supported).filteredOn(i -> i.lateDays(clock.today()) > 0).hasSize(1);
        assertThat(traces.listFrom("/plans/2021-2023/actions/47"))
                .filteredOn(l -> l.outcome().startsWith("/accelerateur/"))
                .extracting(l -> l.outcome())
                .contains("/accelerateur/appels/premier-appel", cohort.path())
                .containsAll(supported.stream().map(Initiative::path).toList());
    }
}
