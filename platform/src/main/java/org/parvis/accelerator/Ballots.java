package org.parvis.accelerator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door to sealed ballots: a juror's own, to that juror. Nothing else in the application reads a ballot before its college is
 * closed; after that, the view {@code opened_ballot} shows them.
 */
@Component
class Ballots {
    private final JdbcClient db;
    private final CivicClock clock;
    private final JsonMapper json;

    Ballots(JdbcClient db, CivicClock clock, JsonMapper json) {
        this.db = db;
        this.clock = clock;
        this.json = json;
    }

    /** An application that a juror reads, as their list shows it. */
    record Reading(
            int number,
            String title,
            @Nullable Instant savedAt,
            @Nullable Instant handedAt) {
        public boolean isHanded() {
            return handedAt != null;
        }
    }

    /** What a juror reads, in the order of the numbers. */
    List<Reading> list(Juror juror) {
        return db.sql("""
                select c.number, c.title, b.saved_at, b.handed_at from assignment a
                join application c on c.id = a.application_id and c.standing = 'SUBMITTED'
                left join ballot b on b.assignment_id = a.id
                where a.juror_id = ? and a.ended_at is null order by c.number""")
                .param(juror.id())
                .query((row, _) -> new Reading(
                        row.getInt("number"),
                        row.getString("title"),
                        Calls.instant(row, "saved_at"),
                        Calls.instant(row, "handed_at")))
                .list();
    }

    /**
     * A juror's own ballot of an application.
     *
     * @param criteria those of the juror's college
     * @param edition 0 where nothing is saved yet
     * @param next the number of the next application without a ballot of theirs
     */
    record Ballot(
            long assignment,
            Application application,
            List<Criterion> criteria,
            Map<Long, Integer> scores,
            String comment,
            int edition,
            @Nullable Instant handedAt,
            @Nullable Integer next) {}

    /** Nothing where this juror does not read it. */
    Optional<Ballot> find(Juror juror, int number) {
        return db.sql("""
                select c.*, a.id as assignment, b.comment, b.edition as saved, b.handed_at,
                       (select jsonb_object_agg(s.criterion_id, s.score) from ballot_score s where s.assignment_id = a.id) as scores,
                       (select jsonb_agg(jsonb_build_object(
                            'id', k.id, 'college', k.college, 'position', k.position, 'scale', k.scale, 'weight', k.weight,
                            'name', jsonb_build_object('fr', k.name_fr, 'en', k.name_en),
                            'guidance', jsonb_build_object('fr', k.guidance_fr, 'en', k.guidance_en)) order by k.position)
                        from criterion k join call_juror j on j.id = a.juror_id and j.call_id = k.call_id and j.college = k.college)
                       as criteria,
                       (select n.number from assignment m join application n on n.id = m.application_id
                        left join ballot o on o.assignment_id = m.id
                        where m.juror_id = a.juror_id and m.ended_at is null and o.handed_at is null and m.id <> a.id
                              and n.standing = 'SUBMITTED'
                        order by n.number < c.number, n.number limit 1) as next
                from assignment a join application c on c.id = a.application_id left join ballot b on b.assignment_id = a.id
                where a.juror_id = ? and a.ended_at is null and c.number = ? and c.standing = 'SUBMITTED'""")
                .params(juror.id(), number)
                .query((row, _) -> {
                    String scores = row.getString("scores"), comment = row.getString("comment");
                    return new Ballot(
                            row.getLong("assignment"),
                            Applications.read(row),
                            json.readValue(row.getString("criteria"), new TypeReference<List<Criterion>>() {}),
                            scores == null
                                    ? Map.of()
                                    : json.readValue(scores, new TypeReference<Map<Long, Integer>>() {}),
                            comment == null ? "" : comment,
                            row.getInt("saved"),
                            Calls.instant(row, "handed_at"),
                            row.getObject("next", Integer.class));
                })
                .optional();
    }

    /** @throws NotFound where this juror does not read it */
    Ballot get(Juror juror, int number) {
        return find(juror, number).orElseThrow(() -> new NotFound("ballot " + number));
    }

    /** What a college reads of an application, answers and files, at one stroke. */
    List<Application.Answer> listSeen(Application application, CallCollege college) {
        record File(UUID id, String name, FileType type, long size, String sha256) {}
        return db
                .sql("""
                select f.*, v.value, (
                    select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'type', s.type, 'size', t.size,
                                                        'sha256', encode(s.sha256, 'hex')) order by s.uploaded_at, s.id)
                    from application_file a join file s on s.id = a.file_id join file_content t on t.sha256 = s.sha256
                    where a.application_id = ? and a.field_id = f.id) as files
                from call_field f left join application_answer v on v.field_id = f.id and v.application_id = ?
                where f.call_id = ? and f.seen_by in ('ALL', ?) order by f.position""")
                .params(application.id(), application.id(), application.call(), college.name())
                .query((row, _) -> {
                    String value = row.getString("value"), files = row.getString("files");
                    return new Application.Answer(
                            field(row),
                            value == null ? "" : value,
                            files == null
                                    ? List.of()
                                    : json.readValue(files, new TypeReference<List<File>>() {}).stream()
                                            .map(f -> new StoredFile(f.id(), f.name(), f.type(), f.size(), f.sha256()))
                                            .toList());
                })
                .list()
                .stream()
                .filter(answer -> !answer.isEmpty())
                .toList();
    }

