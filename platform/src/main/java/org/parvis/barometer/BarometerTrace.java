package org.parvis.barometer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.house.CivicClock;
import org.parvis.trace.Link;
import org.parvis.trace.Thing;
import org.parvis.trace.TraceSource;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trace knows of the barometer: indicators, what was asked about them, what was answered. */
@Component
class BarometerTrace implements TraceSource {
    private static final String INDICATOR = "/barometre/indicateurs/", QUESTION = "/barometre/questions/";
    private static final int LAST = 5;

    private static final String ASKED = """
            q.id, q.text as title_fr, null as title_en, (q.asked_at at time zone :zone)::date as asked_on, q.fictional,
            (q.answered_at at time zone :zone)::date as answered_on, q.answer_fr, q.answer_en, i.code
            from figure_question q join indicator i on i.id = q.indicator_id
            where q.hidden_at is null and i.published_at is not null and (q.asked_at at time zone :zone)::date <= :day
            """;

    private final JdbcClient db;
    private final CivicClock clock;

    BarometerTrace(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Map<String, Thing> find(Collection<String> addresses, LocalDate day) {
        Map<String, Thing> things = new HashMap<>();
        var codes = addresses.stream()
                .filter(a -> a.matches(INDICATOR + "[A-Za-z0-9-]+"))
                .map(a -> a.substring(INDICATOR.length()))
                .toArray(String[]::new);
        var questions = addresses.stream()
                .filter(a -> a.matches(QUESTION + "[0-9]{1,12}"))
                .map(a -> Long.valueOf(a.substring(QUESTION.length())))
                .toArray(Long[]::new);
        if (codes.length > 0) for (var indicator : indicators(codes, day)) things.put(indicator.address(), indicator);
        if (questions.length > 0)
            db.sql("select " + ASKED + "and q.id = any (:ids)")
                    .param("zone", clock.zone().getId())
                    .param("day", day)
                    .param("ids", questions)
                    .query(row -> {
                        var question = question(row);
                        things.put(question.address(), question);
                    });
        return things;
    }

    private List<Thing> indicators(String[] codes, LocalDate day) {
        return db.sql("""
                select * from (
                    select i.*, (i.published_at at time zone :zone)::date as opened_on from indicator i where i.code = any (:codes)) i
                where opened_on <= :day""")
                .param("zone", clock.zone().getId())
                .param("codes", codes)
                .param("day", day)
                .query((row, _) -> new Thing(
                        INDICATOR + row.getString("code"),
                        Thing.Kind.INDICATOR,
                        null,
                        Bilingual.get(row, "name"),
                        row.getObject("opened_on", LocalDate.class),
                        row.getBoolean("fictional")))
                .list();
    }

    private static Thing question(ResultSet row) throws SQLException {
        return new Thing(
                QUESTION + row.getLong("id"),
                Thing.Kind.QUESTION,
                null,
                brief(Bilingual.get(row, "title")),
                row.getObject("asked_on", LocalDate.class),
                row.getBoolean("fictional"));
    }

    /** The last questions about each indicator, and their answers; of a question its indicator. */
    @Override
    public List<Recorded> listRecorded(Collection<Thing> things, LocalDate day) {
        var codes = codes(things, Thing.Kind.INDICATOR, INDICATOR);
        var ids = codes(things, Thing.Kind.QUESTION, QUESTION).stream()
                .map(Long::valueOf)
                .toArray(Long[]::new);
        if (codes.isEmpty() && ids.length == 0) return List.of();
        var recorded = new ArrayList<Recorded>();
        var asked = new ArrayList<String>();
        db.sql(
                        "select * from (select row_number() over (partition by q.indicator_id order by q.id desc) as back, "
                                + ASKED
                                + "and (i.code = any (:codes) or q.id = any (:ids))) q where back <= :last or id = any (:ids) order by id desc")
                .param("zone", clock.zone().getId())
                .param("day", day)
                .param("codes", codes.toArray(String[]::new))
                .param("ids", ids)
                .param("last", LAST)
                .query(row -> {
                    var question = question(row);
                    String indicator = INDICATOR + row.getString("code");
                    var on = Objects.requireNonNull(question.on());
                    recorded.add(new Recorded(
                            Link.recorded(Link.Kind.RAISED_AT, indicator, question.address(), on, question.fictional()),
                            question));
                    if (!codes.contains(row.getString("code"))) asked.add(row.getString("code"));
                    var answeredOn = row.getObject("answered_on", LocalDate.class);
                    if (answeredOn == null || answeredOn.isAfter(day)) return;
                    String answer = question.address() + "#reponse";
                    recorded.add(new Recorded(
                            Link.recorded(
                                    Link.Kind.ANSWERED_BY,
                                    question.address(),
                                    answer,
                                    answeredOn,
                                    question.fictional()),
                            new Thing(
                                    answer,
                                    Thing.Kind.RESPONSE,
                                    null,
                                    brief(Bilingual.get(row, "answer")),
                                    answeredOn,
                                    question.fictional())));
                });
        // A question that is looked at by itself leads up to its indicator.
        if (!asked.isEmpty())
            for (var indicator : indicators(asked.toArray(String[]::new), day))
                recorded.stream()
                        .filter(r -> r.link().origin().equals(indicator.address()))
                        .map(r -> new Recorded(r.link(), indicator))
                        .toList()
                        .forEach(recorded::add);
        return recorded;
    }

    private static List<String> codes(Collection<Thing> things, Thing.Kind kind, String prefix) {
        return things.stream()
                .filter(t -> t.kind() == kind && t.address().startsWith(prefix))
                .map(t -> t.address().substring(prefix.length()))
                .toList();
    }

    private static Bilingual brief(Bilingual text) {
        return new Bilingual(brief(text.fr()), text.en() == null ? null : brief(text.en()));
    }

    /** Its beginning, without the marks of what is written at length. */
    private static String brief(String text) {
        String words = text.replaceAll("[*_`#>]+", "").replaceAll("\\s+", " ");
        int end = words.length() <= 160 ? -1 : words.lastIndexOf(' ', 160);
        return words.length() <= 160 ? words : words.substring(0, end < 1 ? 160 : end) + "…";
    }
}
