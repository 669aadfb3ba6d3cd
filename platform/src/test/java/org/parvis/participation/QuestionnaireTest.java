package org.parvis.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.PersonErased;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class QuestionnaireTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenConsultation given;

    @Autowired
    Consultations consultations;

    @Autowired
    Questions questions;

    @Autowired
    AnswerSheets sheets;

    @Autowired
    QuestionResults results;

    @Autowired
    Kits kits;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient db;

    private static Questions.Sheet asks(
            Question.Kind kind,
            String label,
            boolean page,
            boolean required,
            Question.@Nullable Condition condition,
            String... options) {
        return new Questions.Sheet(
                page,
                kind,
                new Bilingual(label, null),
                null,
                java.util.Arrays.stream(options)
                        .map(o -> new Bilingual(o, null))
                        .toList(),
                required,
                condition);
    }

    /** Four questions on two pages: a choice, a ranking, then why for those who said no, and a scale. Open. */
    private Consultation open(boolean accountless) {
        var sheet =
                given.only(given.sheet(clock.today().plusDays(1), clock.today().plusDays(20), false), accountless);
        consultations.create(given.coordinator(), sheet);
        var by = given.coordinator();
        String slug = sheet.slug();
        questions.add(by, slug, asks(Question.Kind.SINGLE, "D’accord ?", false, true, null, "Oui", "Non"));
        questions.add(by, slug, asks(Question.Kind.RANKING, "Dans quel ordre ?", false, false, null, "A", "B", "C"));
        long first = list(slug).getFirst().id();
        questions.add(
                by, slug, asks(Question.Kind.LONG_TEXT, "Pourquoi ?", true, true, new Question.Condition(first, 2)));
        questions.add(
                by, slug, asks(Question.Kind.SCALE, "À quel point ?", false, false, null, "Peu", "Assez", "Très"));
        consultations.announce(by, slug);
        time.pass(Duration.ofDays(2));
        return consultations.get(slug, null);
    }

    private List<Question> list(String slug) {
        return questions.list(consultations.get(slug, given.coordinator()));
    }

    private static Respondent by(Actor actor) {
        return new Respondent(actor, "", "");
    }

    private static Question.Answer chose(Integer... options) {
        return new Question.Answer(List.of(options), "");
    }

    private static Question.Answer wrote(String text) {
        return new Question.Answer(List.of(), text);
    }

    private void give(Actor actor, Consultation to, Map<Integer, Question.Answer> answers) {
        var all = list(to.slug());
        answers.forEach((number, answer) -> sheets.keep(by(actor), to.slug(), Map.of(all.get(number - 1), answer)));
        sheets.give(by(actor), to.slug());
    }

    // Writing it

    @Test
    void pages_follow_the_questions_that_begin_one() {
        assertThat(list(open(false).slug())).extracting(Question::page).containsExactly(1, 1, 2, 2);
    }

    @Test
    void a_question_that_depends_on_another_stays_after_it_and_keeps_it() {
        var sheet =
                given.only(given.sheet(clock.today().plusDays(1), clock.today().plusDays(20), false), false);
        consultations.create(given.coordinator(), sheet);
        String slug = sheet.slug();
        var by = given.coordinator();
        questions.add(by, slug, asks(Question.Kind.SINGLE, "Un", false, false, null, "a", "b"));
        long one = list(slug).getFirst().id();
        var condition = new Question.Condition(one, 1);
        assertThatThrownBy(
                        () -> questions.add(by, slug, asks(Question.Kind.SHORT_TEXT, "Deux", false, false, condition)))
                .hasMessage("participation.question.condition");
        assertThat(list(slug)).hasSize(1);
        questions.add(by, slug, asks(Question.Kind.SHORT_TEXT, "Deux", true, false, condition));
        long two = list(slug).getLast().id();
        assertThatThrownBy(() -> questions.move(by, slug, two, true)).hasMessage("participation.question.condition");
        assertThatThrownBy(() -> questions.remove(by, slug, one)).hasMessage("participation.question.needed");
        assertThatThrownBy(
                        () -> questions.change(by, slug, one, asks(Question.Kind.SHORT_TEXT, "Un", false, false, null)))
                .hasMessage("participation.question.condition");
        questions.remove(by, slug, two);
        questions.add(by, slug, asks(Question.Kind.SHORT_TEXT, "Trois", false, false, null));
        questions.move(by, slug, one, false);
        assertThat(list(slug)).extracting(q -> q.label().fr()).containsExactly("Trois", "Un");
    }

    @Test
    void questions_no_longer_change_once_someone_may_have_answered() {
        var consultation = open(false);
        assertThatThrownBy(() -> questions.add(
                        given.coordinator(),
                        consultation.slug(),
                        asks(Question.Kind.SHORT_TEXT, "Encore", false, false, null)))
                .hasMessage("participation.asked.late");
        assertThatThrownBy(() -> questions.add(
                        given.lead(),
                        consultation.slug(),
                        asks(Question.Kind.SHORT_TEXT, "Encore", false, false, null)))
                .isInstanceOf(Forbidden.class);
    }

    // Answering

    @Test
    void answers_are_kept_and_found_again_and_given_once() {
        var consultation = open(false);
        var all = list(consultation.slug());
        var actor = given.member();
        sheets.keep(by(actor), consultation.slug(), Map.of(all.getFirst(), chose(2)));
        assertThatThrownBy(() -> sheets.give(by(actor), consultation.slug()))
                .hasMessage("participation.answer.unfinished");
        sheets.keep(by(actor), consultation.slug(), Map.of(all.get(2), wrote("Parce que.")));
        assertThat(sheets.get(by(actor), consultation).answers()).hasSize(2);
        sheets.give(by(actor), consultation.slug());
        assertThatThrownBy(() -> sheets.keep(by(actor), consultation.slug(), Map.of(all.getFirst(), chose(1))))
                .hasMessage("participation.answer.given");
    }

    @Test
    void what_is_no_longer_asked_of_someone_does_not_count() {
        var consultation = open(false);
        var all = list(consultation.slug());
        var actor = given.member();
        sheets.keep(by(actor), consultation.slug(), Map.of(all.getFirst(), chose(2), all.get(2), wrote("Parce que.")));
        sheets.keep(by(actor), consultation.slug(), Map.of(all.getFirst(), chose(1)));
        sheets.give(by(actor), consultation.slug());
        assertThat(sheets.get(by(actor), consultation).answers())
                .containsOnlyKeys(all.getFirst().id());
    }

    @Test
    void one_person_who_sends_a_page_from_many_windows_at_once_has_one_sheet() throws Exception {
        var consultation = open(false);
        var first = list(consultation.slug()).getFirst();
        var actor = given.member();
        try (var windows = Executors.newFixedThreadPool(16)) {
            var sent = windows.invokeAll(IntStream.range(0, 32)
                    .mapToObj(i -> (Callable<Respondent>) () ->
                            sheets.keep(by(actor), consultation.slug(), Map.of(first, chose(1 + i % 2))))
                    .toList());
            for (var one : sent) one.get();
            var ends = windows.invokeAll(java.util.Collections.nCopies(8, (Callable<Boolean>) () -> {
                try {
                    sheets.keep(by(actor), consultation.slug(), Map.of(first, chose(1)));
                    sheets.give(by(actor), consultation.slug());
                    return true;
                } catch (BadInput given) {
                    return false;
                }
            }));
            int given = 0;
            for (var one : ends) given += one.get() ? 1 : 0;
            assertThat(given).isOne();
        }
        assertThat(sheets.count(consultation).get(AnswerSheet.Channel.ACCOUNT)).isOne();
    }

    @Test
    void without_an_account_one_answers_only_where_it_is_allowed_and_resumes_by_the_address() {
        var closed = open(false);
        assertThat(new Browser(port)
                        .get(closed.path() + "/questionnaire/reponse")
                        .headers()
                        .firstValue("Location"))
                .isPresent();
        var consultation = open(true);
        String action = consultation.path() + "/questionnaire/reponse";
        var all = list(consultation.slug());
        var visitor = new Browser(port);
        var missing = visitor.open(action).form(action).with("acte", "suite").send();
        assertThat(missing.statusCode()).isEqualTo(422);
        var later = visitor.open(action)
                .form(action)
                .with(all.getFirst().field(), "2")
                .with("acte", "plus-tard")
                .send();
        String kept = later.headers().firstValue("Location").orElseThrow();
        assertThat(kept).contains("&cle=");
        var elsewhere = new Browser(port);
        assertThat(elsewhere.open(kept).html).contains("Vos réponses sont gardées", "value=\"2\" checked");
        var page = elsewhere.open(kept).form(action);
        String next = page.with("acte", "suite")
                .send()
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String read = elsewhere
                .open(next)
                .form(action)
                .with(all.get(2).field(), "Parce que.")
                .with("acte", "suite")
                .send()
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var done = elsewhere.open(read).form(action).send();
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(elsewhere
                        .get(done.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("Merci");
        assertThat(sheets.count(consultation).get(AnswerSheet.Channel.OPEN)).isOne();
        assertThat(elsewhere.get(action + "?cle=ABCDEFGHIJKLMNOPQRSTUVWX").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_page_sent_after_the_close_is_handed_back() {
        var consultation = open(false);
        String action = consultation.path() + "/questionnaire/reponse";
        time.pass(Duration.between(clock.now(), consultation.closesAt().minusSeconds(60)));
        var browser = Browser.of(port, "member");
        var all = list(consultation.slug());
        var form = browser.open(action).form(action);
        time.pass(Duration.between(clock.now(), consultation.closesAt()));
        var late = form.with(all.getFirst().field(), "2")
                .with(AnswerForm.field(all.get(1), 3), "1")
                .with("acte", "suite")
                .send();
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("close depuis", "value=\"2\" checked", "<option value=\"1\" selected>");
    }

    @Test
    void a_ranking_takes_no_rank_twice_and_skips_none() {
        var consultation = open(false);
        String action = consultation.path() + "/questionnaire/reponse";
        var all = list(consultation.slug());
        var ranking = all.get(1);
        java.util.function.Function<Map<String, String>, AnswerForm> typed = fields -> {
            var values = new org.springframework.util.LinkedMultiValueMap<String, String>();
            fields.forEach(values::add);
            return AnswerForm.of(values);
        };
        var good = typed.apply(Map.of(AnswerForm.field(ranking, 3), "1", AnswerForm.field(ranking, 1), "2"));
        assertThat(good.answer(ranking).choices()).containsExactly(3, 1);
        assertThat(AnswerForm.of(all, Map.of(ranking.id(), good.answer(ranking)))
                        .answer(ranking))
                .isEqualTo(good.answer(ranking));
        var twice = typed.apply(Map.of(AnswerForm.field(ranking, 3), "1", AnswerForm.field(ranking, 1), "1"));
        var gap = typed.apply(Map.of(AnswerForm.field(ranking, 3), "1", AnswerForm.field(ranking, 1), "3"));
        var browser = Browser.of(port, "member");
        for (var wrong : List.of(twice, gap)) {
            var form = browser.open(action)
                    .form(action)
                    .with(all.getFirst().field(), "1")
                    .with("acte", "suite");
            wrong.typed().forEach((field, values) -> form.with(field, values.getFirst()));
            assertThat(form.send().statusCode()).isEqualTo(422);
        }
    }

    // Results

    @Test
    void results_wait_for_the_close_and_are_what_one_counts_by_hand() {
        var consultation = open(false);
        give(given.member(), consultation, Map.of(1, chose(1), 2, chose(1, 2, 3), 4, chose(1)));
        give(given.member(), consultation, Map.of(1, chose(1), 2, chose(2), 4, chose(3)));
        give(given.member(), consultation, Map.of(1, chose(2), 2, chose(2, 1), 3, wrote("Non."), 4, chose(3)));
        sheets.keep(
                by(given.member()),
                consultation.slug(),
                Map.of(list(consultation.slug()).getFirst(), chose(2)));
        String path = consultation.path() + "/questionnaire";
        var visitor = new Browser(port);
        assertThat(visitor.get(path).body()).contains("3 réponses").doesNotContain("class=\"bars\"");
        assertThat(visitor.get(path + "/reponses.csv").statusCode()).isEqualTo(404);
        time.pass(Duration.between(clock.now(), consultation.closesAt()));
        var tally = results.tally(consultation, list(consultation.slug()));
        assertThat(tally.getFirst().counts())
                .extracting(QuestionTally.Count::chosen)
                .containsExactly(2, 1);
        assertThat(tally.get(1).counts())
                .extracting(QuestionTally.Count::points)
                .containsExactly(3L, 5L, 0L);
        assertThat(tally.get(1).counts()).extracting(QuestionTally.Count::first).containsExactly(1, 2, 0);
        assertThat(tally.get(1).ordered())
                .extracting(QuestionTally.Count::option)
                .containsExactly(2, 1, 3);
        assertThat(tally.get(3).median()).isEqualTo(3);
        assertThat(tally.get(3).answered()).isEqualTo(3);
        assertThat(tally.get(2).unread()).isOne();
        assertThat(visitor.get(path).body())
                .contains("class=\"bars\"", "67 % (2)")
                .doesNotContain("Non.");
        assertThat(visitor.get(path + "/reponses.csv").body().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).endsWith(",ACCOUNT,Non,B | A,,Très"));
    }

    @Test
    void a_text_is_published_once_a_moderator_read_it_or_hidden_for_a_reason() {
        var consultation = open(false);
        give(given.member(), consultation, Map.of(1, chose(2), 3, wrote("Une raison à lire.")));
        give(given.member(), consultation, Map.of(1, chose(2), 3, wrote("Une injure.")));
        time.pass(Duration.between(clock.now(), consultation.closesAt()));
        String path = consultation.path() + "/questionnaire", action = path + "/textes";
        var question = list(consultation.slug()).get(2);
        var browser = Browser.of(port, "moderator");
        var unread = results.listUnread(consultation);
        assertThat(unread).hasSize(2);
        String insult = unread.stream()
                .filter(t -> t.text().contains("injure"))
                .findFirst()
                .orElseThrow()
                .name();
        assertThat(browser.get("/taches").body()).contains(action);
        var unsaid = browser.open(action).form(action).with("masque", insult).send();
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(results.listUnread(consultation)).hasSize(2);
        browser.open(action)
                .form(action)
                .with("masque", insult)
                .with("motif", "Une injure")
                .send();
        assertThat(results.listUnread(consultation)).isEmpty();
        String shown = new Browser(port)
                .get(path + "/questions/" + question.id() + "/textes")
                .body();
        assertThat(shown).contains("Une raison à lire.", "Une injure").doesNotContain("Une injure.");
        assertThat(Browser.of(port, "member").get(action).statusCode()).isEqualTo(403);
    }

    @Test
    void a_questionnaire_is_concluded_by_what_is_kept_from_it() {
        var consultation = open(false);
        time.pass(Duration.between(clock.now(), consultation.closesAt()));
        assertThatThrownBy(() -> consultations.conclude(given.coordinator(), consultation.slug(), null))
                .hasMessage("participation.conclude.conclusion");
        consultations.conclude(
                given.coordinator(), consultation.slug(), new Bilingual("Nous retenons la deuxième idée.", null));
        assertThat(new Browser(port).get(consultation.path()).body()).contains("Nous retenons la deuxième idée.");
    }

    @Test
    void who_leaves_takes_unfinished_answers_along_and_leaves_given_ones_without_a_name() {
        var consultation = open(false);
        Actor unfinished = given.member(), gave = given.member();
        sheets.keep(
                by(unfinished),
                consultation.slug(),
                Map.of(list(consultation.slug()).getFirst(), chose(1)));
        give(gave, consultation, Map.of(1, chose(1)));
        events.publishEvent(
                new PersonErased(unfinished.personId(), new org.parvis.accounts.Email("parti@example.org")));
        events.publishEvent(new PersonErased(gave.personId(), new org.parvis.accounts.Email("parti@example.org")));
        assertThat(db.sql("select count(*) from answer_sheet where consultation_id = ? and person_id is null")
                        .param(consultation.id())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(db.sql("select count(*) from answer_sheet where consultation_id = ?")
                        .param(consultation.id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    // Paper

    @Test
    void what_a_workshop_wrote_is_typed_in_once_under_the_code_of_its_sheet() {
        var sheet = given.sheet(clock.today().plusDays(1), clock.today().plusDays(20), false);
        consultations.create(given.coordinator(), sheet);
        questions.add(
                given.coordinator(),
                sheet.slug(),
                asks(Question.Kind.SINGLE, "D’accord ?", false, true, null, "Oui", "Non"));
        consultations.announce(given.coordinator(), sheet.slug());
        time.pass(Duration.ofDays(2));
        var consultation = consultations.get(sheet.slug(), null);
        long kit = kits.make(given.lead(), sheet.slug(), "Atelier de Rennes", 3);
        var first = kits.listSheets(consultation, kit).getFirst();
        String path = consultation.path() + "/kit";
        var browser = Browser.of(port, "contributor");
        assertThat(browser.get(path + "/" + kit + ".pdf").headers().firstValue("Content-Type"))
                .hasValue("application/pdf");
        String halves = KitPrint.halves(first.code()).toLowerCase(java.util.Locale.ROOT);
        assertThat(browser.get(path + "/feuilles?code=" + halves).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(first.path(consultation)));
        assertThat(browser.get(path + "/feuilles?code=ZZZZZZZZ").statusCode()).isEqualTo(422);
        String contributions = consultation.path() + "/contributions";
        for (int expected : new int[] {303, 422})
            assertThat(browser.open(contributions + "/nouvelle?feuille=" + first.code())
                            .form(contributions)
                            .with("titre", "Une idée de la table 4")
                            .with("texte", "Ouvrir l’école le samedi matin aux associations.")
                            .send()
                            .statusCode())
                    .isEqualTo(expected);
        String answers = consultation.path() + "/questionnaire/reponse";
        var asked = list(sheet.slug()).getFirst();
        String read = browser.open(answers + "?feuille=" + first.code())
                .form(answers)
                .with(asked.field(), "1")
                .with("acte", "suite")
                .send()
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(browser.open(read).form(answers).send().statusCode()).isEqualTo(303);
        assertThat(kits.list(consultation))
                .singleElement()
                .extracting(Kits.Kit::typed)
                .isEqualTo(1);
        assertThat(sheets.count(consultation).get(AnswerSheet.Channel.PAPER)).isOne();
        assertThat(new Browser(port).get(contributions).body()).contains("Une idée de la table 4");
        assertThat(Browser.of(port, "member").get(path).statusCode()).isEqualTo(403);
        assertThat(Browser.of(port, "member")
                        .get(answers + "?feuille=" + first.code())
                        .statusCode())
                .isEqualTo(403);
    }
}
