package org.parvis.participation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Demonstration;
import org.parvis.house.Values;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.parvis.web.Yaml;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Three consultations, all invented: one answered whole, one open, one typed in from the sheets of a workshop. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ConsultationsDemonstration implements Demonstration {
    private static final String ZONE = "Europe/Paris";

    private final JdbcClient db;
    private final Consultations consultations;
    private final Contributions contributions;
    private final Responses responses;
    private final Traces traces;
    private final JsonMapper json;

    ConsultationsDemonstration(
            JdbcClient db,
            Consultations consultations,
            Contributions contributions,
            Responses responses,
            Traces traces,
            JsonMapper json) {
        this.db = db;
        this.consultations = consultations;
        this.contributions = contributions;
        this.responses = responses;
        this.traces = traces;
        this.json = json;
    }

    record Item(
            String slug,
            Bilingual title,
            Bilingual question,
            Bilingual text,
            String about,
            OffsetDateTime announced,
            LocalDate opens,
            LocalDate closes,
            LocalDate due,
            String holder,
            Map<String, String> themes,
            @Nullable OffsetDateTime answered,
            @Nullable Boolean accountless,
            @Nullable TextItem submitted,
            @Nullable List<QuestionItem> questions,
            @Nullable List<SheetItem> sheets,
            List<ContributionItem> contributions,
            @Nullable List<ResponseItem> responses) {}

    record TextItem(Bilingual title, List<Bilingual> paragraphs) {}

    /** @param condition the number of a question before, and of its option */
    record QuestionItem(
            @Nullable Boolean page,
            Question.Kind kind,
            Bilingual label,
            @Nullable Bilingual hint,
            @Nullable Boolean required,
            @Nullable List<Bilingual> options,
            @Nullable List<Integer> condition) {}

    /** A sheet of paper; its choices and texts by the numbers of the questions. */
    record SheetItem(
            OffsetDateTime at,
            Map<Integer, List<Integer>> choices,
            @Nullable Map<Integer, String> texts) {}

    record ContributionItem(
            String key,
            String title,
            String text,
            @Nullable String by,
            @Nullable String organisation,
            @Nullable String author,
            @Nullable String source,
            OffsetDateTime at,
            @Nullable String theme,
            @Nullable String place,
            @Nullable List<String> supports) {}

    record ResponseItem(
            Outcome outcome,
            List<String> to,
            @Nullable String into,
            String by,
            OffsetDateTime at,
            Bilingual reason,
            @Nullable List<String> leads) {}

    @Override
    public void load() {
        Yaml.list("demonstration/consultations.yaml", Item.class).forEach(this::load);
    }

    private void load(Item item) {
        long id = db.sql("""
                insert into consultation (slug, title_fr, title_en, question_fr, question_en, text_fr, text_en, about, opens_on, closes_on,
                                          answers_due_on, zone, accountless, fictional)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true) returning id""")
                .params(Values.of(
                        item.slug(),
                        item.title().fr(),
                        item.title().en(),
                        item.question().fr(),
                        item.question().en(),
                        item.text().fr(),
                        item.text().en(),
                        item.about(),
                        item.opens(),
                        item.closes(),
                        item.due(),
                        ZONE,
                        Boolean.TRUE.equals(item.accountless())))
                .query(Long.class)
                .single();
        hold(id, null, item.holder());
        item.themes().forEach((theme, organisation) -> hold(id, theme, organisation));
        if (item.submitted() != null) submit(id, item.submitted());
        ask(id, item);
        step(id, "ANNOUNCED", item.announced());
        if (item.answered() != null) step(id, "ANSWERED", item.answered());
        traces.link(
                new Traces.By(Role.COORDINATOR, null, null),
                Link.Kind.DISCUSSED_AT,
                item.about().replaceFirst("#.*", ""),
                "/consultations/" + item.slug(),
                new Traces.Reason(item.question().fr(), item.question().en(), true),
                null,
                item.announced().toLocalDate());
        Map<String, Long> numbers = new HashMap<>();
        item.contributions().forEach(c -> numbers.put(c.key(), load(id, c)));
        if (item.responses() != null) item.responses().forEach(r -> load(consultations.get(id), r, numbers));
    }

    private void submit(long id, TextItem text) {
        db.sql("insert into consultation_text (consultation_id, title_fr, title_en) values (?, ?, ?)")
                .params(Values.of(id, text.title().fr(), text.title().en()))
                .update();
        int number = 0;
        for (var paragraph : text.paragraphs())
            db.sql("insert into consultation_paragraph (consultation_id, number, text_fr, text_en) values (?, ?, ?, ?)")
                    .params(Values.of(id, ++number, paragraph.fr(), paragraph.en()))
                    .update();
    }

    private void ask(long id, Item item) {
        if (item.questions() == null) return;
        var ids = new ArrayList<Long>();
        for (var question : item.questions()) {
            var condition = question.condition();
            ids.add(db.sql("""
                    insert into question (consultation_id, position, starts_page, kind, label_fr, label_en, hint_fr, hint_en, options,
                                          required, condition_id, condition_option)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) returning id""")
                    .params(Values.of(
                            id,
                            ids.size() + 1,
                            Boolean.TRUE.equals(question.page()),
                            question.kind().name(),
                            question.label().fr(),
                            question.label().en(),
                            question.hint() == null ? null : question.hint().fr(),
                            question.hint() == null ? null : question.hint().en(),
                            json.writeValueAsString(question.options() == null ? List.of() : question.options()),
                            Boolean.TRUE.equals(question.required()),
                            condition == null ? null : ids.get(condition.getFirst() - 1),
                            condition == null ? null : condition.getLast()))
                    .query(Long.class)
                    .single());
        }
        if (item.sheets() != null) item.sheets().forEach(sheet -> fill(id, ids, sheet));
    }

    private void fill(long id, List<Long> questions, SheetItem item) {
        long sheet =
                db.sql("""
                insert into answer_sheet (consultation_id, channel, started_at, given_at, fictional)
                values (?, 'PAPER', ?, ?, true) returning id""").params(id, item.at(), item.at()).query(Long.class).single();
        item.choices()
                .forEach((number, choices) -> db.sql(
                                "insert into answer (sheet_id, question_id, choices) values (?, ?, ?)")
                        .params(sheet, questions.get(number - 1), choices.toArray(Integer[]::new))
                        .update());
        if (item.texts() != null)
            item.texts()
                    .forEach((number, text) -> db.sql(
                                    "insert into answer (sheet_id, question_id, text, standing) values (?, ?, ?, 'PUBLIC')")
                            .params(sheet, questions.get(number - 1), text)
                            .update());
    }

    private void hold(long id, @Nullable String theme, String organisation) {
        db.sql(
                        "insert into consultation_holder (consultation_id, theme, organisation_id) select ?, ?, o.id from organisation o where o.slug = ?")
                .params(Values.of(id, theme, organisation))
                .update();
    }

    private void step(long id, String step, OffsetDateTime at) {
        db.sql("insert into consultation_step (consultation_id, step, taken_at) values (?, ?, ?)")
                .params(id, step, at)
                .update();
    }

    private long load(long consultation, ContributionItem item) {
        long id = db.sql("""
                insert into contribution (consultation_id, standing, title, text, theme, place, author_id, organisation_id, author_kind,
                                          source, written_at, published_at, fictional)
                values (?, 'PUBLIC', ?, ?, ?, ?, (select id from person where email = ?), (select id from organisation where slug = ?),
                        ?, ?, ?, ?, true) returning id""")
                .params(Values.of(
                        consultation,
                        item.title(),
                        item.text(),
                        item.theme(),
                        item.place(),
                        item.by() == null ? null : email(item.by()),
                        item.organisation(),
                        item.author(),
                        item.source(),
                        item.at(),
                        item.at()))
                .query(Long.class)
                .single();
        db.sql("insert into contribution_step (contribution_id, step, taken_at) values (?, 'PUBLIC', ?)")
                .params(id, item.at())
                .update();
        contributions.index(id);
        if (item.supports() == null) return id;
        int supports = db.sql("""
                insert into support (contribution_id, person_id, given_at, counted)
                select ?, p.id, ?::timestamptz, true from person p where p.email = any (?)""")
                .params(
                        id,
                        item.at().plusDays(2),
                        item.supports().stream()
                                .map(ConsultationsDemonstration::email)
                                .toArray(String[]::new))
                .update();
        db.sql("update contribution set supports = ? where id = ?")
                .params(supports, id)
                .update();
        return id;
    }

    private static String email(String account) {
        return account + "@demonstration.example";
    }

    private void load(Consultation consultation, ResponseItem item, Map<String, Long> numbers) {
        Instant at = item.at().toInstant();
        responses.load(
                consultation,
                item.to().stream()
                        .map(numbers::get)
                        .map(Objects::requireNonNull)
                        .collect(Collectors.toSet()),
                new Responses.Answer(
                        item.by(),
                        item.outcome(),
                        item.reason(),
                        item.into() == null ? null : numbers.get(item.into()),
                        item.leads() == null ? List.of() : item.leads()),
                at);
    }
}
