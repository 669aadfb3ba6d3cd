package org.parvis.territories;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to where: the country, its regions, départements and communes. */
@Component
public class Territories {
    private static final String SELECT = """
            select t.*, p.code as parent_code, p.name as parent_name from territory t left join territory p on p.id = t.parent_id
            """;

    private final JdbcClient db;

    Territories(JdbcClient db) {
        this.db = db;
    }

    /** @throws NotFound where there is no such code, not even one that became part of another */
    public Territory get(String code) {
        return find(code).orElseThrow(() -> new NotFound("territory " + code));
    }

    public Optional<Territory> find(String code) {
        return db.sql(SELECT + "where t.code = ?")
                .param(code)
                .query(Territories::read)
                .optional();
    }

    /** The territory that the code of one that is no more leads to. */
    public Optional<Territory> findMerged(String code) {
        return db.sql(SELECT + "where t.code = (select into_code from territory_merger where code = ?)")
                .param(code)
                .query(Territories::read)
                .optional();
    }

    /** Those of some codes, by their code. */
    public Map<String, Territory> find(Collection<String> codes) {
        if (codes.isEmpty()) return Map.of();
        return db
                .sql(SELECT + "where t.code = any (?)")
                .param(codes.toArray(String[]::new))
                .query(Territories::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Territory::code, t -> t));
    }

    /** What codes that are no more became part of, by the old code. */
    public Map<String, String> findMergers(Collection<String> codes) {
        if (codes.isEmpty()) return Map.of();
        return db
                .sql("select code, into_code from territory_merger where code = any (?)")
                .param(codes.toArray(String[]::new))
                .query((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** All of a level, by name; communes by the thousand: not for a page. */
    public List<Territory> list(Level level) {
        return db.sql(SELECT + "where t.level = ? order by t.folded, t.code")
                .param(level.name())
                .query(Territories::read)
                .list();
    }

    /** What lies in it, by name; of communes the most populous. */
    public List<Territory> listIn(Territory territory, int most) {
        return db.sql(SELECT + """
                where t.parent_id = ? order by t.level, case when t.level = 'COM' then -coalesce(t.population, 0) else 0 end,
                         t.folded, t.code limit ?""")
                .params(territory.id(), most)
                .query(Territories::read)
                .list();
    }

    /** It and what it lies in, the country first. */
    public List<Territory> listAround(Territory territory) {
        return db.sql("""
                with recursive around as (
                    select t.*, 0 as depth from territory t where t.id = ?
                    union all select p.*, depth + 1 from around a join territory p on p.id = a.parent_id)
                select t.*, p.code as parent_code, p.name as parent_name from around t left join territory p on p.id = t.parent_id
                order by depth desc""").param(territory.id()).query(Territories::read).list();
    }

    /**
     * By name, by its beginning, by its words, or by postcode: the largest first, and the most populous.
     *
     * @param typed what somebody typed; nothing where it has no letter or figure
     */
    public List<Territory> search(String typed, int most) {
        String words = fold(typed);
        if (words.isEmpty() || words.length() > 100) return List.of();
        String postcode = words.replace(" ", "");
        return postcode.matches("[0-9]{4,8}")
                ? db.sql(
                                SELECT
                                        + "where t.postcodes @> array[?]::text[] order by t.population desc nulls last, t.code limit ?")
                        .params(postcode, most)
                        .query(Territories::read)
                        .list()
                : db.sql(SELECT + """
                        where t.folded like ? or t.folded like ? or t.code = ?
                        order by t.folded <> ?, array_position(array['NAT', 'REG', 'DEPT', 'COM'], t.level), t.folded not like ?, t.population desc nulls last, t.code limit ?""")
                        .params(Values.of(
                                words + "%",
                                "% " + words + "%",
                                typed.strip().toUpperCase(Locale.ROOT),
                                words,
                                words + "%",
                                most))
                        .query(Territories::read)
                        .list();
    }

    /** The areas of a map of a level, in a picture of 1010 by 1160. */
    public List<Territory.Contour> listContours(Level level) {
        return db.sql(
                        "select code, name, contour, placed from territory where level = ? and contour is not null order by id")
                .param(level.name())
                .query((row, _) -> new Territory.Contour(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("contour"),
                        row.getString("placed")))
                .list();
    }

    /** Where the list that is loaded comes from, and its licence. */
    public record Source(String source, String licence) {}

    public Source source() {
        return db.sql("select source, licence from territory_list")
                .query((row, _) -> new Source(row.getString(1), row.getString(2)))
                .single();
    }

    /** A name as anyone would type it: without case, accents and punctuation. */
    public static String fold(String name) {
        return Normalizer.normalize(name.replace("œ", "oe").replace("Œ", "oe"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    private static Territory read(ResultSet row, int number) throws SQLException {
        int population = row.getInt("population");
        @Nullable Integer people = row.wasNull() ? null : population;
        return new Territory(
                row.getInt("id"),
                row.getString("code"),
                Level.valueOf(row.getString("level")),
                row.getString("parent_code"),
                row.getString("parent_name"),
                row.getString("name"),
                people,
                List.of((String[])
                        Objects.requireNonNull(row.getArray("postcodes")).getArray()));
    }
}
