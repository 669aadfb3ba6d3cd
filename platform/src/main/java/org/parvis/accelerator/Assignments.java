package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.house.Works;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Language;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to who reads what: shared once by the solver; afterwards whatever a juror gives back goes, at once, to the one of
 * their college who reads least and is in no conflict with it.
 */
@Component
class Assignments {
    /** The applications {@code c} that a college reads: those that are eligible, and later pre-selected. */
    static final String READ = """
            c.standing = 'SUBMITTED' and c.eligible and (:college = 'ADMINISTRATION' or c.shortlisted_at is not null)
            """;

    private final JdbcClient db;
    private final Calls calls;
    private final Works works;
    private final ShareApplications work;
    private final Mails mails;
    private final Journal journal;
    private final CivicClock clock;

    Assignments(
            JdbcClient db,
            Calls calls,
            Works works,
            ShareApplications work,
            Mails mails,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.calls = calls;
        this.works = works;
        this.work = work;
        this.mails = mails;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * How far a college came: counts alone.
     *
     * @param assigned pairs of a juror and an application; {@code handed} how many of them have their ballot
     * @param unread applications without any ballot
     * @param uncovered the numbers of those that fewer read than the call says, the first hundred
     */
    record Coverage(int applications, int wanted, int assigned, int handed, int unread, List<Integer> uncovered) {
        public boolean isMet() {
            return applications > 0 && uncovered.isEmpty() && handed == assigned;
        }
    }

    Coverage coverage(Call call, CallCollege college) {
        return db.sql("""
                with read as (
                    select c.number, count(a.id) as assigned, count(b.handed_at) as handed
                    from application c
                    left join (assignment a join call_juror j on j.id = a.juror_id and j.college = :college)
                         on a.application_id = c.id and a.ended_at is null
                    left join ballot b on b.assignment_id = a.id
                    where c.call_id = :call and """ + " " + READ + """
                    group by c.id)
                select count(*) as applications, coalesce(sum(assigned), 0) as assigned, coalesce(sum(handed), 0) as handed,
                       count(*) filter (where handed = 0) as unread,
                       (array_agg(number order by number) filter (where assigned < :readers))[1\\:100] as uncovered
                from read""")
                .param("call", call.id())
                .param("college", college.name())
                .param("readers", call.readers(college))
                .query((row, _) -> {
                    var uncovered = row.getArray("uncovered");
                    int applications = row.getInt("applications");
                    return new Coverage(
                            applications,
                            applications * call.readers(college),
                            row.getInt("assigned"),
                            row.getInt("handed"),
                            row.getInt("unread"),
                            uncovered == null ? List.of() : List.of((Integer[]) uncovered.getArray()));
                })
                .single();
    }

    /** Where the sharing of a college stands. */
    enum Sharer {
        NOT_YET,
        RUNS,
        SHARED,
        FAILED
    }

    Sharer sharer(Call call, CallCollege college) {
        return db.sql("select ended from sharing where call_id = ? and college = ? order by id desc limit 1")
                .params(call.id(), college.name())
                .query((row, _) -> {
                    String ended = row.getString(1);
                    return ended == null ? Sharer.RUNS : Sharer.valueOf(ended);
                })
                .optional()
                .orElse(Sharer.NOT_YET);
    }

    /**
     * Begins to share a college's applications among its jurors.
     *
     * @throws BadInput where it is too early, too late or done, or there are fewer jurors than each application needs readers
     */
    @Transactional
    public void ask(Actor actor, String slug, CallCollege college) {
        var call = calls.lockOrganised(slug, actor);
        mustRead(call, college);
        int jurors = listJurors(call, college).size();
        if (jurors < call.readers(college)) throw new BadInput("accelerator.share.few", call.readers(college), jurors);
        try {
            long id = db.sql(
                            "insert into sharing (call_id, college, asked_at, asked_by) values (?, ?, ?, ?) returning id")
                    .params(Values.of(call.id(), college.name(), clock.now(), actor.personId()))
                    .query(Long.class)
                    .single();
            works.begin(work, Long.toString(id));
        } catch (DuplicateKeyException e) {
            throw new BadInput("accelerator.share.twice");
        }
        journal.record(Calls.act("accelerator.shared", call, actor)
                .with("college", college.name())
                .with("jurors", Integer.toString(jurors))
                .with("readers", Integer.toString(call.readers(college))));
    }

    /** The college's hour: after what has to precede it, and before it closes. */
    static void mustRead(Call call, CallCollege college) {
        boolean administration = college == CallCollege.ADMINISTRATION;
        if (call.cancelledAt() != null || (administration ? call.checkedAt() : call.shortlistedAt()) == null)
            throw new BadInput("accelerator.share.early." + college);
        if ((administration ? call.readAt() : call.judgedAt()) != null) throw new BadInput("accelerator.ballot.closed");
    }

    private List<Long> listJurors(Call call, CallCollege college) {
        return db.sql("select id from call_juror where call_id = ? and college = ? and left_at is null order by id")
                .params(call.id(), college.name())
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Shares, all at once; whoever would join, leave or declare a conflict waits for these moments. */
    @Transactional
    public void share(long id) {
        record Asked(long call, CallCollege college) {}
        var asked = db.sql("select call_id, college from sharing where id = ? and ended is null")
                .param(id)
                .query((row, _) -> new Asked(row.getLong(1), CallCollege.valueOf(row.getString(2))))
                .optional();
        if (asked.isEmpty()) return;
        var call = calls.lock(asked.get().call());
        var college = asked.get().college();
        if (call.cancelledAt() != null) {
            fail(id);
            return;
        }
        var entries = db.sql("select c.id, c.theme from application c where c.call_id = :call and " + READ
                        + "order by c.number")
                .param("call", call.id())
                .param("college", college.name())
                .query((row, _) -> {
                    String theme = row.getString(2);
                    return new Sharing.Entry(row.getLong(1), theme == null ? "" : theme);
                })
                .list();
        Set<Sharing.Pair> conflicts = new HashSet<>(db.sql("""
                select x.application_id, x.juror_id from conflict x join call_juror j on j.id = x.juror_id
                where j.call_id = ? and j.college = ?""")
                .params(call.id(), college.name())
                .query((row, _) -> new Sharing.Pair(row.getLong(1), row.getLong(2)))
                .list());
        var shared = Sharing.of(
                entries,
                listJurors(call, college),
                call.readers(college),
                conflicts,
                2 * call.id() + college.ordinal());
        insert(shared.pairs(), Map.of());
        db.sql("update sharing set (ended, ended_at) = ('SHARED', ?) where id = ?")
                .params(Values.of(clock.now(), id))
                .update();
        tell(call, college);
    }

    @Transactional
    public void fail(long id) {
        db.sql("update sharing set (ended, ended_at) = ('FAILED', ?) where id = ? and ended is null")
                .params(Values.of(clock.now(), id))
                .update();
    }

    private void insert(List<Sharing.Pair> pairs, Map<Sharing.Pair, Long> replaced) {
        db.sql("""
                insert into assignment (juror_id, application_id, assigned_at, replaces)
                select p.juror, p.application, ?, p.replaced
                from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as p (juror, application, replaced)""")
                .params(Values.of(
                        clock.now(),
                        pairs.stream().map(Sharing.Pair::juror).toArray(Long[]::new),
                        pairs.stream().map(Sharing.Pair::application).toArray(Long[]::new),
                        pairs.stream().map(replaced::get).toArray(Long[]::new)))
                .update();
    }

    private void tell(Call call, CallCollege college) {
        mails.send(db.sql("""
                select coalesce(p.email, j.email) as email, coalesce(p.language, 'FR') as language, count(*) as reads
                from call_juror j join assignment a on a.juror_id = j.id and a.ended_at is null
                left join person p on p.id = j.person_id and p.erased_at is null
                where j.call_id = ? and j.college = ? and j.left_at is null and coalesce(p.email, j.email) is not null
                group by j.id, p.id order by j.id""")
                .params(call.id(), college.name())
                .query((row, _) -> {
                    var language = Language.valueOf(row.getString("language"));
                    return new Mails.Draft(
                            new Email(row.getString("email")),
                            language,
                            "accelerator.mail.shared",
                            List.of(
                                    call.title().in(language),
                                    row.getInt("reads"),
                                    mails.address(language, call.path() + "/jury")),
                            null,
                            null);
                })
                .list());
    }

    /** What a juror who leaves has not handed in goes to others; the caller holds the call's lock. */
    void release(Call call, Juror juror) {
        var ended = db.sql("""
                update assignment a set (ended_at, ended_as) = (?, 'LEFT')
                where a.juror_id = ? and a.ended_at is null
                      and not exists (select from ballot b where b.assignment_id = a.id and b.handed_at is not null)
                returning a.id, a.application_id""")
                .params(Values.of(clock.now(), juror.id()))
                .query((row, _) -> new Gap(row.getLong(2), row.getLong(1)))
                .list();
        give(call, juror.college(), ended);
    }

    /**
     * A juror says that they must not judge an application: they are not given it, or it is taken from them, with what they had
     * typed of it, and given to another.
     *
     * @return whether it has somebody else to read it, or did not need one
     * @throws BadInput where no reason is given, or the college is closed
     */
    @Transactional
    public boolean recuse(Actor actor, Call seen, Juror juror, Application application, String reason) {
        if (reason.isEmpty() || reason.length() > 1_000) throw new BadInput("accelerator.conflict.reason.bad");
        var call = calls.lock(seen.id());
        if ((juror.college() == CallCollege.ADMINISTRATION ? call.readAt() : call.judgedAt()) != null)
            throw new BadInput("accelerator.ballot.closed");
        int declared = db.sql("""
                insert into conflict (juror_id, application_id, declared_at, reason) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(Values.of(juror.id(), application.id(), clock.now(), reason))
                .update();
        if (declared == 0) throw new BadInput("accelerator.conflict.twice");
        db.sql("update call_juror set person_id = ? where id = ? and person_id is null")
                .params(actor.personId(), juror.id())
                .update();
        var ended = db.sql("""
                update assignment set (ended_at, ended_as) = (?, 'RECUSED')
                where juror_id = ? and application_id = ? and ended_at is null returning id""")
                .params(Values.of(clock.now(), juror.id(), application.id()))
                .query((row, _) -> new Gap(application.id(), row.getLong(1)))
                .list();
        if (ended.isEmpty()) return true;
        journal.record(org.parvis.journal.Act.of("accelerator.recused", call.path(), org.parvis.web.Role.JUROR, null)
                .with("title", call.title().fr())
                .with("college", juror.college().name())
                .with("number", String.valueOf(application.number())));
        return give(call, juror.college(), ended).isEmpty();
    }

    /**
     * Gives whatever lacks readers to jurors who joined since.
     *
     * @throws BadInput where nobody who may read it is left
     */
    @Transactional
    public void fill(Actor actor, String slug, CallCollege college) {
        var call = calls.lockOrganised(slug, actor);
        mustRead(call, college);
        var gaps = new ArrayList<Gap>();
        db.sql("""
                select c.id, count(a.id) from application c
                left join (assignment a join call_juror j on j.id = a.juror_id and j.college = :college)
                     on a.application_id = c.id and a.ended_at is null
                where c.call_id = :call and """ + " " + READ + "group by c.id having count(a.id) < :readers order by c.id")
                .param("call", call.id())
                .param("college", college.name())
                .param("readers", call.readers(college))
                .query((row, _) -> {
                    for (int i = row.getInt(2); i < call.readers(college); i++) gaps.add(new Gap(row.getLong(1), null));
                    return 0;
                })
                .list();
        if (gaps.isEmpty()) throw new BadInput("accelerator.share.full");
        if (give(call, college, gaps).size() == gaps.size()) throw new BadInput("accelerator.share.nobody");
        journal.record(Calls.act("accelerator.filled", call, actor)
                .with("college", college.name())
                .with("reads", Integer.toString(gaps.size())));
    }

    /** A read that nobody does. */
    private record Gap(long application, @Nullable Long replaced) {}

    /** Each to whoever reads least, and is not in conflict nor had it before; those for whom nobody is left come back. */
    private List<Gap> give(Call call, CallCollege college, List<Gap> gaps) {
        if (gaps.isEmpty()) return gaps;
        Map<Long, Integer> loads = new TreeMap<>();
        db.sql("""
                select j.id, count(c.id) from call_juror j left join assignment a on a.juror_id = j.id and a.ended_at is null
                left join application c on c.id = a.application_id and c.standing = 'SUBMITTED'
                where j.call_id = ? and j.college = ? and j.left_at is null group by j.id""")
                .params(call.id(), college.name())
                .query((row, _) -> loads.put(row.getLong(1), row.getInt(2)))
                .list();
        Set<Sharing.Pair> taken = new HashSet<>(db.sql("""
                select application_id, juror_id from assignment where application_id = any (:applications)
                union select application_id, juror_id from conflict where application_id = any (:applications)""")
                .param("applications", gaps.stream().map(Gap::application).toArray(Long[]::new))
                .query((row, _) -> new Sharing.Pair(row.getLong(1), row.getLong(2)))
                .list());
        var pairs = new ArrayList<Sharing.Pair>();
        Map<Sharing.Pair, Long> replaced = new java.util.HashMap<>();
        var left = new ArrayList<Gap>();
        for (var gap : gaps) {
            var free = loads.entrySet().stream()
                    .filter(juror -> !taken.contains(new Sharing.Pair(gap.application(), juror.getKey())))
                    .min(Comparator.comparingInt(Map.Entry::getValue));
            if (free.isEmpty()) {
                left.add(gap);
                continue;
            }
            var pair = new Sharing.Pair(gap.application(), free.get().getKey());
            taken.add(pair);
            pairs.add(pair);
            if (gap.replaced() != null) replaced.put(pair, gap.replaced());
            free.get().setValue(free.get().getValue() + 1);
        }
        insert(pairs, replaced);
        return left;
    }
}
