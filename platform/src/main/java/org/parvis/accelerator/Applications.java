package org.parvis.accelerator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.files.FileType;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to what a call receives. */
@Component
class Applications {
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient db;
    private final Calls calls;
    private final Files files;

    Applications(JdbcClient db, Calls calls, Files files) {
        this.db = db;
        this.calls = calls;
        this.files = files;
    }

    Application get(long id) {
        return db.sql("select * from application where id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .single();
    }

    /** One that was submitted, withdrawn ones too; whoever calls has authorised. */
    Application get(Call call, int number) {
        return db.sql("select * from application where call_id = ? and number = ?")
                .params(call.id(), number)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("application " + number));
    }

    /**
     * The same, for whoever holds the call and those who applied.
     *
     * @throws Forbidden for everyone else
     */
    Application getRead(Call call, int number, Actor actor) {
        if (!call.isPublic()) throw new NotFound("call " + call.slug());
        var application = get(call, number);
        if (!calls.isAgent(call, actor) && !isApplicant(application, actor)) throw new Forbidden();
        return application;
    }

    /** Whether this person applied, first or with others. */
    private boolean isApplicant(Application application, Actor actor) {
        return application.applicant() != null && application.applicant() == actor.personId()
                || db.sql("select count(*) from co_applicant where application_id = ? and person_id = ?")
                                .params(application.id(), actor.personId())
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /** What a person applied with, or began to; those with others too. */
    record Own(Application application, Call call) {}

    List<Own> listOwn(Actor actor) {
        var own = db.sql("""
                select * from application a where a.applicant_id = :person
                or exists (select from co_applicant c where c.application_id = a.id and c.person_id = :person)
                order by a.changed_at desc limit 100""")
                .param("person", actor.personId())
                .query((row, _) -> read(row))
                .list();
        Map<Long, Call> byId = new HashMap<>();
        if (!own.isEmpty()) calls.list(null).forEach(call -> byId.put(call.id(), call));
        return own.stream()
                .flatMap(a -> Optional.ofNullable(byId.get(a.call())).stream().map(call -> new Own(a, call)))
                .toList();
    }

    /** Which of a call's applications are looked for. */
    enum Filter {
        ALL,
        TO_CHECK,
        CORRECTED,
        ELIGIBLE,
        INELIGIBLE,
        WITHDRAWN;

        private String where() {
            return switch (this) {
                case ALL -> "standing = 'SUBMITTED'";
                case TO_CHECK -> "standing = 'SUBMITTED' and eligible is null";
                case CORRECTED ->
                    "standing = 'SUBMITTED' and exists (select from correction c where c.application_id = a.id and c.answered_at is not null)";
                case ELIGIBLE -> "standing = 'SUBMITTED' and eligible";
                case INELIGIBLE -> "standing = 'SUBMITTED' and not eligible";
                case WITHDRAWN -> "standing = 'WITHDRAWN'";
            };
        }
    }

    static final int PAGE = 50;

    /** A page of them, and one more where there are more; in the order of their numbers. */
    List<Application> list(Call call, Filter filter, int after) {
        return db.sql("select * from application a where call_id = ? and number > ? and " + filter.where()
                        + " order by number limit ?")
                .params(call.id(), after, PAGE + 1)
                .query((row, _) -> read(row))
                .list();
    }

    /** How many there are of each. */
    Map<Filter, Integer> count(Call call) {
        Map<Filter, Integer> counts = new EnumMap<>(Filter.class);
        String columns = Stream.of(Filter.values())
                .map(f -> "count(*) filter (where " + f.where() + ") as " + f)
                .collect(Collectors.joining(", "));
        db.sql("select " + columns + " from application a where call_id = ? and standing <> 'DRAFT'")
                .param(call.id())
                .query((row, _) -> {
                    for (Filter filter : Filter.values()) counts.put(filter, row.getInt(filter.name()));
                    return counts;
                })
                .single();
        return counts;
    }

    /** An application as it leaves for the coordination's own work. */
    record Line(Application application, Map<Long, String> answers) {}

    /** All that were submitted, withdrawn ones too, with what they answer; each as it comes. */
    void stream(Call call, Consumer<Line> out) {
        try (var lines = db
                .sql("""
                select a.*, (select jsonb_object_agg(field_id, value) from (
                                 select field_id, value from application_answer x where x.application_id = a.id
                                 union all
                                 select x.field_id, string_agg(f.name, E'\\n' order by f.name) from application_file x
                                 join file f on f.id = x.file_id where x.application_id = a.id group by x.field_id) v) as answers
                from application a where a.call_id = ? and a.number is not null order by a.number""")
                .param(call.id())
                .query((row, _) -> {
                    String answers = row.getString("answers");
                    return new Line(
                            read(row),
                            answers == null
                                    ? Map.of()
                                    : JSON.readValue(answers, new TypeReference<Map<Long, String>>() {}));
                })
                .stream()) {
            lines.forEach(out);
        }
    }

    /** Nothing of it is kept, its files neither. */
    void delete(long id) {
        listFiles(id).forEach(files::remove);
        db.sql("delete from application where id = ?").param(id).update();
    }

    /** All that it said goes, but what the figures of the call are made of. */
    void forget(long id, Instant now) {
        listFiles(id).forEach(files::remove);
        for (String table : List.of("application_answer", "eligibility_answer", "correction", "co_applicant"))
            db.sql("delete from " + table + " where application_id = ?")
                    .param(id)
                    .update();
        db.sql("""
                update application set (applicant_id, name, summary, check_reason, shortlist_reason, forgotten_at)
                = (null, '', '', null, null, ?) where id = ?""").params(Values.of(now, id)).update();
    }

    private List<UUID> listFiles(long id) {
        return db.sql("delete from application_file where application_id = ? returning file_id")
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
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
                Calls.instant(row, "forgotten_at"),
                row.getBoolean("fictional"));
    }
}