    private CallField field(ResultSet row) throws SQLException {
        return new CallField(
                row.getLong("id"),
                row.getInt("position"),
                CallField.Kind.valueOf(row.getString("kind")),
                Bilingual.get(row, "section"),
                Bilingual.get(row, "label"),
                Bilingual.get(row, "hint"),
                json.readValue(row.getString("options"), new TypeReference<List<Bilingual>>() {}),
                row.getBoolean("required"),
                row.getObject("shown_if", Long.class),
                row.getString("shown_value"),
                null);
    }

    /**
     * What a juror typed, and checked: a score in its scale, or none yet.
     *
     * @param edition of what they saw when they began; {@code sheet} names the page on which they type
     * @param complete whether every criterion has its score
     */
    record Sheet(Map<Long, Integer> scores, String comment, int edition, UUID sheet, boolean complete) {}

    /**
     * Keeps a ballot. What was handed in stays so while it is complete.
     *
     * @param hand whether it counts from now on
     * @throws BadInput where the college was closed meanwhile, somebody else reads it now, or it was saved from another page
     */
    @Transactional
    public void save(Actor actor, Call call, Juror juror, long assignment, Sheet sheet, boolean hand) {
        // Whoever closes the college waits for this ballot, and this one sees whether it is closed.
        db.sql("select 1 from call where id = ? for share")
                .param(call.id())
                .query((row, _) -> row.getInt(1))
                .single();
        boolean closed = db.sql("select exists (select from call_step where call_id = ? and step = any (?))")
                .params(
                        call.id(),
                        new String[] {juror.college() == CallCollege.ADMINISTRATION ? "READ" : "JUDGED", "CANCELLED"})
                .query(Boolean.class)
                .single();
        if (closed) throw new BadInput("accelerator.ballot.closed");
        boolean theirs = db.sql(
                        "select 1 from assignment where id = ? and juror_id = ? and ended_at is null for update")
                .params(assignment, juror.id())
                .query((row, _) -> row.getInt(1))
                .optional()
                .isPresent();
        if (!theirs) throw new BadInput("accelerator.ballot.not-yours");
        int saved = db.sql("""
                insert into ballot as b (assignment_id, comment, sheet, saved_at, handed_at)
                select :assignment, :comment, :sheet, :now, case when :hand then :now::timestamptz end
                where :edition = 0 or exists (select from ballot where assignment_id = :assignment)
                on conflict (assignment_id) do update
                set (comment, sheet, saved_at, handed_at, edition) = (excluded.comment, excluded.sheet, excluded.saved_at,
                     case when :hand then excluded.handed_at when :complete then b.handed_at end, b.edition + 1)
                where b.edition = :edition or b.sheet = :sheet""")
                .param("assignment", assignment)
                .param("comment", sheet.comment())
                .param("sheet", sheet.sheet())
                .param("now", clock.now().atOffset(java.time.ZoneOffset.UTC))
                .param("hand", hand && sheet.complete())
                .param("complete", sheet.complete())
                .param("edition", sheet.edition())
                .update();
        if (saved == 0) throw new BadInput("accelerator.ballot.overtaken");
        var criteria = List.copyOf(sheet.scores().keySet());
        db.sql("delete from ballot_score where assignment_id = ? and criterion_id <> all (?)")
                .params(assignment, criteria.toArray(Long[]::new))
                .update();
        db.sql("""
                insert into ballot_score (assignment_id, criterion_id, score)
                select ?, s.criterion, s.score from unnest(?::bigint[], ?::int[]) as s (criterion, score)
                on conflict (assignment_id, criterion_id) do update set score = excluded.score""")
                .params(
                        assignment,
                        criteria.toArray(Long[]::new),
                        criteria.stream().map(sheet.scores()::get).toArray(Integer[]::new))
                .update();
        db.sql("update call_juror set person_id = ? where id = ? and person_id is null")
                .params(actor.personId(), juror.id())
                .update();
    }

    /** An application with which a juror may be in conflict, by the words of its title or of whom it is from. */
    record Candidate(int number, String title, String name, boolean declared) {}

    static final int FOUND = 50;

    /** The first of those that a juror may be given, or was. */
    List<Candidate> search(Juror juror, String words) {
        return db.sql("""
                select c.number, c.title, c.name, exists (select from conflict x where x.application_id = c.id and x.juror_id = :juror)
                       as declared
                from application c where c.call_id = :call and """ + " " + Assignments.READ + """
                and (:words = '' or c.number::text = :words or strpos(lower(c.title || ' ' || c.name), lower(:words)) > 0)
                order by c.number limit :most""")
                .param("juror", juror.id())
                .param("call", juror.call())
                .param("college", juror.college().name())
                .param("words", words)
                .param("most", FOUND)
                .query((row, _) -> new Candidate(
                        row.getInt("number"),
                        row.getString("title"),
                        row.getString("name"),
                        row.getBoolean("declared")))
                .list();
    }
}
