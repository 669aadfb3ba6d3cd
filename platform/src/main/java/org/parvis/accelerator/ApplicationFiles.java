package org.parvis.accelerator;

import java.util.UUID;
import org.parvis.files.FileReader;
import org.parvis.web.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who reads what is attached to an application: whoever holds the call, and those who applied. */
@Component
class ApplicationFiles implements FileReader {
    private final JdbcClient db;
    private final Calls calls;

    ApplicationFiles(JdbcClient db, Calls calls) {
        this.db = db;
        this.calls = calls;
    }

    @Override
    public boolean mayRead(UUID file, Actor actor) {
        record Attached(long call, boolean applies, boolean submitted) {}
        return db
                .sql("""
                select a.call_id as call, a.number is not null as submitted,
                       a.applicant_id = :person
                       or exists (select from co_applicant c where c.application_id = a.id and c.person_id = :person) as applies
                from application_file f join application a on a.id = f.application_id where f.file_id = :file""")
                .param("person", actor.personId())
                .param("file", file)
                .query((row, _) ->
                        new Attached(row.getLong("call"), row.getBoolean("applies"), row.getBoolean("submitted")))
                .list()
                .stream()
                .anyMatch(
                        a -> a.applies() || a.submitted() && calls.get(a.call()).isOrganisedBy(actor));
    }
}
