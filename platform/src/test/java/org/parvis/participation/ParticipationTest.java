package org.parvis.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.College;
import org.parvis.accounts.PersonErased;
import org.parvis.discussion.Blocks;
import org.parvis.house.CivicClock;
import org.parvis.trace.Thing;
import org.parvis.trace.Trace;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class ParticipationTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenConsultation given;

    @Autowired
    Consultations consultations;

    @Autowired
    Contributions contributions;

    @Autowired
    ContributionLists lists;

    @Autowired
    Responses responses;

    @Autowired
    Coverages coverages;

    @Autowired
    ResponseReminders reminders;

    @Autowired
    Moderation moderation;

    @Autowired
    Blocks blocks;

    @Autowired
    Traces traces;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient db;

    private int supportsOf(long id) {
        return contributions.get(id, null).supports();
    }

    private void passUntil(Instant civic) {
        time.pass(Duration.between(clock.now(), civic));
    }

    // Dates

    @Test
    void what_comes_in_the_last_millisecond_is_taken_and_a_second_later_refused_with_its_draft_kept() {
        var consultation = given.announced(given.sheet(clock.today(), clock.today(), false));
        Actor early = given.member(), late = given.member();
        long waiting = given.draft(late, consultation);
        passUntil(consultation.closesAt().minusMillis(1));
        long taken = given.contribution(early, consultation);
        assertThat(contributions.get(taken, null).isPublic()).isTrue();
        time.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> contributions.publish(
                        late, waiting, GivenConsultation.words("Trop tard", "Une idée venue trop tard."), false))
                .hasMessage("participation.contribute.late");
        assertThat(contributions.get(waiting, late).standing()).isEqualTo(Contribution.Standing.DRAFT);
        assertThatThrownBy(() -> contributions.support(late, taken)).hasMessage("participation.support.late");
    }

    @Test
    void a_text_sent_after_the_close_is_handed_back() {
        var consultation = given.announced(given.sheet(clock.today(), clock.today(), false));
        passUntil(consultation.closesAt().minusSeconds(60));
        var browser = Browser.of(port, "member");
        var form = browser.open(consultation.path() + "/contributions/nouvelle")
                .form(consultation.path() + "/contributions");
        passUntil(consultation.closesAt());
        var answer = form.with("titre", "Mon idée")
                .with("texte", "Ce que j’ai mis une heure à écrire.")
                .send();
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Mon idée", "Ce que j’ai mis une heure à écrire.", "close depuis");
    }

    @Test
    void an_announcement_of_less_than_two_weeks_is_flagged_and_two_weeks_are_not() {
        var today = clock.today();
        assertThat(given.announced(given.sheet(today.plusDays(13), today.plusDays(40), false))
                        .isShortNotice())
                .isTrue();
        assertThat(given.announced(given.sheet(today.plusDays(14), today.plusDays(40), false))
                        .isShortNotice())
                .isFalse();
    }

    @Test
    void a_draft_is_the_coordination_s_alone() {
        var sheet = given.sheet(clock.today().plusDays(20), clock.today().plusDays(40), false);
        consultations.create(given.coordinator(), sheet);
        assertThatThrownBy(() -> consultations.get(sheet.slug(), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> consultations.get(sheet.slug(), given.member()))
                .isInstanceOf(NotFound.class);
        assertThat(consultations.get(sheet.slug(), given.coordinator()).phase(clock.now()))
                .isEqualTo(Consultation.Phase.DRAFT);
    }

    @Test
    void dates_of_an_announced_consultation_change_only_with_a_reason_that_everyone_reads() {
        var sheet = given.sheet(clock.today(), clock.today().plusDays(10), false);
        var consultation = given.announced(sheet);
        var moved = new Consultations.Sheet(
                sheet.slug(),
                sheet.title(),
                sheet.question(),
                sheet.text(),
                sheet.about(),
                sheet.opensOn(),
                sheet.closesOn().plusDays(7),
                sheet.answersDueOn().plusDays(7),
                sheet.zone(),
                sheet.colleges(),
                false,
                true,
                false,
                sheet.holder(),
                sheet.themes());
        assertThatThrownBy(() -> consultations.change(given.coordinator(), sheet.slug(), moved, " "))
                .hasMessage("participation.change.reason");
        consultations.change(given.coordinator(), sheet.slug(), moved, "Une panne d’une semaine.");
        assertThat(consultations.listChanges(consultation))
                .singleElement()
                .extracting(Consultations.Change::reason)
                .isEqualTo("Une panne d’une semaine.");
        assertThat(new Browser(port).get(consultation.path()).body()).contains("Une panne d’une semaine.");
    }

    @Test
    void a_consultation_reserved_for_a_college_takes_nobody_else() {
        var consultation =
                given.announced(given.sheet(clock.today(), clock.today().plusDays(5), false, College.RESEARCH));
        assertThatThrownBy(() -> given.draft(given.member(), consultation))
                .hasMessage("participation.contribute.college");
    }

    // Supports

    @Test
    void sixty_four_clients_who_each_click_twice_are_counted_once_each() throws Exception {
        long id = given.contribution(given.member(), given.open());
        var members = Stream.generate(given::member).limit(64).toList();
        try (var pool = Executors.newFixedThreadPool(64)) {
            List<Callable<Object>> clicks = new ArrayList<>();
            for (int twice = 0; twice < 2; twice++)
                for (var member : members)
                    clicks.add(() -> {
                        contributions.support(member, id);
                        return "done";
                    });
            for (var click : pool.invokeAll(clicks)) click.get();
        }
        assertThat(supportsOf(id)).isEqualTo(64);
        contributions.support(given.member(), id);
        assertThat(db.sql("select supports from contribution where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .as("once nobody else is at it, all are counted")
                .isEqualTo(65);
    }

    @Test
    void supports_given_and_taken_back_at_once_leave_exactly_those_that_stand() throws Exception {
        long id = given.contribution(given.member(), given.open());
        var members = Stream.generate(given::member).limit(40).toList();
        try (var pool = Executors.newFixedThreadPool(20)) {
            List<Callable<Object>> acts = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                var member = members.get(i);
                boolean leaves = i % 2 == 0;
                acts.add(() -> {
                    contributions.support(member, id);
                    if (leaves) contributions.unsupport(member, id);
                    return "done";
                });
            }
            for (var act : pool.invokeAll(acts)) act.get();
        }
        assertThat(supportsOf(id)).isEqualTo(20);
    }

    @Test
    void nobody_supports_their_own_words() {
        var author = given.member();
        long id = given.contribution(author, given.open());
        assertThatThrownBy(() -> contributions.support(author, id)).hasMessage("participation.support.own");
    }

    // Writing

    @Test
    void a_double_click_keeps_one_draft() {
        var consultation = given.open();
        var browser = Browser.of(port, "juror");
        var form = browser.open(consultation.path() + "/contributions/nouvelle")
                .form(consultation.path() + "/contributions")
                .with("titre", "Une fois")
                .with("texte", "Une seule fois, même en cliquant deux fois.");
        var first = form.send();
        var second = form.send();
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(db.sql("select count(*) from contribution where consultation_id = ?")
                        .param(consultation.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void what_was_said_before_a_correction_can_be_read_and_an_hour_later_nothing_changes() {
        var author = given.member();
        long id = given.contribution(author, given.open());
        contributions.edit(author, id, GivenConsultation.words("Mieux dit", "La même idée, mieux dite qu’avant."));
        var whole = contributions.getWhole(id, null);
        assertThat(whole.it().title()).isEqualTo("Mieux dit");
        assertThat(whole.edits())
                .singleElement()
                .extracting(Contribution.Edit::title)
                .isEqualTo("Une idée");
        time.pass(Duration.ofMinutes(61));
        assertThatThrownBy(() -> contributions.edit(
                        author, id, GivenConsultation.words("Trop tard", "La même idée, une heure trop tard.")))
                .hasMessage("participation.edit.late");
    }

    @Test
    void nobody_else_reads_or_changes_a_draft() {
        var consultation = given.open();
        long id = given.draft(given.member(), consultation);
        var other = given.member();
        assertThatThrownBy(() -> contributions.get(id, other)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        contributions.edit(other, id, GivenConsultation.words("À moi", "Ce texte n’est pas le mien.")))
                .isInstanceOf(NotFound.class);
        assertThat(new Browser(port).get(Contribution.path(id)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_new_account_that_gives_links_waits_for_a_moderator_and_an_old_one_does_not() {
        var consultation = given.open();
        long fresh =
                given.contribution(given.member(0), consultation, "Voyez", "Tout est sur https://example.org/ici.");
        long old = given.contribution(given.member(30), consultation, "Voyez", "Tout est sur https://example.org/ici.");
        assertThat(new Browser(port).get(Contribution.path(fresh)).statusCode()).isEqualTo(404);
        assertThat(contributions.get(old, null).isPublic()).isTrue();
        moderation.show(given.moderator(), fresh, "Le lien est bon.");
        assertThat(new Browser(port).get(Contribution.path(fresh)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_robot_that_fills_in_every_field_is_held() {
        var robot = given.member();
        long id = given.draft(robot, given.open());
        assertThat(contributions.publish(
                        robot, id, GivenConsultation.words("Achetez", "Achetez mes belles montres ici."), true))
                .isEqualTo(Contribution.Standing.HELD);
    }

    @Test
    void an_account_that_writes_too_much_in_an_hour_is_asked_to_wait_and_its_draft_stays() {
        var consultation = given.open();
        var author = given.member();
        for (int i = 0; i < Contributions.AN_HOUR; i++) given.contribution(author, consultation);
        assertThatThrownBy(() -> given.contribution(author, consultation)).hasMessage("participation.often");
        time.pass(Duration.ofHours(1));
        given.contribution(author, consultation);
    }

    @Test
    void scripts_are_shown_as_they_were_typed() {
        long id = given.contribution(
                given.member(),
                given.open(),
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)> [clic](javascript:alert(1)) et du **gras** \u202eà l’envers.");
        var page = new Browser(port).get(Contribution.path(id)).body();
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "<strong>gras</strong>")
                .doesNotContain("<script>alert", "<img src=x", "javascript:alert(1)\"");
    }

    @Test
    void whoever_leaves_takes_their_drafts_along_and_leaves_their_public_words_unsigned() {
        var consultation = given.open();
        var author = given.member();
        long said = given.contribution(author, consultation);
        long draft = given.draft(author, consultation);
        events.publishEvent(new PersonErased(author.personId(), new org.parvis.accounts.Email("parti@example.org")));
        assertThat(contributions.get(said, null).isPublic()).isTrue();
        assertThatThrownBy(() -> contributions.get(draft, author)).isInstanceOf(NotFound.class);
    }

    // Lists

    @Test
    void every_order_shows_each_contribution_once_whatever_the_page() {
        var consultation = given.open();
        var expected = new HashSet<Long>();
        var supporters = List.of(given.member(), given.member());
        for (int i = 0; i < 53; i++) {
            long id = given.contribution(
                    given.member(), consultation, "Idée " + i, "Une idée assez longue, la " + i + "e.");
            expected.add(id);
            if (i % 3 == 0) contributions.support(supporters.get(i % 2), id);
        }
        for (var sort : ContributionFilter.Sort.values()) {
            var seen = new ArrayList<Long>();
            var parameters = Map.of("tri", sort.slug(), "graine", "612345678");
            var filter = ContributionFilter.of(parameters);
            for (boolean more = true; more; ) {
                var slice = lists.list(consultation, filter);
                assertThat(slice.count()).isEqualTo(53);
                slice.lines().forEach(l -> seen.add(l.id()));
                more = slice.hasAfter();
                filter = ContributionFilter.of(Map.of(
                        "tri",
                        sort.slug(),
                        "graine",
                        "612345678",
                        "apres",
                        slice.lines().getLast().place().toString()));
            }
            assertThat(seen).as("%s", sort).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        }
        var second = lists.list(
                consultation,
                ContributionFilter.of(Map.of(
                        "apres",
                        lists.list(consultation, ContributionFilter.of(Map.of()))
                                .lines()
                                .getLast()
                                .place()
                                .toString())));
        var back = lists.list(
                consultation,
                ContributionFilter.of(
                        Map.of("avant", second.lines().getFirst().place().toString())));
        assertThat(back.lines())
                .isEqualTo(lists.list(consultation, ContributionFilter.of(Map.of()))
                        .lines());
    }

    @Test
    void words_are_found_without_their_accents_and_in_other_forms() {
        var consultation = given.open();
        long id =
                given.contribution(given.member(), consultation, "Éclairage", "Éteindre les réverbères après minuit.");
        given.contribution(given.member(), consultation);
        for (String words : List.of("reverbere", "éclairages", "ECLAIRAGE minuit"))
            assertThat(lists.list(consultation, ContributionFilter.of(Map.of("q", words)))
                            .lines())
                    .as(words)
                    .extracting(ContributionLine::id)
                    .containsExactly(id);
        assertThat(lists.listNear(consultation, "Les réverbères", "Qu’on les éteigne la nuit.", 0))
                .extracting(ContributionLine::id)
                .containsExactly(id);
    }

    @Test
    void an_order_of_chance_receives_a_seed_that_its_address_keeps() {
        var path = given.open().path() + "/contributions?tri=hasard";
        assertThat(new Browser(port).get(path).headers().firstValue("Location").orElseThrow())
                .matches(".*/contributions\\?tri=hasard&graine=[0-9]+");
        assertThat(new Browser(port)
                        .get("/en" + path)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .startsWith("/en/consultations/");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "tri=inconnu",
                "theme=inconnu",
                "reponse=peut-etre",
                "apres=x",
                "graine=x",
                "apres=99999999999999999999.1"
            })
    void a_query_that_means_nothing_is_a_clear_400(String query) {
        assertThat(new Browser(port)
                        .get("/consultations/innover-avec-les-citoyens/contributions?" + query)
                        .statusCode())
                .isEqualTo(400);
    }

    // Responses

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void a_reason_is_due_whatever_the_outcome(Outcome outcome) {
        var consultation = given.open();
        long id = given.contribution(given.member(), consultation);
        Long into = outcome == Outcome.MERGED ? given.contribution(given.member(), consultation) : null;
        var mute = new Responses.Answer("ditp", outcome, new Bilingual("  Non.  ", null), into, List.of());
        assertThatThrownBy(() -> responses.answer(given.lead(), consultation, Set.of(id), mute))
                .hasMessage("participation.answer.reason");
        assertThat(contributions.get(id, null).outcome()).isNull();
        responses.answer(
                given.lead(),
                consultation,
                Set.of(id),
                new Responses.Answer(
                        "ditp",
                        outcome,
                        new Bilingual("Voici pourquoi, en une phrase complète.", null),
                        into,
                        List.of()));
        assertThat(contributions.get(id, null).outcome()).isEqualTo(outcome);
    }

    @Test
    void the_public_walks_from_the_commitment_back_to_the_words() {
        var consultation = given.open();
        long one = given.contribution(
                given.member(), consultation, "Un accélérateur", "Accompagner les projets des citoyens.");
        long two = given.contribution(given.member(), consultation);
        long response = responses.answer(
                given.lead(), consultation, Set.of(one, two), GivenConsultation.answer(Outcome.ADOPTED));
        var commitment = traces.find(GivenConsultation.ACTION_47, clock.today()).orElseThrow();
        var up = traces.of(commitment, clock.today()).up().stream()
                .map(Trace.Step::thing)
                .map(Thing::address)
                .toList();
        assertThat(up).contains(Response.path(response), Contribution.path(one), Contribution.path(two));
        var down =
                traces
                        .of(traces.find(Contribution.path(one), clock.today()).orElseThrow(), clock.today())
                        .down()
                        .stream()
                        .map(s -> s.thing().address())
                        .toList();
        assertThat(down).startsWith(Response.path(response), GivenConsultation.ACTION_47);
        assertThat(new Browser(port).get(Contribution.path(one)).body()).contains("Qu’est devenue cette contribution");
    }

    @Test
    void a_second_response_takes_the_place_of_the_first_which_stays_to_be_read() {
        var consultation = given.open();
        long id = given.contribution(given.member(), consultation);
        long first =
                responses.answer(given.lead(), consultation, Set.of(id), GivenConsultation.answer(Outcome.NOT_ADOPTED));
        long second =
                responses.answer(given.lead(), consultation, Set.of(id), GivenConsultation.answer(Outcome.ADOPTED));
        assertThat(responses.listOf(id)).extracting(Response::id).containsExactly(second, first);
        assertThat(traces.listFrom(Contribution.path(id)))
                .singleElement()
                .extracting(l -> l.outcome())
                .isEqualTo(Response.path(second));
        assertThatThrownBy(() -> db.sql("update response set reason_fr = reason_fr || 'x'")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void two_who_answer_the_same_at_once_leave_two_versions_and_one_that_holds() throws Exception {
        var consultation = given.open();
        var ids = Set.of(
                given.contribution(given.member(), consultation), given.contribution(given.member(), consultation));
        try (var pool = Executors.newFixedThreadPool(4)) {
            var acts = IntStream.range(0, 4)
                    .<Callable<Long>>mapToObj(i -> () -> responses.answer(
                            given.lead(), consultation, ids, GivenConsultation.answer(Outcome.NOT_ADOPTED)))
                    .toList();
            for (var act : pool.invokeAll(acts)) act.get();
        }
        for (long id : ids) {
            assertThat(responses.listOf(id)).hasSize(4);
            assertThat(traces.listFrom(Contribution.path(id))).hasSize(1);
        }
    }

    @Test
    void only_who_answers_for_the_organisation_answers() {
        var consultation = given.open();
        long id = given.contribution(given.member(), consultation);
        for (var someone : List.of(given.member(), given.moderator()))
            assertThatThrownBy(() -> responses.answer(
                            someone, consultation, Set.of(id), GivenConsultation.answer(Outcome.ADOPTED)))
                    .isInstanceOf(Forbidden.class);
    }

    @Test
    void an_outcome_that_leads_nowhere_public_is_refused_and_nothing_is_answered() {
        var consultation = given.open();
        long id = given.contribution(given.member(), consultation);
        var lost = new Responses.Answer(
                "ditp",
                Outcome.ADOPTED,
                new Bilingual("Voici pourquoi, en une phrase complète.", null),
                null,
                List.of("/plans/2021-2023/actions/4747"));
        assertThatThrownBy(() -> responses.answer(given.lead(), consultation, Set.of(id), lost))
                .isInstanceOf(BadInput.class);
        assertThat(responses.listOf(id)).isEmpty();
    }

    @Test
    void the_author_is_told_and_coverage_says_what_waits() {
        var consultation = given.open();
        var author = given.member();
        long answered = given.contribution(author, consultation),
                waiting = given.contribution(given.member(), consultation);
        responses.answer(given.lead(), consultation, Set.of(answered), GivenConsultation.answer(Outcome.ADOPTED));
        assertThat(db.sql("select count(*) from mail where recipient = (select email from person where id = ?)")
                        .param(author.personId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        var coverage = coverages.of(consultation);
        assertThat(coverage.all().percent()).isEqualTo(50);
        assertThat(coverage.all().oldest()).isEqualTo(waiting);
        assertThat(coverage.organisations())
                .singleElement()
                .extracting(Coverage.Share::waiting)
                .isEqualTo(1L);
        assertThat(coverage.outcomes()).isEqualTo(Map.of(Outcome.ADOPTED, 1L));
    }

    @Test
    void a_consultation_is_answered_only_when_nothing_waits() {
        var consultation = given.announced(given.sheet(clock.today(), clock.today(), false));
        long id = given.contribution(given.member(), consultation);
        passUntil(consultation.closesAt());
        assertThatThrownBy(() -> consultations.conclude(given.coordinator(), consultation.slug(), null))
                .hasMessage("participation.conclude.waiting");
        responses.answer(given.lead(), consultation, Set.of(id), GivenConsultation.answer(Outcome.OUT_OF_SCOPE));
        consultations.conclude(given.coordinator(), consultation.slug(), null);
        assertThat(consultations.get(consultation.slug(), null).phase(clock.now()))
                .isEqualTo(Consultation.Phase.ANSWERED);
        assertThat(coverages.of(consultation).all().percent()).isEqualTo(100);
    }

    // Moderation

    @Test
    void what_is_hidden_shows_its_reason_in_its_place_can_be_appealed_and_restored() {
        var author = given.member();
        long id = given.contribution(author, given.open(), "Un secret", "Le numéro de ma voisine est le sien.");
        time.pass(Duration.ofSeconds(1));
        contributions.alert(given.member(), id, "Des données personnelles.");
        assertThat(moderation.listAlerted(given.moderator()))
                .extracting(w -> w.contribution().id())
                .contains(id);
        moderation.hide(given.moderator(), id, "Une donnée personnelle.");
        var page = new Browser(port).get(Contribution.path(id)).body();
        assertThat(page).contains("Une donnée personnelle.").doesNotContain("Un secret", "voisine");
        var act = db.sql(
                        "select act from journal_entry where kind = 'participation.hidden' order by number desc limit 1")
                .query(String.class)
                .single();
        assertThat(act).contains("Une donnée personnelle.", "MODERATOR").doesNotContain("Noa");
        moderation.appeal(author, id, "C’est la mienne.");
        assertThatThrownBy(() -> moderation.appeal(given.member(), id, "Pas moi."))
                .isInstanceOf(Forbidden.class);
        moderation.show(given.moderator(), id, "C’est bien la sienne.");
        assertThat(new Browser(port).get(Contribution.path(id)).body()).contains("Un secret");
    }

    @Test
    void what_is_redacted_is_found_nowhere_any_more() {
        var author = given.member();
        var consultation = given.open();
        long id = given.contribution(author, consultation, "Appelez", "Appelez le 0612345678 pour en parler.");
        contributions.edit(
                author, id, GivenConsultation.words("Appelez", "Appelez donc le 0612345678 pour en parler."));
        moderation.redact(given.moderator(), id, "0612345678", "Un numéro de téléphone.");
        var whole = contributions.getWhole(id, null);
        assertThat(whole.it().text()).isEqualTo("Appelez donc le " + Moderation.REDACTED + " pour en parler.");
        assertThat(db.sql("select count(*) from contribution_edit where text_was like '%0612345678%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(lists.list(consultation, ContributionFilter.of(Map.of("q", "0612345678")))
                        .lines())
                .isEmpty();
    }

    @Test
    void whoever_is_suspended_reads_why_and_cannot_publish_until_then() {
        var consultation = given.open();
        var author = given.member();
        blocks.block(given.moderator(), author.personId(), 3, "Des envois répétés.", clock.now());
        assertThatThrownBy(() -> given.draft(author, consultation)).isInstanceOf(Blocks.Blocked.class);
        time.pass(Duration.ofDays(3));
        given.draft(author, consultation);
    }

    // Open data

    @Test
    void exports_hold_everything_public_and_nobody_s_name() {
        var browser = new Browser(port);
        var csv = browser.get("/consultations/innover-avec-les-citoyens/contributions.csv")
                .body();
        assertThat(csv.lines().findFirst().orElseThrow()).startsWith("ref,title,text");
        assertThat(csv)
                .contains("Accompagner les porteurs de projets", "partly-adopted")
                .doesNotContain("Alix", "Genêt");
        var jsonl = browser.get("/consultations/innover-avec-les-citoyens/contributions.jsonl")
                .body();
        assertThat(jsonl.lines()).hasSize(6).allSatisfy(line -> assertThat(line).startsWith("{\"ref\":"));
        assertThat(jsonl).doesNotContain("Alix", "@demonstration");
    }

    @Test
    void who_owes_responses_is_reminded_once_of_each_day_however_many_look() throws Exception {
        var consultation = given.announced(given.sheet(clock.today(), clock.today(), false));
        given.contribution(given.member(), consultation);
        reminders.remind(consultation);
        assertThat(reminded(consultation)).isEmpty();
        passUntil(consultation.closesAt());
        try (var servers = Executors.newFixedThreadPool(8)) {
            for (var done : servers.invokeAll(java.util.Collections.nCopies(8, (Callable<Boolean>) () -> {
                reminders.remind(consultation);
                return true;
            }))) done.get();
        }
        assertThat(reminded(consultation)).containsExactly("CLOSED");
        passUntil(consultation.closesAt().plus(Duration.ofDays(40)));
        reminders.remind(consultation);
        assertThat(reminded(consultation)).containsExactly("CLOSED", "OVERDUE");
    }

    private List<String> reminded(Consultation consultation) {
        return db.sql("select kind from response_reminder where consultation_id = ? order by taken_on")
                .param(consultation.id())
                .query((row, _) -> row.getString("kind"))
                .list();
    }

    @Test
    void a_large_count_is_kept_and_read_as_it_was_counted() {
        var consultation = given.open();
        given.contribution(given.member(), consultation);
        var counted = coverages.recount(consultation).orElseThrow();
        assertThat(counted.countedAt()).isNotNull();
        var kept = coverages.find(consultation).orElseThrow();
        assertThat(kept.all()).isEqualTo(counted.all());
        assertThat(kept.organisations()).isEqualTo(counted.organisations());
        given.contribution(given.member(), consultation);
        assertThat(coverages.find(consultation).orElseThrow().all().contributions())
                .isOne();
        assertThat(coverages.of(consultation).all().contributions()).isEqualTo(2);
    }
}
