package org.parvis.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to everything public by its words. What bounds it: of entries so many, of contributions so many are put in one order,
 * the first two hundred of them are shown, and the database gives up after two seconds.
 */
@Component
class Search {
    static final int PAGE = 20, COUNTED = 1_000;
    /** How many are put in order. */
    static final int ENTRIES = 5_000, CONTRIBUTIONS = 2_000;
    /** How many contributions with the words are read for a filter. */
    private static final int READ = 20_000;
    /** Fewer than these, and a word may have been mistyped. */
    private static final int FEW = 10;

    private static final int PLACES = 12;
    private static final String CANCELED = "57014";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final CivicClock clock;

    Search(JdbcClient db, TransactionTemplate transaction, CivicClock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is counted by. */
    enum Facet {
        KIND,
        THEME,
        TERRITORY,
        PLAN
    }

    /**
     * How many finds have a value; at most one more than is counted to.
     *
     * @param name of what has a name of its own
     */
    record Count(String value, @Nullable Bilingual name, int count) {
        boolean isCapped() {
            return count > COUNTED;
        }
    }

    /**
     * What was found.
     *
     * @param asked as it was understood
     * @param ignored words that say too little
     * @param instead what might have been meant, where little or nothing was found
     * @param isInstead whether that is what was found, since nothing else was
     * @param count at most one more than is counted to
     * @param isCut whether more was found than is put in order
     */
    record Found(
            Asked asked,
            List<String> ignored,
            @Nullable Asked instead,
            boolean isInstead,
            int count,
            boolean isCut,
            Map<Facet, List<Count>> facets,
            List<Find> finds) {
        boolean isCapped() {
            return count > COUNTED;
        }
    }

    /** What words are found by: of entries in both languages, of contributions as their own column has them. */
    private record Read(String both, String own, List<String> ignored) {}

    /** @throws BadInput where the words are in so much that the database does not get through */
    Found find(Asked asked, SearchFilter filter, Language language) {
        try {
            return Objects.requireNonNull(transaction.execute(_ -> within(asked, filter, language)));
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException sql && CANCELED.equals(sql.getSQLState()))
                throw new BadInput("search.slow");
            throw e;
        }
    }

    private Found within(Asked asked, SearchFilter filter, Language language) {
        // By the index alone: the same finds in the same order, whatever the planner thinks of the day's statistics.
        db.sql("""
                select set_config('statement_timeout', '2000', true), set_config('enable_seqscan', 'off', true),
                       set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)""").query((_, _) -> true).single();
        var read = read(asked);
        if (read.both().isEmpty()) return none(asked, read.ignored());
        var hits = look(read, filter);
        if (hits.count >= FEW || hits.count > 0 && filter.isNarrow())
            return found(asked, read, null, false, hits, language);
        var instead = mend(asked);
        if (instead == null) return found(asked, read, null, false, hits, language);
        var other = read(instead);
        if (other.both().isEmpty() || other.both().equals(read.both()))
            return found(asked, read, null, false, hits, language);
        var more = look(other, filter);
        // A word that only what is hidden has is not told.
        if (more.count == 0) return found(asked, read, null, false, hits, language);
        return hits.count > 0
                ? found(asked, read, instead, false, hits, language)
                : found(asked, other, instead, true, more, language);
    }

    private static Found none(Asked asked, List<String> ignored) {
        return new Found(asked, ignored, null, false, 0, false, Map.of(), List.of());
    }

    private Read read(Asked asked) {
        var said = asked.terms();
        var stems = db.sql("""
                select phraseto_tsquery('search_fr', said)::text as fr, phraseto_tsquery('search_en', said)::text as en
                from unnest(?) with ordinality t (said, place) order by place""")
                .param(said.stream().map(Asked.Term::said).toArray(String[]::new))
                .query((row, _) -> new String[] {row.getString("fr"), row.getString("en")})
                .list();
        var both = new ArrayList<String>();
        var own = new ArrayList<String>();
        var ignored = new ArrayList<String>();
        boolean wants = false;
        for (int i = 0; i < said.size(); i++) {
            String fr = stems.get(i)[0], en = stems.get(i)[1];
            // What is too common in either language would be missing from the words of that language.
            if (fr.isEmpty() || en.isEmpty()) {
                ignored.add(said.get(i).said());
                continue;
            }
            wants |= said.get(i).wanted();
            String not = said.get(i).wanted() ? "" : "!";
            both.add(not + (fr.equals(en) ? "(" + fr + ")" : "(" + fr + " | " + en + ")"));
            own.add(not + "(" + fr + ")");
        }
        return wants ? new Read(String.join(" & ", both), String.join(" & ", own), ignored) : new Read("", "", ignored);
    }

