package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the series of gatherings. */
@Component
class Cycles {
    private static final String SELECT = """
            select s.*, exists (select from gathering g where g.series_id = s.id
                                and g.standing in ('PUBLISHED', 'CANCELLED')) as is_public
            from series s
            """;

    private final JdbcClient db;

    Cycles(JdbcClient db) {
        this.db = db;
    }

    /** @throws NotFound where there is none, or nothing of it is public yet and this person does not prepare it */
    Cycle get(String slug, @Nullable Actor actor) {
        return db.sql(SELECT + "where s.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional()
                .filter(c -> c.isPublic() || actor != null && actor.is(Role.COORDINATOR))
                .orElseThrow(() -> new NotFound("series " + slug));
    }

    /** The series of a gathering, where it is of one. */
    Optional<Cycle> find(@Nullable Long id) {
        if (id == null) return Optional.empty();
        return db.sql(SELECT + "where s.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional();
    }

    private static Cycle read(ResultSet row) throws SQLException {
        return new Cycle(
                row.getLong("id"),
                row.getString("slug"),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "text"),
                row.getString("rule"),
                row.getObject("begins_on", LocalDate.class),
                row.getBoolean("fictional"),
                row.getBoolean("is_public"));
    }
}
