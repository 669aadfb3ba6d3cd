package org.parvis.barometer;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.territories.Level;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to what is measured. */
@Component
public class Indicators {
    private static final String SELECT = """
            select i.*, d.code as denominator, o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en,
                   o.acronym as org_acronym
            from indicator i left join organisation o on o.id = i.organisation_id left join indicator d on d.id = i.denominator_id
            """;

    private final JdbcClient db;

    Indicators(JdbcClient db) {
        this.db = db;
    }

    /** @throws NotFound where there is none, or this person may not know of it yet */
    public Indicator get(String code, @Nullable Actor actor) {
        return find(code)
                .filter(i -> i.published() || i.isHeldBy(actor))
                .orElseThrow(() -> new NotFound("indicator " + code));
    }

    /**
     * The same, for whoever holds it.
     *
     * @throws Forbidden for everyone else
     */
    Indicator getHeld(String code, Actor actor) {
        var indicator = get(code, actor);
        if (!indicator.isHeldBy(actor)) throw new Forbidden();
        return indicator;
    }

    Optional<Indicator> find(String code) {
        return db.sql(SELECT + "where i.code = ?")
                .param(code)
                .query(Indicators::read)
                .optional();
    }

    /** All that are published, by their policy and their number; drafts for whoever holds them. */
    List<Indicator> list(@Nullable Actor actor) {
        return db
                .sql(SELECT + "order by i.topic_fr collate \"fr-x-icu\", i.id limit 2000")
                .query(Indicators::read)
                .list()
                .stream()
                .filter(i -> i.published() || i.isHeldBy(actor))
                .toList();
    }

    /** Those of some codes, by their code; drafts too. */
    Map<String, Indicator> listOf(Collection<String> codes) {
        return db
                .sql(SELECT + "where i.code = any (?)")
                .param(codes.toArray(String[]::new))
                .query(Indicators::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Indicator::code, i -> i));
    }

    List<Indicator> find(Collection<Integer> ids) {
        return ids.isEmpty()
                ? List.of()
                : db.sql(SELECT + "where i.id = any (?) order by i.id")
                        .param(ids.toArray(Integer[]::new))
                        .query(Indicators::read)
                        .list();
    }

    /** Those that are published and measure this engagement or commitment. */
    List<Indicator> listMeasuring(String about) {
        return db.sql(SELECT + """
                join indicator_tie t on t.indicator_id = i.id where t.about = ? and i.published_at is not null order by i.id""").param(about).query(Indicators::read).list();
    }

    /** What an indicator measures, and how much it weighs in the rate of that. */
    public record Tie(int indicator, String about, BigDecimal weight) {}

    /** Of published indicators, to these engagements and commitments; to any where none is named. */
    List<Tie> listTies(Collection<String> abouts) {
        return db.sql("""
                select t.* from indicator_tie t join indicator i on i.id = t.indicator_id
                where i.published_at is not null and (cardinality(:abouts::text[]) = 0 or t.about = any (:abouts))
                order by t.about, t.indicator_id""")
                .param("abouts", abouts.toArray(String[]::new))
                .query((row, _) ->
                        new Tie(row.getInt("indicator_id"), row.getString("about"), row.getBigDecimal("weight")))
                .list();
    }

    List<Tie> listTies(Indicator indicator) {
        return db.sql("select * from indicator_tie where indicator_id = ? order by about")
                .param(indicator.id())
                .query((row, _) ->
                        new Tie(row.getInt("indicator_id"), row.getString("about"), row.getBigDecimal("weight")))
                .list();
    }

    private static Indicator read(ResultSet row, int number) throws SQLException {
        int threshold = row.getInt("threshold");
        @Nullable Integer least = row.wasNull() ? null : threshold;
        return new Indicator(
                row.getInt("id"),
                row.getString("code"),
                row.getInt("edition"),
                row.getString("org_slug") == null ? null : Organisations.name(row, "org_"),
                Bilingual.get(row, "topic"),
                Bilingual.get(row, "name"),
                Bilingual.get(row, "definition"),
                Bilingual.get(row, "method"),
                Bilingual.get(row, "unit"),
                Direction.valueOf(row.getString("direction")),
                row.getInt("period_months"),
                row.getInt("delay_days"),
                Bilingual.get(row, "source"),
                row.getString("source_url"),
                row.getString("licence"),
                Level.valueOf(row.getString("finest")),
                Aggregation.valueOf(row.getString("aggregation")),
                row.getString("denominator"),
                least,
                row.getTimestamp("published_at") != null,
                row.getBoolean("fictional"));
    }
}
