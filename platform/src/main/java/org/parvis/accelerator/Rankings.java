package org.parvis.accelerator;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.sortition.proof.Lot;
import org.parvis.sortition.proof.Randomness;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door to what the colleges made of the applications: closing a college opens its ballots and ranks what they say; ties at
 * the line are told apart by public chance; deliberation changes a place for a reason that everyone reads.
 */
@Component
class Rankings {
    /** Whose ranking. */
    enum Stage {
        ADMINISTRATION,
        CITIZENS,
        JOINT
    }

    private static final int LEAST_REASON = 20, LONGEST_REASON = 2_000, LONGEST_SOURCE = 300, LONGEST_WORDS = 2_000;

    private final JdbcClient db;
    private final Calls calls;
    private final Assignments assignments;
    private final Journal journal;
    private final CivicClock clock;
    private final JsonMapper json;
    private final SecureRandom secret = new SecureRandom();

    Rankings(JdbcClient db, Calls calls, Assignments assignments, Journal journal, CivicClock clock, JsonMapper json) {
        this.db = db;
        this.calls = calls;
        this.assignments = assignments;
        this.journal = journal;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Closes a college: its ballots stay as they are from now on, are opened, and are ranked.
     *
     * @param reason why it closes although ballots are missing; empty where none is
     * @throws BadInput where nobody read one of the applications, or ballots are missing without a reason
     */
    @Transactional
    public void close(Actor actor, String slug, CallCollege college, String reason) {
        var call = calls.lockOrganised(slug, actor);
        Assignments.mustRead(call, college);
        var coverage = assignments.coverage(call, college);
        if (coverage.applications() == 0) throw new BadInput("accelerator.close.none");
        if (coverage.unread() > 0) throw new BadInput("accelerator.close.unread", coverage.unread());
        if (!coverage.isMet() && reason.length() < LEAST_REASON)
            throw new BadInput("accelerator.close.reason", coverage.wanted() - coverage.handed());
        mustBeShort(reason);
        var step = college == CallCollege.ADMINISTRATION ? Call.Step.Kind.READ : Call.Step.Kind.JUDGED;
        calls.step(call, step, actor, Bilingual.ofNullable(reason, null));
        var act = Calls.act("accelerator.closed", call, actor)
                .with("college", college.name())
                .with("applications", Integer.toString(coverage.applications()))
                .with("ballots", Integer.toString(coverage.handed()));
        journal.record(reason.isEmpty() ? act : act.because(reason));
        rank(call, college);
    }

    private static void mustBeShort(String reason) {
        if (reason.length() > LONGEST_REASON) throw new BadInput("accelerator.jury.reason.bad");
    }

    private static void mustBeReason(String reason) {
        if (reason.length() < LEAST_REASON || reason.length() > LONGEST_REASON)
            throw new BadInput("accelerator.jury.reason.short", LEAST_REASON);
    }

    /** Both are recomputed from the ballots by anyone who has them: docs/algorithms/joint-jury.md. */
    void rank(Call call, CallCollege closed) {
        var criteria = calls.listCriteria(call);
        Map<Long, Integer> numbers = new LinkedHashMap<>();
        db.sql("select c.id, c.number from application c where c.call_id = :call and " + Assignments.READ
                        + "order by c.number")
                .param("call", call.id())
                .param("college", closed.name())
                .query((row, _) -> numbers.put(row.getLong(1), row.getInt(2)))
                .list();
        var own = calibrate(call, closed, criteria);
        var stage = closed == CallCollege.ADMINISTRATION ? Stage.ADMINISTRATION : Stage.CITIZENS;
        int line = closed == CallCollege.ADMINISTRATION ? call.shortlist() : call.places();
        keep(
                call,
                stage,
                of(criteria, closed),
                standings(numbers, Map.of(closed, own), criteria, Map.of(closed, 100), line));
        if (closed == CallCollege.ADMINISTRATION) return;
        var both =
                Map.of(CallCollege.ADMINISTRATION, calibrate(call, CallCollege.ADMINISTRATION, criteria), closed, own);
        var shares = Map.of(
                CallCollege.ADMINISTRATION,
                call.share(CallCollege.ADMINISTRATION),
                CallCollege.CITIZENS,
                call.share(CallCollege.CITIZENS));
        keep(call, Stage.JOINT, criteria, standings(numbers, both, criteria, shares, call.places()));
    }

    private static List<Criterion> of(List<Criterion> criteria, CallCollege college) {
        return criteria.stream().filter(c -> c.college() == college).toList();
    }

    private Calibration calibrate(Call call, CallCollege college, List<Criterion> all) {
        var criteria = of(all, college);
        Map<Long, Integer> positions = new HashMap<>();
        for (int c = 0; c < criteria.size(); c++) positions.put(criteria.get(c).id(), c);
        record Opened(long application, long juror, Integer[] scores) {}
        Map<Long, Opened> opened = new LinkedHashMap<>();
        db.sql("""
                select b.assignment_id, b.application_id, b.juror_id, s.criterion_id, s.score
                from opened_ballot b join ballot_score s on s.assignment_id = b.assignment_id
                where b.call_id = ? and b.college = ? order by b.application_id, b.juror_id""")
                .params(call.id(), college.name())
                .query((row, _) -> {
                    var ballot = opened.computeIfAbsent(
                            row.getLong(1),
                            _ -> new Opened(getLong(row, 2), getLong(row, 3), new Integer[criteria.size()]));
                    ballot.scores()[Objects.requireNonNull(positions.get(row.getLong(4)))] = row.getInt(5);
                    return 0;
                })
                .list();
        return Calibration.of(
                criteria.stream().mapToInt(Criterion::scale).toArray(),
                opened.values().stream()
                        .map(o -> new Calibration.Ballot(o.application(), o.juror(), Arrays.asList(o.scores())))
                        .toList(),
                call.normalised());
    }

    private static long getLong(java.sql.ResultSet row, int column) {
        try {
            return row.getLong(column);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A criterion brings its share of its college's weights, and that brings the college's share of the whole. */
    private static Standings standings(
            Map<Long, Integer> numbers,
            Map<CallCollege, Calibration> calibrations,
            List<Criterion> criteria,
            Map<CallCollege, Integer> shares,
            int line) {
        var measures = new ArrayList<Standings.Measure>();
        for (var college : CallCollege.values()) {
            if (!calibrations.containsKey(college)) continue;
            var own = of(criteria, college);
            double whole =
                    own.stream().mapToDouble(c -> c.weight().doubleValue()).sum();
            for (var criterion : own)
                measures.add(new Standings.Measure(
                        shares.getOrDefault(college, 0) * criterion.weight().doubleValue() / whole));
        }
        var entries = new ArrayList<Standings.Entry>();
        numbers.forEach((application, number) -> entries.add(new Standings.Entry(
                application,
                number,
                Arrays.stream(CallCollege.values())
                        .map(calibrations::get)
                        .filter(Objects::nonNull)
                        .map(c -> c.worth(application))
                        .flatMapToDouble(Arrays::stream)
                        .toArray())));
        return Standings.of(measures, entries, line);
    }

    private void keep(Call call, Stage stage, List<Criterion> criteria, Standings standings) {
        var lines = standings.lines();
        db.sql("""
                insert into result (call_id, stage, application_id, score, rank, place, margins)
                select ?, ?, r.application, r.score, r.rank, r.place, r.margins::jsonb
                from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[]) as r (application, score, rank, place, margins)""")
                .params(Values.of(
                        call.id(),
                        stage.name(),
                        lines.stream().map(Standings.Line::application).toArray(Long[]::new),
                        lines.stream().map(Standings.Line::score).toArray(Long[]::new),
                        lines.stream().map(Standings.Line::rank).toArray(Integer[]::new),
                        IntStream.rangeClosed(1, lines.size()).boxed().toArray(Integer[]::new),
                        lines.stream().map(l -> margins(criteria, l)).toArray(String[]::new)))
                .update();
    }

    private String margins(List<Criterion> criteria, Standings.Line line) {
        Map<Long, Double> margins = new LinkedHashMap<>();
        for (int c = 0; c < line.margins().size(); c++)
            margins.put(criteria.get(c).id(), Math.round(10_000 * line.margins().get(c)) / 10_000.0);
        return json.writeValueAsString(margins);
    }

    /** The whole ranking, in the order that counts; whoever calls has authorised. Nobody where its college is open. */
    List<Ranked> list(Call call, Stage stage) {
        return db.sql("""
                select r.*, c.number, c.title, c.name, c.consents, c.fictional, c.shortlisted_at, c.shortlist_reason,
                       row_number() over (order by r.place) as stands
                from result r join application c on c.id = r.application_id
                where r.call_id = ? and r.stage = ? and c.standing = 'SUBMITTED' order by r.place""")
                .params(call.id(), stage.name())
                .query((row, _) -> new Ranked(
                        row.getLong("application_id"),
                        row.getInt("number"),
                        row.getString("title"),
                        row.getString("name"),
                        row.getBoolean("consents"),
                        row.getBoolean("fictional"),
                        row.getLong("score"),
                        row.getInt("rank"),
                        row.getInt("stands"),
                        json.readValue(row.getString("margins"), new TypeReference<Map<Long, Double>>() {}),
                        row.getObject("shortlisted_at") != null,
                        row.getString("shortlist_reason")))
                .list();
    }

    /** A draw among equal scores. */
    record TieDraw(
            Stage stage,
            List<Integer> numbers,
            String salt,
            String commitment,
            Instant committedAt,
            @Nullable String words,
            @Nullable String drawn) {
        public Lot lot() {
            return Lot.read(Map.of(Lot.COMMITMENT, commitment)).orElseThrow();
        }

        /** The numbers that chance put above the line. */
        Set<Integer> picked() {
            if (drawn == null) return Set.of();
            return Lot.replay(Map.of(Lot.FILE, drawn)).orElseThrow().places().stream()
                    .map(place -> numbers.get(place - 1))
                    .collect(Collectors.toSet());
        }
    }

    List<TieDraw> listDraws(Call call) {
        return db.sql("select * from tie_draw where call_id = ? order by id")
                .param(call.id())
                .query((row, _) -> new TieDraw(
                        Stage.valueOf(row.getString("stage")),
                        List.of((Integer[]) row.getArray("numbers").getArray()),
                        row.getString("salt"),
                        row.getString("commitment"),
                        Objects.requireNonNull(Calls.instant(row, "committed_at")),
                        row.getString("words"),
                        row.getString("drawn")))
                .list();
    }

    Optional<TieDraw> findDraw(Call call, Stage stage) {
        return listDraws(call).stream().filter(d -> d.stage() == stage).findFirst();
    }

    static int line(Call call, Stage stage) {
        return stage == Stage.ADMINISTRATION ? call.shortlist() : call.places();
    }

    /** Those of one score among whom the line still runs. */
    static Standings.Tie tie(Call call, Stage stage, List<Ranked> ranking, Optional<TieDraw> draw) {
        if (draw.filter(d -> d.drawn() != null).isPresent()) return new Standings.Tie(List.of(), 0);
        return new Standings(
                        ranking.stream()
                                .map(r ->
                                        new Standings.Line(r.application(), r.number(), r.score(), r.rank(), List.of()))
                                .toList(),
                        line(call, stage))
                .tie();
    }

    private void mustBeDecided(Call call, Stage stage) {
        if (!tie(call, stage, list(call, stage), findDraw(call, stage)).tied().isEmpty())
            throw new BadInput("accelerator.tie.waits");
    }

    private static void mustDeliberate(Call call, Stage stage) {
        boolean hour = stage == Stage.ADMINISTRATION
                ? call.readAt() != null && call.shortlistedAt() == null
                : call.judgedAt() != null && call.rankedAt() == null;
        if (!hour || call.cancelledAt() != null || stage == Stage.CITIZENS) throw new BadInput("accelerator.rank.not");
    }

    /**
     * Commits to a draw among the equal scores at the line, before anyone can know what chance will say.
     *
     * @throws BadInput where there is no tie, it is committed to already, or chance would speak too soon
     */
    @Transactional
    public void commit(Actor actor, String slug, Stage stage, String source, Instant notBefore) {
        var call = calls.lockOrganised(slug, actor);
        mustDeliberate(call, stage);
        if (findDraw(call, stage).isPresent()) throw new BadInput("accelerator.tie.twice");
        var tie = tie(call, stage, list(call, stage), Optional.empty());
        if (tie.tied().isEmpty()) throw new BadInput("accelerator.tie.none");
        if (source.isEmpty() || source.length() > LONGEST_SOURCE)
            throw new BadInput("accelerator.tie.source.bad", LONGEST_SOURCE);
        var now = clock.now().truncatedTo(ChronoUnit.SECONDS);
        if (!notBefore.isAfter(now)) throw new BadInput("accelerator.tie.past");
        byte[] random = new byte[32];
        secret.nextBytes(random);
        String salt = HexFormat.of().formatHex(random);
        var numbers = tie.tied().stream().map(Standings.Line::number).toList();
        var lot = new Lot(
                numbers.size(),
                tie.free(),
                Lot.listDigest(salt, numbers.stream().map(String::valueOf).toList()),
                source,
                notBefore,
                now);
        db.sql("""
                insert into tie_draw (call_id, stage, numbers, salt, commitment, committed_at, committed_by)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        call.id(),
                        stage.name(),
                        numbers.toArray(Integer[]::new),
                        salt,
                        lot.text(),
                        now,
                        actor.personId()))
                .update();
        journal.record(Calls.act("accelerator.tie-committed", call, actor)
                .with("entries", Integer.toString(numbers.size()))
                .with("wanted", Integer.toString(tie.free()))
                .with("commitment", lot.digest())
                .with("source", source)
                .with("notBefore", notBefore.toString()));
    }

    /**
     * Draws: those whom chance picks come before the others of their score.
     *
     * @param typed what the announced source published
     * @throws BadInput where nothing was committed to, it is drawn already, or chance spoke before the announced moment
     */
    @Transactional
    public void draw(Actor actor, String slug, Stage stage, String typed, Instant publishedAt) {
        var call = calls.lockOrganised(slug, actor);
        mustDeliberate(call, stage);
        var draw = findDraw(call, stage).orElseThrow(() -> new BadInput("accelerator.tie.none"));
        if (draw.drawn() != null) throw new BadInput("accelerator.tie.drawn");
        String words = typed.strip().replaceAll("\\s+", " ");
        if (words.isEmpty() || words.length() > LONGEST_WORDS) throw new BadInput("accelerator.tie.words.bad");
        var lot = draw.lot();
        if (publishedAt.isBefore(lot.notBefore())) throw new BadInput("accelerator.tie.early");
        if (publishedAt.isAfter(clock.now())) throw new BadInput("accelerator.tie.future");
        var randomness = new Randomness(lot.source(), publishedAt, hex(words));
        String drawn = lot.text(randomness);
        db.sql("update tie_draw set (words, drawn, drawn_at) = (?, ?, ?) where call_id = ? and stage = ?")
                .params(Values.of(words, drawn, clock.now(), call.id(), stage.name()))
                .update();
        var picked = findDraw(call, stage).orElseThrow().picked();
        var order = new Standings(
                        list(call, stage).stream()
                                .map(r ->
                                        new Standings.Line(r.application(), r.number(), r.score(), r.rank(), List.of()))
                                .toList(),
                        line(call, stage))
                .ordered(picked).stream().map(Standings.Line::application).toList();
        place(stage, order);
        journal.record(Calls.act("accelerator.tie-drawn", call, actor)
                .with("commitment", lot.digest())
                .with("published", words)
                .with("publishedAt", publishedAt.toString())
                .with("randomness", randomness.hex()));
    }

    /** Bytes in hexadecimal are taken as they are; anything else by the SHA-256 of its words, with single spaces, in UTF-8. */
    static String hex(String words) {
        String bytes = words.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return bytes.matches("([0-9a-f]{2}){16,}")
                ? bytes
                : HexFormat.of().formatHex(Sha256.of(words.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private void place(Stage stage, List<Long> order) {
        db.sql("""
                update result r set place = o.place from unnest(?::bigint[]) with ordinality as o (application, place)
                where r.stage = ? and r.application_id = o.application""").params(Values.of(order.toArray(Long[]::new), stage.name())).update();
    }

    /**
     * The administration's pre-selection: the first of its ranking, unless the coordination says otherwise and why.
     *
     * @param wanted the numbers that are pre-selected
     * @param reason why it is not the first of the ranking; empty where it is
     */
    @Transactional
    public void shortlist(Actor actor, String slug, Set<Integer> wanted, String reason) {
        var call = calls.lockOrganised(slug, actor);
        mustDeliberate(call, Stage.ADMINISTRATION);
        mustBeDecided(call, Stage.ADMINISTRATION);
        var ranking = list(call, Stage.ADMINISTRATION);
        var known = ranking.stream().map(Ranked::number).collect(Collectors.toSet());
        if (!known.containsAll(wanted)) throw new BadInput("accelerator.shortlist.unknown");
        if (wanted.isEmpty() || wanted.size() > call.shortlist())
            throw new BadInput("accelerator.shortlist.size", call.shortlist());
        var proposed = proposed(call, ranking);
        var moved = new HashSet<>(wanted);
        moved.addAll(proposed);
        moved.removeIf(n -> wanted.contains(n) && proposed.contains(n));
        if (!moved.isEmpty()) mustBeReason(reason);
        db.sql("update application set shortlisted_at = ? where call_id = ? and number = any (?)")
                .params(Values.of(clock.now(), call.id(), wanted.toArray(Integer[]::new)))
                .update();
        db.sql("update application set shortlist_reason = ? where call_id = ? and number = any (?)")
                .params(Values.of(reason, call.id(), moved.toArray(Integer[]::new)))
                .update();
        calls.step(
                call, Call.Step.Kind.SHORTLISTED, actor, moved.isEmpty() ? null : Bilingual.ofNullable(reason, null));
        var act = Calls.act("accelerator.shortlisted", call, actor)
                .with("applications", Integer.toString(ranking.size()))
                .with("shortlisted", Integer.toString(wanted.size()));
        journal.record(
                moved.isEmpty()
                        ? act
                        : act.because(reason)
                                .with(
                                        "changed",
                                        moved.stream()
                                                .sorted()
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(", "))));
    }

    static Set<Integer> proposed(Call call, List<Ranked> ranking) {
        return ranking.stream()
                .filter(r -> r.place() <= call.shortlist())
                .map(Ranked::number)
                .collect(Collectors.toSet());
    }

    /** A place that deliberation changed. */
    record Move(int number, int from, int to, String reason, Instant at) {}

    List<Move> listMoves(Call call) {
        return db.sql("""
                select m.*, c.number from rank_change m join application c on c.id = m.application_id
                where m.call_id = ? order by m.id""")
                .param(call.id())
                .query((row, _) -> new Move(
                        row.getInt("number"),
                        row.getInt("from_place"),
                        row.getInt("to_place"),
                        row.getString("reason"),
                        Objects.requireNonNull(Calls.instant(row, "changed_at"))))
                .list();
    }

    /**
     * Deliberation gives an application another place in the joint ranking; those between move by one.
     *
     * @throws BadInput where no reason is written, a tie waits for its draw, or the ranking is confirmed
     */
    @Transactional
    public void move(Actor actor, String slug, int number, int to, String reason) {
        var call = calls.lockOrganised(slug, actor);
        mustDeliberate(call, Stage.JOINT);
        mustBeReason(reason);
        mustBeDecided(call, Stage.JOINT);
        var ranking = new ArrayList<>(list(call, Stage.JOINT));
        var moved = ranking.stream()
                .filter(r -> r.number() == number)
                .findFirst()
                .orElseThrow(() -> new BadInput("accelerator.move.unknown"));
        if (to < 1 || to > ranking.size() || to == moved.place())
            throw new BadInput("accelerator.move.bad", ranking.size());
        ranking.remove(moved);
        ranking.add(to - 1, moved);
        place(Stage.JOINT, ranking.stream().map(Ranked::application).toList());
        db.sql("""
                insert into rank_change (call_id, application_id, from_place, to_place, reason, changed_at, changed_by)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        call.id(), moved.application(), moved.place(), to, reason, clock.now(), actor.personId()))
                .update();
        journal.record(Calls.act("accelerator.moved", call, actor)
                .because(reason)
                .with("number", Integer.toString(number))
                .with("before", Integer.toString(moved.place()))
                .with("after", Integer.toString(to)));
    }

    /** Ends the deliberation: from now on the ranking stays, and its applicants' reasons are written. */
    @Transactional
    public void confirm(Actor actor, String slug) {
        var call = calls.lockOrganised(slug, actor);
        mustDeliberate(call, Stage.JOINT);
        mustBeDecided(call, Stage.JOINT);
        calls.step(call, Call.Step.Kind.RANKED, actor, null);
        journal.record(Calls.act("accelerator.ranked", call, actor)
                .with("applications", Integer.toString(list(call, Stage.JOINT).size()))
                .with("places", Integer.toString(call.places())));
    }

    /** What jurors of closed colleges wrote of an application, without their names. */
    record Remark(CallCollege college, String comment) {}

    List<Remark> listRemarks(Application application) {
        return db.sql("""
                select college, comment from opened_ballot where application_id = ? and comment <> ''
                order by college, md5(assignment_id::text)""")
                .param(application.id())
                .query((row, _) -> new Remark(CallCollege.valueOf(row.getString(1)), row.getString(2)))
                .list();
    }
}
