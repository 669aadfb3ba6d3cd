package org.parvis.participation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts how far consultations are answered. What is small is counted for each reader; what is large is counted at most once a
 * minute by whoever comes first, beside the readers, who meanwhile see the last count with its time.
 */
@Component
class Coverages {
    private static final Logger LOG = LoggerFactory.getLogger(Coverages.class);
    /** Up to so many contributions are counted for each reader. */
    static final int LIVE = 20_000;

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final InstantSource realTime;

    Coverages(JdbcClient db, TransactionTemplate transaction, JsonMapper json, InstantSource realTime) {
        this.db = db;
        this.transaction = transaction;
        this.json = json;
        this.realTime = realTime;
    }

    Coverage of(Consultation consultation) {
        if (!isLarge(consultation)) return count(consultation, null);
        var kept = find(consultation);
        if (kept.isEmpty())
            return recount(consultation).or(() -> find(consultation)).orElseGet(() -> count(consultation, null));
        if (Objects.requireNonNull(kept.get().countedAt())
                .isBefore(realTime.instant().minus(FRESH)))
            Thread.ofVirtual().name("coverage").start(() -> refresh(consultation));
        return kept.get();
    }

    private boolean isLarge(Consultation consultation) {
        return db.sql("""
                        select count(*) from (select from contribution where consultation_id = ? and standing = 'PUBLIC' limit ?) counted""")
                        .params(consultation.id(), LIVE + 1)
                        .query(Integer.class)
                        .single()
                > LIVE;
    }

    /** The last count that was kept. */
    Optional<Coverage> find(Consultation consultation) {
        return db.sql("select coverage from consultation_coverage where consultation_id = ?")
                .param(consultation.id())
                .query((row, _) -> json.readValue(row.getString("coverage"), Coverage.class))
                .optional();
    }

    private void refresh(Consultation consultation) {
        try {
            recount(consultation);
        } catch (RuntimeException e) {
            LOG.warn("The coverage of {} is counted at the next look: {}", consultation.slug(), e.getMessage());
        }
    }

    /** Counts it and keeps the count, unless someone is at it. */
    Optional<Coverage> recount(Consultation consultation) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            boolean alone = db.sql("select pg_try_advisory_xact_lock(hashtextextended('coverage', ?))")
                    .param(consultation.id())
                    .query(Boolean.class)
                    .single();
            if (!alone) return Optional.<Coverage>empty();
            var now = realTime.instant();
            var counted = count(consultation, now);
            db.sql("""
                    insert into consultation_coverage (consultation_id, counted_at, coverage) values (?, ?, ?::jsonb)
                    on conflict (consultation_id) do update set counted_at = excluded.counted_at, coverage = excluded.coverage""")
                    .params(Values.of(consultation.id(), now, json.writeValueAsString(counted)))
                    .update();
            return Optional.of(counted);
        }));
    }

    /** Delays run from the close of the consultation, or from the publication where it came before the answer. */
    private Coverage count(Consultation consultation, @Nullable Instant at) {
        record Row(boolean byTheme, boolean byHolder, Coverage.Share share, Map<Outcome, Long> outcomes) {}
        var rows = db.sql("""
                        with c as (
                            select c.*, coalesce(t.organisation_id, g.organisation_id) as holder_id from contribution c
                            join consultation_holder g on g.consultation_id = c.consultation_id and g.theme is null
                            left join consultation_holder t on t.consultation_id = c.consultation_id and t.theme = c.theme
                            where c.consultation_id = :id and c.standing = 'PUBLIC'),
                        share as (
                            select grouping(c.theme) = 0 as by_theme, grouping(c.holder_id) = 0 as by_holder, c.theme, c.holder_id,
                                   count(*) as contributions, count(c.response_id) as answered,
                                   percentile_disc(0.5) within group (order by extract(day from c.answered_at - c.published_at))
                                       filter (where c.response_id is not null)::int as median,
                                   min(c.published_at) filter (where c.response_id is null) as oldest
                            from c group by grouping sets ((), (c.theme), (c.holder_id)))
                        select share.*, o.slug, o.name_fr, o.name_en, o.acronym, whole.* from share
                        left join organisation o on by_holder and o.id = share.holder_id
                        left join lateral (
                            select (select id from contribution where consultation_id = :id and standing = 'PUBLIC' and response_id is null
                                    order by published_at, id limit 1) as oldest_id,
                                   (select jsonb_object_agg(outcome, n) from (
                                        select outcome, count(*) as n from contribution
                                        where consultation_id = :id and standing = 'PUBLIC' and outcome is not null group by outcome) by_outcome)
                                       as outcomes) whole on not by_theme and not by_holder""")
                .param("id", consultation.id())
                .query((row, _) -> {
                    String theme = row.getString("theme");
                    var oldest = row.getTimestamp("oldest");
                    String outcomes = row.getString("outcomes");
                    return new Row(
                            row.getBoolean("by_theme"),
                            row.getBoolean("by_holder"),
                            new Coverage.Share(
                                    theme == null ? null : Theme.valueOf(theme),
                                    Organisations.findName(row, ""),
                                    row.getLong("contributions"),
                                    row.getLong("answered"),
                                    row.getObject("median", Integer.class),
                                    row.getObject("oldest_id", Long.class),
                                    oldest == null
                                            ? null
                                            : LocalDate.ofInstant(oldest.toInstant(), consultation.zone())),
                            outcomes == null
                                    ? Map.of()
                                    : json.readValue(outcomes, new TypeReference<Map<Outcome, Long>>() {}));
                })
                .list();
        var all = rows.stream()
                .filter(r -> !r.byTheme() && !r.byHolder())
                .findFirst()
                .orElseThrow();
        return new Coverage(
                all.share(),
                rows.stream()
                        .filter(Row::byTheme)
                        .map(Row::share)
                        .sorted(Comparator.comparing(
                                Coverage.Share::theme, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList(),
                rows.stream().filter(Row::byHolder).map(Row::share).toList(),
                all.outcomes(),
                at);
    }

    /** How many contributions of a consultation await each of these organisations. */
    Map<String, Long> countWaiting(Consultation consultation) {
        return of(consultation).organisations().stream()
                .filter(s -> s.waiting() > 0 && s.organisation() != null)
                .collect(Collectors.toMap(
                        s -> Objects.requireNonNull(s.organisation()).slug(), Coverage.Share::waiting));
    }
}
