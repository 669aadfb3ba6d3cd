package org.parvis.accelerator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.parvis.files.FileType;
import org.parvis.files.StoredFile;
import org.parvis.territories.Theme;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to what a call receives. */
@Component
class Applications {
    private final JdbcClient db;
    private final Calls calls;

    Applications(JdbcClient db, Calls calls) {
        this.db = db;
        this.calls = calls;
    }

    /** One that was submitted, withdrawn ones too; whoever calls has authorised. */
    Application get(Call call, int number) {
        return db.sql("select * from application where call_id = ? and number = ?")
                .params(call.id(), number)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("application " + number));
    }

    /** All that were submitted and not withdrawn, in the order of their numbers; whoever calls has authorised. */
    List<Application> list(Call call) {
        return db.sql("select * from application where call_id = ? and standing = 'SUBMITTED' order by number")
                .param(call.id())
                .query((row, _) -> read(row))
                .list();
    }

    /** What a college reads of it, in the form's order; what is not answered is left out. */
    List<Application.Answer> listAnswers(Application application, CallCollege college) {
        return listAnswers(application).stream()
                .filter(answer -> answer.field().isReadBy(college))
                .toList();
    }

    /** All that it answers, in the form's order. */
    List<Application.Answer> listAnswers(Application application) {
        Map<Long, String> values = new HashMap<>();
        db.sql("select field_id, value from application_answer where application_id = ?")
                .param(application.id())
                .query((row, _) -> values.put(row.getLong(1), row.getString(2)))
                .list();
        Map<Long, List<StoredFile>> files = new HashMap<>();
        db.sql("""
                select a.field_id, f.id, f.name, f.type, c.size, encode(f.sha256, 'hex') as sha256
                from application_file a join file f on f.id = a.file_id join file_content c on c.sha256 = f.sha256
                where a.application_id = ? order by f.uploaded_at, f.id""")
                .param(application.id())
                .query((row, _) -> files.computeIfAbsent(row.getLong("field_id"), _ -> new ArrayList<>())
                        .add(new StoredFile(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                FileType.valueOf(row.getString("type")),
                                row.getLong("size"),
                                row.getString("sha256"))))
                .list();
        return calls.listFields(calls.get(application.call())).stream()
                .map(field -> new Application.Answer(
                        field, values.getOrDefault(field.id(), ""), files.getOrDefault(field.id(), List.of())))
                .filter(answer -> !answer.isEmpty())
                .toList();
    }

    static Application read(ResultSet row) throws SQLException {
        String kind = row.getString("kind"), theme = row.getString("theme"), outcome = row.getString("outcome");
        return new Application(
                row.getLong("id"),
                row.getLong("call_id"),
                row.getObject("number", Integer.class),
                Application.Standing.valueOf(row.getString("standing")),
                row.getObject("applicant_id", Long.class),
                kind == null ? null : ApplicantKind.valueOf(kind),
                row.getString("name"),
                row.getString("title"),
                row.getString("summary"),
                theme == null ? null : Theme.valueOf(theme),
                row.getString("territory"),
                row.getBoolean("consents"),
                row.getInt("edition"),
                Objects.requireNonNull(Calls.instant(row, "started_at")),
                Objects.requireNonNull(Calls.instant(row, "changed_at")),
                Calls.instant(row, "submitted_at"),
                row.getString("digest"),
                Calls.instant(row, "withdrawn_at"),
                row.getObject("eligible", Boolean.class),
                Calls.instant(row, "checked_at"),
                row.getString("check_reason"),
                Calls.instant(row, "shortlisted_at"),
                row.getString("shortlist_reason"),
                outcome == null ? null : Application.Outcome.valueOf(outcome),
                row.getBoolean("fictional"));
    }
}
