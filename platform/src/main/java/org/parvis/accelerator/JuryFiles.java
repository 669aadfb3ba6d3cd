package org.parvis.accelerator;

import java.util.UUID;
import org.parvis.files.FileReader;
import org.parvis.web.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Jurors read what is attached to the applications that they were given, where the form shows it to their college. */
@Component
class JuryFiles implements FileReader {
    private final JdbcClient db;

    JuryFiles(JdbcClient db) {
        this.db = db;
    }

    @Override
    public boolean mayRead(UUID file, Actor actor) {
        return db.sql("""
                select exists (
                    select from application_file f join call_field q on q.id = f.field_id
                    join assignment a on a.application_id = f.application_id and a.ended_at is null
                    join call_juror j on j.id = a.juror_id and j.left_at is null and q.seen_by in ('ALL', j.college)
                    where f.file_id = :file and (j.person_id = :person
                          or j.person_id is null and lower(j.email) = (select lower(email) from person where id = :person)))""")
                .param("file", file)
                .param("person", actor.personId())
                .query(Boolean.class)
                .single();
    }
}
