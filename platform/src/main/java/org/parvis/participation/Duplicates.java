package org.parvis.participation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.house.Works;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The door to what looks alike in a consultation: found by {@link NearDuplicates}, corrected by people, decided by nobody here. */
@Component
class Duplicates {
    static final int PAGE = 20, SHOWN = 4, MOST = 500;
    private static final int BATCH = 5_000;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Works works;
    private final SearchDuplicates work;
    private final Journal journal;
    private final CivicClock clock;

    Duplicates(
            JdbcClient db,
            TransactionTemplate transaction,
            Works works,
            SearchDuplicates work,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.transaction = transaction;
        this.works = works;
        this.work = work;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A search and how far it is.
     *
     * @param ended {@code DONE}, {@code CANCELLED} or {@code FAILED}; none while it goes on
     */
    record Search(
            long id,
            Instant askedAt,
            int version,
            NearDuplicates.Parameters parameters,
            int contributions,
            int step,
            int steps,
            @Nullable String ended,
            long groups,
            long grouped) {
        public boolean isRunning() {
            return ended == null;
        }

        public boolean isDone() {
            return "DONE".equals(ended);
        }
    }

    /** @param shown the first of its members */
    record Group(long id, @Nullable String name, double weakest, int size, List<Member> shown) {}

    record Member(long id, String title, String beginning, String language) {}

    /** The search that goes on, or else the last. */
    Optional<Search> findLast(Consultation consultation) {
        return db.sql("""
                select s.*, g.groups, g.grouped from duplicate_search s
                cross join lateral (select count(*) as groups, coalesce(sum(size), 0) as grouped from duplicate_group
                                    where search_id = s.id and size > 1) g
                where s.consultation_id = ? order by (s.ended is null) desc, s.id desc limit 1""")
                .param(consultation.id())
                .query((row, _) -> search(row))
                .optional();
    }

    private static Search search(ResultSet row) throws SQLException {
        return new Search(
                row.getLong("id"),
                row.getTimestamp("asked_at").toInstant(),
                row.getInt("version"),
                new NearDuplicates.Parameters(
                        row.getDouble("threshold"), row.getInt("bands"), row.getInt("rows"), row.getLong("seed")),
                row.getInt("contributions"),
                row.getInt("step"),
                row.getInt("steps"),
                row.getString("ended"),
                row.getLong("groups"),
                row.getLong("grouped"));
    }

    /** The largest first. @param after the size and number of the last group of the page before */
    List<Group> listGroups(Search search, ContributionFilter.@Nullable Place after, int atMost) {
        return groups(
                db.sql("""
                select * from duplicate_group where search_id = ? and size > 1 and (?::int is null or (size, -id) < (?, ?))
                order by size desc, id limit ?""")
                        .params(Values.of(
                                search.id(),
                                after == null ? null : (int) after.value(),
                                after == null ? null : (int) after.value(),
                                after == null ? null : -after.id(),
                                atMost))
                        .query((row, _) -> group(row))
                        .list(),
                SHOWN);
    }

    /** @throws NotFound where there is none in this consultation */
    Group get(Consultation consultation, long id) {
        return groups(
                        db.sql("""
                select g.* from duplicate_group g join duplicate_search s on s.id = g.search_id
                where g.id = ? and s.consultation_id = ? and g.size > 0""")
                                .params(id, consultation.id())
                                .query((row, _) -> group(row))
                                .list(),
                        MOST)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("group " + id));
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getLong("id"), row.getString("name"), row.getDouble("weakest"), row.getInt("size"), List.of());
    }

    /** The groups with their first members that can be read, in one query. */
    private List<Group> groups(List<Group> groups, int shown) {
        record Row(long group, Member member) {}
        var members = db.sql("""
                select g.id as group_id, m.* from unnest(?::bigint[]) g (id) cross join lateral (
                    select c.id, c.title, left(c.text, 400) as beginning, c.language from duplicate_member m
                    join contribution c on c.id = m.contribution_id and c.standing = 'PUBLIC'
                    where m.group_id = g.id order by c.id limit ?) m""")
                .params(groups.stream().map(Group::id).toArray(Long[]::new), shown)
                .query((row, _) -> new Row(
                        row.getLong("group_id"),
                        new Member(
                                row.getLong("id"),
                                row.getString("title"),
                                row.getString("beginning"),
                                row.getString("language"))))
                .list();
        return groups.stream()
                .map(g -> new Group(
                        g.id(),
                        g.name(),
                        g.weakest(),
                        g.size(),
                        members.stream()
                                .filter(m -> m.group() == g.id())
                                .map(Row::member)
                                .toList()))
                .toList();
    }

    /** Asks for a search; one at a time in a consultation. */
    @Transactional
    void ask(Actor actor, Consultation consultation) {
        actor.must(Role.COORDINATOR, Role.MODERATOR);
        var p = NearDuplicates.Parameters.DEFAULT;
        try {
            long id = db.sql("""
                    insert into duplicate_search (consultation_id, asked_at, asked_by, version, threshold, bands, rows, seed)
                    values (?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(Values.of(
                            consultation.id(),
                            clock.now(),
                            actor.personId(),
                            NearDuplicates.VERSION,
                            p.threshold(),
                            p.bands(),
                            p.rows(),
                            p.seed()))
                    .query(Long.class)
                    .single();
            works.begin(work, Long.toString(id));
        } catch (DuplicateKeyException e) {
            throw new BadInput("participation.duplicates.already");
        }
    }

    @Transactional
    void cancel(Actor actor, Consultation consultation) {
        actor.must(Role.COORDINATOR, Role.MODERATOR);
        db.sql(
                        "update duplicate_search set ended = 'CANCELLED', ended_at = ? where consultation_id = ? and ended is null")
                .params(Values.of(clock.now(), consultation.id()))
                .update();
    }

    void end(long search, String how) {
        db.sql("update duplicate_search set ended = ?, ended_at = ? where id = ? and ended is null")
                .params(Values.of(how, clock.now(), search))
                .update();
    }

    /** Reads the texts out, lets a process of its own search them, and keeps what it found. */
    void search(long id) throws InterruptedException {
        var consultation = db.sql("select consultation_id from duplicate_search where id = ? and ended is null")
                .param(id)
                .query(Long.class)
                .optional();
        if (consultation.isEmpty()) return;
        Path texts = null, found = null;
        Process process = null;
        try {
            texts = Files.createTempFile("parvis-", ".texts");
            found = Files.createTempFile("parvis-", ".groups");
            long[] numbers = readOut(consultation.get(), texts);
            process = begin(texts, found);
            boolean goesOn = follow(id, numbers.length, process);
            if (!goesOn) return;
            if (process.waitFor() != 0) throw new IOException("The search for near duplicates ended without a result.");
            keep(id, numbers, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (process != null) process.destroyForcibly();
            if (texts != null) texts.toFile().delete();
            if (found != null) found.toFile().delete();
        }
    }

    /** Returns the numbers of the contributions whose texts it wrote, in order. */
    private long[] readOut(long consultation, Path texts) throws IOException {
        record Said(long id, String words) {}
        long[] numbers = new long[1 << 10];
        int count = 0;
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(texts), 1 << 20))) {
            long after = 0;
            List<Said> batch;
            do {
                batch = db.sql("""
                        select id, title || ' ' || text as words from contribution
                        where consultation_id = ? and standing = 'PUBLIC' and id > ? order by id limit ?""")
                        .params(consultation, after, BATCH)
                        .query((row, _) -> new Said(row.getLong("id"), row.getString("words")))
                        .list();
                for (Said said : batch) {
                    byte[] bytes = said.words().getBytes(StandardCharsets.UTF_8);
                    out.writeInt(bytes.length);
                    out.write(bytes);
                    if (count == numbers.length) numbers = Arrays.copyOf(numbers, 2 * count);
                    numbers[count++] = said.id();
                    after = said.id();
                }
            } while (batch.size() == BATCH);
            out.writeInt(-1);
        }
        return Arrays.copyOf(numbers, count);
    }

    private static Process begin(Path texts, Path found) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-Xmx3g",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NearDuplicates.class.getName(),
                        texts.toString(),
                        found.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Keeps its progress; whether it was not cancelled meanwhile. */
    private boolean follow(long id, int contributions, Process process) throws IOException, InterruptedException {
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (Thread.interrupted()) throw new InterruptedException();
                if (!line.matches("[0-9]{1,6}/[0-9]{1,6}")) continue;
                String[] step = line.split("/");
                int going = db.sql(
                                "update duplicate_search set contributions = ?, step = ?, steps = ? where id = ? and ended is null")
                        .params(contributions, Integer.parseInt(step[0]), Integer.parseInt(step[1]), id)
                        .update();
                if (going == 0) return false;
            }
        }
        return true;
    }

    /** All of what was found, or nothing of it. */
    private void keep(long id, long[] numbers, Path found) {
        transaction.executeWithoutResult(_ -> {
            int going = db.sql(
                            "update duplicate_search set contributions = ?, ended = 'DONE', ended_at = ? where id = ? and ended is null")
                    .params(Values.of(numbers.length, clock.now(), id))
                    .update();
            if (going == 0) return;
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(found), 1 << 20))) {
                for (int size = in.readInt(); size >= 0; size = in.readInt()) {
                    double weakest = in.readDouble();
                    Long[] members = new Long[size];
                    for (int i = 0; i < size; i++) members[i] = numbers[in.readInt()];
                    db.sql("""
                            with made as (insert into duplicate_group (search_id, weakest, size) values (?, ?, ?) returning id)
                            insert into duplicate_member (group_id, contribution_id)
                            select made.id, m from made, unnest(?::bigint[]) m""").params(id, weakest, size, members).update();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Transactional
    void name(Actor actor, Consultation consultation, long group, String name, String reason) {
        begin(actor, consultation, group, reason);
        if (name.isBlank() || name.length() > 150) throw new BadInput("participation.duplicates.name.bad");
        db.sql("update duplicate_group set name = ? where id = ?")
                .params(name.strip(), group)
                .update();
        record(consultation, actor, group, "NAMED", reason);
    }

    /** Takes some members out into a group of their own. */
    @Transactional
    void split(Actor actor, Consultation consultation, long group, Collection<Long> members, String reason) {
        begin(actor, consultation, group, reason);
        long other = db.sql("""
                insert into duplicate_group (search_id, weakest, size) select search_id, weakest, 0 from duplicate_group where id = ?
                returning id""").param(group).query(Long.class).single();
        int moved = db.sql("update duplicate_member set group_id = ? where group_id = ? and contribution_id = any (?)")
                .params(other, group, members.toArray(Long[]::new))
                .update();
        resize(group, other);
        int left = db.sql("select size from duplicate_group where id = ?")
                .param(group)
                .query(Integer.class)
                .single();
        if (moved == 0 || left == 0) throw new BadInput("participation.duplicates.split.some");
        record(consultation, actor, group, "SPLIT", reason);
    }

    /** Puts the members of another group into this one. */
    @Transactional
    void merge(Actor actor, Consultation consultation, long group, long other, String reason) {
        begin(actor, consultation, Math.min(group, other), reason);
        begin(actor, consultation, Math.max(group, other), reason);
        int moved = group == other
                ? 0
                : db.sql("""
                update duplicate_member set group_id = ? where group_id = ?
                and (select count(distinct search_id) from duplicate_group where id in (?, ?)) = 1""").params(group, other, group, other).update();
        if (moved == 0) throw new BadInput("participation.duplicates.merge.other");
        resize(group, other);
        record(consultation, actor, group, "MERGED", reason);
    }

    private void begin(Actor actor, Consultation consultation, long group, String reason) {
        actor.must(Role.COORDINATOR, Role.MODERATOR);
        if (reason.isBlank() || reason.length() > 1_000) throw new BadInput("discussion.reason.missing");
        db.sql("select from duplicate_group where id = ? for update")
                .param(group)
                .query()
                .listOfRows();
        get(consultation, group);
    }

    private void resize(long... groups) {
        for (long group : groups)
            db.sql(
                            "update duplicate_group set size = (select count(*) from duplicate_member where group_id = id) where id = ?")
                    .param(group)
                    .update();
    }

    private void record(Consultation consultation, Actor actor, long group, String act, String reason) {
        db.sql("insert into duplicate_act (group_id, act, taken_at, taken_by, reason) values (?, ?, ?, ?, ?)")
                .params(Values.of(group, act, clock.now(), actor.personId(), reason.strip()))
                .update();
        var role = actor.is(Role.COORDINATOR) ? Role.COORDINATOR : Role.MODERATOR;
        journal.record(Act.of("participation.grouped", consultation.path() + "/doublons/" + group, role, null)
                .because(reason.strip())
                .with("act", act));
    }

    /** What people changed in a group. */
    record Change(String act, Instant takenAt, String reason) {}

    List<Change> listChanges(long group) {
        return new ArrayList<>(db.sql("select * from duplicate_act where group_id = ? order by id")
                .param(group)
                .query((row, _) -> new Change(
                        row.getString("act"), row.getTimestamp("taken_at").toInstant(), row.getString("reason")))
                .list());
    }
}
