package org.parvis.participation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contributions as they are read in lists: every order from its own index, any page as fast as the first. */
@Component
class ContributionLists {
    static final int PAGE = 20, COUNTED = 1_000;
    /** Of what a search finds, so many are put in order: the page says when there were more. */
    static final int FOUND = 2_000;

    private static final int BATCH = 5_000;

    private static final String LINE = """
            c.id, c.title, left(c.text, 600) as beginning, c.language, c.theme, c.place, c.paragraph, c.published_at, c.comments, c.outcome, c.fictional,
            c.shuffle, c.supports as sorted_supports,
            c.supports + (select count(*) from support s where s.contribution_id = c.id and not s.counted)::int as supports,
            p.name as author, o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym
            """;
    private static final String FROM = """
             from contribution c
            left join person p on p.id = c.author_id
            left join organisation o on o.id = c.organisation_id
            """;

    private final JdbcClient db;

    ContributionLists(JdbcClient db) {
        this.db = db;
    }

    /** Some lines in a row, whether the same order has others before and after, and how many there are (at most one too many). */
    record Slice(List<ContributionLine> lines, boolean hasBefore, boolean hasAfter, int count) {
        boolean isCapped() {
            return count > COUNTED;
        }
    }

    Slice list(Consultation consultation, ContributionFilter filter) {
        Map<String, @Nullable Object> values = new HashMap<>();
        String which = narrow(consultation, filter, values);
        int count = db.sql("select count(*) from (select from contribution c where " + which + " limit " + (COUNTED + 1)
                        + ") found")
                .params(values)
                .query(Integer.class)
                .single();
        var lines = filter.sort() == ContributionFilter.Sort.RANDOM
                ? ring(which, filter, values)
                : ordered(which, filter, values);
        boolean more = lines.size() > PAGE;
        var shown = more ? lines.subList(0, PAGE) : lines;
        return filter.backwards()
                ? new Slice(shown.reversed(), more, true, count)
                : new Slice(shown, filter.from() != null, more, count);
    }

    private static String narrow(
            Consultation consultation, ContributionFilter filter, Map<String, @Nullable Object> values) {
        var where = new ArrayList<String>();
        where.add("c.consultation_id = :consultation and c.standing = 'PUBLIC'");
        values.put("consultation", consultation.id());
        if (filter.theme() != null) {
            where.add("c.theme = :theme");
            values.put("theme", filter.theme().name());
        }
        if (filter.paragraph() != null) {
            where.add("c.paragraph = :paragraph");
            values.put("paragraph", filter.paragraph());
        }
        if (filter.outcome() != null) {
            where.add("c.outcome = :outcome");
            values.put("outcome", filter.outcome().name());
        }
        if (filter.unanswered()) where.add("c.response_id is null");
        if (!filter.words().isEmpty()) {
            where.add(
                    "c.id in (select w.contribution_id from contribution_words w where w.consultation_id = :consultation"
                            + " and w.words @@ websearch_to_tsquery('french', unaccent(:words)) limit " + FOUND + ")");
            values.put("words", filter.words());
        }
        return String.join(" and ", where);
    }

    private List<ContributionLine> ordered(
            String which, ContributionFilter filter, Map<String, @Nullable Object> values) {
        String column = "c." + filter.sort().column;
        String way = filter.backwards() ? "asc" : "desc";
        String from = "";
        if (filter.from() != null) {
            from = " and (" + column + ", c.id) " + (filter.backwards() ? ">" : "<") + " (:value, :id)";
            values.put("value", value(filter));
            values.put("id", filter.from().id());
        }
        return db.sql("select " + LINE + FROM + " where " + which + from + " order by " + column + " " + way + ", c.id "
                        + way + " limit " + (PAGE + 1))
                .params(values)
                .query((row, _) -> read(row, filter.sort()))
                .list();
    }

    /** From a seed's place in the ring of chance to its end, then from its beginning to the seed's place. */
    private List<ContributionLine> ring(String which, ContributionFilter filter, Map<String, @Nullable Object> values) {
        int start = (int) (filter.seed() * 2_147_483_647L / 1_000_000_000L);
        var from = filter.from();
        boolean before = from == null || from.value() >= start;
        var lines = new ArrayList<ContributionLine>();
        if (before)
            lines.addAll(arc(which, from == null ? new ContributionFilter.Place(start, 0) : from, values, PAGE + 1));
        if (lines.size() > PAGE) return lines;
        values.put("start", start);
        lines.addAll(arc(
                which + " and c.shuffle < :start",
                from == null || before ? new ContributionFilter.Place(-1, 0) : from,
                values,
                PAGE + 1 - lines.size()));
        return lines;
    }

    private List<ContributionLine> arc(
            String which, ContributionFilter.Place after, Map<String, @Nullable Object> values, int atMost) {
        values.put("value", (int) Math.min(after.value(), Integer.MAX_VALUE));
        values.put("id", after.id());
        return db.sql("select " + LINE + FROM + " where " + which
                        + " and (c.shuffle, c.id) > (:value, :id) order by c.shuffle, c.id limit " + atMost)
                .params(values)
                .query((row, _) -> read(row, ContributionFilter.Sort.RANDOM))
                .list();
    }