    private static final class Hits {
        int count;
        boolean isCut;
        final Map<Facet, List<Count>> facets = new EnumMap<>(Facet.class);
        final List<String> addresses = new ArrayList<>();
    }

    private Hits look(Read read, SearchFilter filter) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("both", read.both());
        values.put("own", read.own());
        values.put("today", clock.today());
        values.put("zone", clock.zone().getId());
        values.put("skipped", (filter.page() - 1) * PAGE);
        var entry = new ArrayList<String>();
        var contribution = new ArrayList<String>();
        if (filter.kind() == Kind.CONTRIBUTION) entry.add("false");
        else if (filter.kind() != null) {
            entry.add("kind = :kind");
            contribution.add("false");
            values.put("kind", filter.kind().name());
        }
        if (filter.theme() != null) {
            entry.add(":theme = any (themes)");
            contribution.add("theme = :theme");
            values.put("theme", filter.theme().name());
        }
        if (filter.territory() != null) {
            entry.add(":territory = any (territories)");
            contribution.add("false");
            values.put("territory", filter.territory());
        }
        if (filter.plan() != null) {
            entry.add("plan = :plan");
            contribution.add(
                    "consultation_id in (select id from consultation where split_part(about, '/', 3) = :plan)");
            values.put("plan", filter.plan());
        }
        if (filter.since() != null) {
            entry.add("day >= :since");
            contribution.add("(published_at at time zone :zone)::date >= :since");
            values.put("since", filter.since());
        }
        if (filter.until() != null) {
            entry.add("day <= :until");
            contribution.add("(published_at at time zone :zone)::date <= :until");
            values.put("until", filter.until());
        }
        var hits = new Hits();
        db.sql("""
                with entry as materialized (
                    select address, kind, themes, territories, plan, day, (ts_rank(words, :both::tsquery, 1) * weight)::real as rank
                    from search_entry where words @@ :both::tsquery and shown_on <= :today %s limit %d),
                contribution as materialized (
                    select '/contributions/' || c.id, 'CONTRIBUTION', array_remove(array[c.theme], null), '{}'::text[],
                           nullif(split_part(k.about, '/', 3), ''), (c.published_at at time zone :zone)::date, (ts_rank(w.words, :own::tsquery, 1) * %s)::real
                    from (select contribution_id, words from contribution_words where words @@ :own::tsquery limit %d) w
                    cross join lateral (select id, theme, published_at, consultation_id from contribution
                                        where id = w.contribution_id and standing = 'PUBLIC' %s offset 0) c
                    join consultation k on k.id = c.consultation_id limit %d),
                found as materialized (select * from entry union all select * from contribution),
                total as (select (select count(*) from entry) as entries, (select count(*) from contribution) as contributions),
                counted as (
                    select 'KIND' as facet, kind as value, count(*) as count from found group by kind
                    union all
                    select 'THEME', theme, count(*) from found, unnest(themes) theme group by theme
                    union all
                    select 'PLAN', plan, count(*) from found where plan is not null group by plan
                    union all
                    (select 'TERRITORY', place, count(*) from found, unnest(territories) place where place not like 'COM-%%' and place not like 'NAT-%%'
                     group by place order by 3 desc, 2 limit %d)),
                shown as (
                    select address, row_number() over (order by rank desc, day desc nulls last, address) as place from found
                    order by rank desc, day desc nulls last, address limit %d offset :skipped)
                select facet, value, least(count, %d) as count, coalesce(t.name, p.title_fr) as name_fr, p.title_en as name_en
                from counted left join territory t on facet = 'TERRITORY' and t.code = value
                left join action_plan p on facet = 'PLAN' and p.slug = value
                union all
                select 'TOTAL', case when entries = %d or contributions = %d then 'CUT' else 'ALL' end, least(entries + contributions, %d), null, null from total
                union all
                select 'SHOWN', address, place, null, null from shown
                order by facet, count desc, value""".formatted(
                                and(entry),
                                ENTRIES,
                                Kind.CONTRIBUTION.weight(),
                                READ,
                                and(contribution),
                                CONTRIBUTIONS,
                                PLACES,
                                PAGE,
                                COUNTED + 1,
                                ENTRIES,
                                CONTRIBUTIONS,
                                COUNTED + 1))
                .params(values)
                .query(row -> {
                    take(row, hits);
                });
        return hits;
    }

    private static String and(List<String> conditions) {
        return conditions.stream().map(c -> " and " + c).collect(Collectors.joining());
    }

    private static void take(ResultSet row, Hits hits) throws SQLException {
        String facet = row.getString("facet"), value = row.getString("value");
        switch (facet) {
            case "TOTAL" -> {
                hits.count = row.getInt("count");
                hits.isCut = value.equals("CUT");
            }
            // They come last first.
            case "SHOWN" -> hits.addresses.addFirst(value);
            default ->
                hits.facets
                        .computeIfAbsent(Facet.valueOf(facet), _ -> new ArrayList<>())
                        .add(new Count(value, Bilingual.find(row, "name"), row.getInt("count")));
        }
    }

    private Found found(
            Asked asked, Read read, @Nullable Asked instead, boolean isInstead, Hits hits, Language language) {
        return new Found(
                asked,
                read.ignored(),
                instead,
                isInstead,
                hits.count,
                hits.isCut,
                hits.facets,
                hits.addresses.isEmpty() ? List.of() : show(read, hits.addresses, language));
    }

    /** Those of a page, with what was looked for marked: the only texts that are read whole. */
    private List<Find> show(Read read, List<String> addresses, Language language) {
        Map<String, Find> finds = new LinkedHashMap<>();
        db.sql("""
                with said as (
                    select address, kind, case when title_en is not null and :english then 'en' else 'fr' end as language,
                           title_fr, title_en, text_fr, text_en, day, fictional, :both::tsquery as words
                    from search_entry where address = any (:addresses)
                    union all
                    select '/contributions/' || id, 'CONTRIBUTION', language, search_plain(title), null, search_plain(text), null,
                           (published_at at time zone :zone)::date, fictional, :own::tsquery
                    from contribution where id = any (:contributions) and standing = 'PUBLIC'),
                told as (
                    select *, coalesce(case language when 'en' then title_en end, title_fr) as title,
                           left(coalesce(case language when 'en' then coalesce(text_en, case when title_en is not null then '' end) end, text_fr), 20000) as text,
                           case when title_en is not null and language = 'en' then 'search_en'::regconfig else 'search_fr'::regconfig end as stems
                    from said)
                select address, kind, language, day, fictional,
                       ts_headline(stems, title, words, U&'StartSel=\\E000, StopSel=\\E001, HighlightAll=true') as title,
                       ts_headline(stems, text, words, U&'StartSel=\\E000, StopSel=\\E001, MaxFragments=2, MaxWords=32, MinWords=18, FragmentDelimiter=" … "') as extract
                from told""")
                .param("both", read.both())
                .param("own", read.own())
                .param("english", language == Language.EN)
                .param("zone", clock.zone().getId())
                .param("addresses", addresses.toArray(String[]::new))
                .param(
                        "contributions",
                        addresses.stream()
                                .filter(a -> a.matches("/contributions/[0-9]+"))
                                .map(a -> Long.valueOf(a.substring("/contributions/".length())))
                                .toArray(Long[]::new))
                .query(row -> {
                    finds.put(
                            row.getString("address"),
                            new Find(
                                    row.getString("address"),
                                    Kind.valueOf(row.getString("kind")),
                                    row.getString("language"),
                                    Find.parts(row.getString("title")),
                                    Find.parts(row.getString("extract").replaceAll("\\s+", " ")),
                                    row.getObject("day", LocalDate.class),
                                    row.getBoolean("fictional")));
                });
        return addresses.stream()
                .flatMap(address -> Stream.ofNullable(finds.get(address)))
                .toList();
    }

    /** The same with each unknown word replaced by the nearest that is known; null where there is none. */
    private @Nullable Asked mend(Asked asked) {
        var words = asked.wanted(true)
                .filter(t -> !t.phrase())
                .map(Asked.Term::said)
                .filter(w -> w.matches("\\p{L}{4,30}"))
                .distinct()
                .toArray(String[]::new);
        if (words.length == 0) return null;
        Map<String, String> mended = new HashMap<>();
        db.sql("""
                select w.word, near.shown
                from (select word, unaccent(lower(word)) as folded from unnest(?) word) w
                cross join lateral (
                    select s.shown from search_word s
                    where s.folded % w.folded and levenshtein_less_equal(s.folded, w.folded, 2) <= case when length(w.folded) < 6 then 1 else 2 end
                    order by levenshtein_less_equal(s.folded, w.folded, 2), similarity(s.folded, w.folded) desc, s.folded limit 1) near
                where not exists (select from search_word k where k.folded = w.folded)""").param(words).query(row -> {
            mended.put(row.getString("word"), row.getString("shown"));
        });
        return mended.isEmpty()
                ? null
                : Asked.of(asked.terms().stream()
                        .map(t -> !t.phrase() && t.wanted()
                                ? new Asked.Term(mended.getOrDefault(t.said(), t.said()), true, false)
                                : t)
                        .toList());
    }
}
