package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.accounts.Email;
import org.parvis.accounts.PersonErased;
import org.parvis.discussion.Comments;
import org.parvis.house.CivicClock;
import org.parvis.territories.Territories;
import org.parvis.trace.Thing;
import org.parvis.trace.Traces;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class FigureQuestionsTest {
    private static final Bilingual ANSWER = new Bilingual("Nous avons compté deux fois un immeuble.", null);

    @Autowired
    GivenIndicator given;

    @Autowired
    FigureQuestions questions;

    @Autowired
    AskedByPerson asked;

    @Autowired
    Proposals proposals;

    @Autowired
    Territories territories;

    @Autowired
    Traces traces;

    @Autowired
    CivicClock clock;

    @Autowired
    JdbcClient db;

    private long ask(Indicator indicator) {
        db.sql("delete from comment_rate").update();
        return questions.ask(
                given.member(),
                indicator,
                territories.get("DEPT-19"),
                new FigureQuestions.Asked(Reading.Kind.CURRENT, LocalDate.of(2022, 3, 1), new BigDecimal("120")),
                "Pourquoi tant ?",
                Language.FR);
    }

    @Test
    void a_question_is_answered_once_by_the_holder_with_its_correction_and_a_letter() {
        var indicator = given.open();
        given.publish(indicator, "DEPT-19", Reading.Kind.CURRENT, "2022-03-01", "120");
        long id = ask(indicator);
        assertThatThrownBy(() -> questions.answer(given.stranger(), id, ANSWER, null))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> questions.answer(given.holder(), id, ANSWER, 1L))
                .hasMessage("barometer.question.batch.bad");
        long batch = proposals.propose(
                given.holder(),
                given.figure(indicator, "DEPT-19", Reading.Kind.CURRENT, "2022-03-01", "110"),
                GivenIndicator.SOURCE,
                GivenIndicator.REASON,
                id);
        assertThat(questions.listUnanswered(given.holder(), 100))
                .extracting(FigureQuestion::id)
                .contains(id);
        questions.answer(given.holder(), id, ANSWER, batch);
        assertThatThrownBy(() -> questions.answer(given.holder(), id, ANSWER, null))
                .hasMessage("barometer.question.answered.already");
        assertThat(questions.get(id).corrected()).isFalse();
        proposals.publish(given.coordinator(), batch);
        var question = questions.get(id);
        assertThat(question.corrected()).isTrue();
        assertThat(question.value()).isEqualByComparingTo("120");
        assertThat(db.sql("select count(*) from mail where body like ?")
                        .param("%" + question.path() + "%")
                        .query((row, _) -> row.getInt(1))
                        .single())
                .isEqualTo(1);
        var trace = traces.of(traces.find(indicator.path(), clock.today()).orElseThrow(), clock.today());
        assertThat(trace.down())
                .extracting(s -> s.thing().kind())
                .containsExactly(Thing.Kind.QUESTION, Thing.Kind.RESPONSE);
        var own = traces.of(traces.find(question.path(), clock.today()).orElseThrow(), clock.today());
        assertThat(own.up()).extracting(s -> s.thing().address()).containsExactly(indicator.path());
    }

    @Test
    void a_hidden_question_leaves_the_lists_and_the_trace_with_its_reason_in_its_place() {
        var indicator = given.open();
        long id = ask(indicator);
        assertThatThrownBy(() -> questions.moderate(given.coordinator(), id, true, "Une injure."))
                .isInstanceOf(Forbidden.class);
        questions.moderate(given.actor("moderator", Role.MODERATOR, null), id, true, "Une injure.");
        assertThat(questions.list(indicator, null, 10)).isEmpty();
        assertThat(questions.get(id).hidden()).isEqualTo("Une injure.");
        assertThat(traces.find(Set.of(questions.get(id).path()), clock.today())).isEmpty();
    }

    @Test
    void questions_count_with_comments_and_too_many_are_refused() {
        var indicator = given.open();
        ask(indicator);
        for (int i = 1; i < 20; i++)
            questions.ask(given.member(), indicator, territories.get("NAT-FR"), null, "Et ici ?", Language.FR);
        assertThatThrownBy(() -> questions.ask(
                        given.member(), indicator, territories.get("NAT-FR"), null, "Et là ?", Language.FR))
                .isInstanceOf(Comments.TooOften.class);
        db.sql("delete from comment_rate").update();
    }

    @Test
    void a_value_that_became_too_small_to_be_shown_is_not_told_by_a_question() {
        var indicator =
                given.open(GivenIndicator.with(given.sheet(), "logements", Direction.RISE, Aggregation.GIVEN, 200));
        assertThat(questions.get(ask(indicator)).value()).isNull();
    }

    @Test
    void whoever_leaves_takes_their_number_and_not_the_question() {
        var indicator = given.open();
        long id = ask(indicator);
        assertThat(asked.of(given.member().personId()).toString()).contains("Pourquoi tant ?");
        questions.forget(new PersonErased(given.member().personId(), new Email("member@demonstration.example")));
        assertThat(questions.get(id).askedBy()).isNull();
        questions.answer(given.holder(), id, ANSWER, null);
    }
}