    private static Object value(ContributionFilter filter) {
        long value = Objects.requireNonNull(filter.from()).value();
        return filter.sort() == ContributionFilter.Sort.RECENT
                ? Objects.requireNonNull(
                        Values.of(Instant.EPOCH.plus(value, ChronoUnit.MICROS)).getFirst())
                : (Object) (int) Math.max(Integer.MIN_VALUE, Math.min(value, Integer.MAX_VALUE));
    }

    /** Those that share at least a quarter of these words (of the twelve longest), the nearest first. */
    List<ContributionLine> listNear(Consultation consultation, String title, String text, long except) {
        return db.sql("""
                with asked as (
                    select string_agg(format('%L', word), ' | ')::tsquery as words
                    from (select word from unnest(tsvector_to_array(contribution_words(:said))) word
                          order by length(word) desc, word limit 12) longest),
                found as (
                    select w.contribution_id, ts_rank(w.words, a.words) as near
                    from asked a, lateral (select * from contribution_words w where w.consultation_id = :consultation
                                           and w.contribution_id <> :except and w.words @@ a.words limit :found) w)
                select\s""" + LINE + FROM + """
                join found f on f.contribution_id = c.id
                where c.standing = 'PUBLIC' and f.near > 0.015 order by f.near desc, c.id limit 5""")
                .param("said", title + " " + text)
                .param("consultation", consultation.id())
                .param("except", except)
                .param("found", FOUND)
                .query((row, _) -> read(row, ContributionFilter.Sort.RECENT))
                .list();
    }

    List<ContributionLine> listLatest(Consultation consultation, int atMost) {
        return db.sql(
                        "select " + LINE + FROM
                                + " where c.consultation_id = ? and c.standing = 'PUBLIC' order by c.published_at desc, c.id desc limit ?")
                .params(consultation.id(), atMost)
                .query((row, _) -> read(row, ContributionFilter.Sort.RECENT))
                .list();
    }

    /** Those of a response, in the order of their numbers. */
    List<ContributionLine> listAnsweredBy(long response, int atMost) {
        return db.sql("select " + LINE + FROM
                        + " join response_contribution r on r.contribution_id = c.id where r.response_id = ?"
                        + " and c.standing = 'PUBLIC' order by c.id limit ?")
                .params(response, atMost)
                .query((row, _) -> read(row, ContributionFilter.Sort.RECENT))
                .list();
    }

    /**
     * Everything public of a consultation, in the order of numbers, batch by batch: whoever reads slowly holds no connection.
     */
    void stream(Consultation consultation, Consumer<ContributionExport> each) {
        long after = 0;
        List<ContributionExport> batch;
        do {
            batch = db.sql("""
                    select c.*, c.supports + coalesce(s.uncounted, 0)::int as all_supports, o.slug as org, ro.slug as response_by,
                           r.reason_fr as response_reason
                    from (select * from contribution where consultation_id = ? and standing = 'PUBLIC' and id > ?
                          order by id limit ?) c
                    left join organisation o on o.id = c.organisation_id
                    left join response r on r.id = c.response_id
                    left join organisation ro on ro.id = r.organisation_id
                    left join (select contribution_id, count(*) as uncounted from support where not counted group by 1) s
                        on s.contribution_id = c.id
                    order by c.id""")
                    .params(consultation.id(), after, BATCH)
                    .query((row, _) -> export(row))
                    .list();
            batch.forEach(each);
            if (!batch.isEmpty()) after = batch.getLast().ref();
        } while (batch.size() == BATCH);
    }

    private static ContributionExport export(ResultSet row) throws SQLException {
        String theme = row.getString("theme"), outcome = row.getString("outcome");
        var answeredAt = row.getTimestamp("answered_at");
        return new ContributionExport(
                row.getLong("id"),
                row.getString("title"),
                row.getString("text"),
                row.getString("language"),
                theme == null ? null : Theme.valueOf(theme).slug(),
                row.getString("place"),
                row.getObject("paragraph", Integer.class),
                row.getString("org"),
                row.getString("author_kind"),
                row.getString("source"),
                row.getTimestamp("published_at").toInstant(),
                row.getInt("all_supports"),
                row.getInt("comments"),
                outcome == null ? null : Outcome.valueOf(outcome).slug(),
                row.getObject("response_id", Long.class),
                row.getString("response_by"),
                row.getString("response_reason"),
                answeredAt == null ? null : answeredAt.toInstant(),
                row.getBoolean("fictional"));
    }

    private static ContributionLine read(ResultSet row, ContributionFilter.Sort sort) throws SQLException {
        String theme = row.getString("theme"), outcome = row.getString("outcome");
        var publishedAt = row.getTimestamp("published_at").toInstant();
        long id = row.getLong("id");
        long value = switch (sort) {
            case RECENT -> ChronoUnit.MICROS.between(Instant.EPOCH, publishedAt);
            case SUPPORTED -> row.getInt("sorted_supports");
            case DISCUSSED -> row.getInt("comments");
            case RANDOM -> row.getInt("shuffle");
        };
        return new ContributionLine(
                id,
                row.getString("title"),
                row.getString("beginning"),
                row.getString("language"),
                theme == null ? null : Theme.valueOf(theme),
                row.getString("place"),
                row.getObject("paragraph", Integer.class),
                row.getString("author"),
                Organisations.findName(row, "org_"),
                publishedAt,
                row.getInt("supports"),
                row.getInt("comments"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getBoolean("fictional"),
                new ContributionFilter.Place(value, id));
    }
}
