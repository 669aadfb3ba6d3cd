package org.parvis.accelerator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what applicants are told: reasons and advice, written by one person, approved by another, sent all together. */
@Component
class Verdicts {
    static final int LEAST_REASONS = 20, LONGEST = 5_000;

    private final JdbcClient db;
    private final Calls calls;
    private final Jurors jurors;
    private final Mails mails;
    private final Journal journal;
    private final CivicClock clock;

    Verdicts(JdbcClient db, Calls calls, Jurors jurors, Mails mails, Journal journal, CivicClock clock) {
        this.db = db;
        this.calls = calls;
        this.jurors = jurors;
        this.mails = mails;
        this.journal = journal;
        this.clock = clock;
    }

    /** @throws Forbidden for whoever is neither of the coordination nor of the administration's college */
    Call mustWrite(String slug, Actor actor) {
        var call = calls.get(slug, actor);
        if (!jurors.isAgent(call, actor)) throw new Forbidden();
        return call;
    }

    /**
     * An application that was decided, and what its applicant is told.
     *
     * @param place in the joint ranking; none where it was not pre-selected
     * @param outcome what the ranking says; none where it is not confirmed yet
     */
    record Line(
            long application,
            int number,
            String title,
            @Nullable Integer place,
            Application.@Nullable Outcome outcome,
            @Nullable Verdict verdict) {

        public Verdict.Stage stage() {
            return verdict == null ? Verdict.Stage.MISSING : verdict.stage();
        }

        /** Whether what is written is what the ranking says; a place in reserve is a way of not being selected. */
        boolean agrees() {
            return verdict != null
                    && (verdict.outcome() == outcome
                            || place != null
                                    && outcome == Application.Outcome.NOT_SELECTED
                                    && verdict.outcome() == Application.Outcome.RESERVE);
        }
    }

    private static final String SELECT = """
            with ranked as (
                select r.application_id, row_number() over (order by r.place)::int as place
                from result r join application c on c.id = r.application_id and c.standing = 'SUBMITTED'
                where r.call_id = :call and r.stage = 'JOINT')
            select c.id, c.number, c.title, c.eligible, c.shortlisted_at, r.place, v.* from application c
            left join ranked r on r.application_id = c.id left join verdict v on v.application_id = c.id
            where c.call_id = :call and c.standing = 'SUBMITTED'
            """;

    /** All that were submitted and not withdrawn, by number. */
    List<Line> list(Call call) {
        return db.sql(SELECT + "order by c.number")
                .param("call", call.id())
                .query((row, _) -> read(call, row))
                .list();
    }

    Optional<Line> find(Call call, int number) {
        return db.sql(SELECT + "and c.number = :number")
                .param("call", call.id())
                .param("number", number)
                .query((row, _) -> read(call, row))
                .optional();
    }

    /** What its applicant was told, once they were. */
    Optional<Verdict> findSent(Call call, Application application) {
        if (call.announcedAt() == null || application.number() == null) return Optional.empty();
        return find(call, application.number()).map(Line::verdict).filter(v -> v.sentAt() != null);
    }

    private static Line read(Call call, ResultSet row) throws SQLException {
        Integer place = row.getObject("place", Integer.class);
        Application.Outcome outcome = null;
        if (row.getObject("eligible") != null && !row.getBoolean("eligible")) outcome = Application.Outcome.INELIGIBLE;
        else if (call.shortlistedAt() != null && row.getObject("shortlisted_at") == null)
            outcome = Application.Outcome.NOT_SELECTED;
        else if (call.rankedAt() != null && place != null)
            outcome = place <= call.places() ? Application.Outcome.SELECTED : Application.Outcome.NOT_SELECTED;
        String told = row.getString("outcome");
        return new Line(
                row.getLong("id"),
                row.getInt("number"),
                row.getString("title"),
                place,
                outcome,
                told == null
                        ? null
                        : new Verdict(
                                Application.Outcome.valueOf(told),
                                row.getString("reasons"),
                                row.getString("advice"),
                                row.getInt("edition"),
                                row.getLong("written_by"),
                                Calls.instant(row, "approved_at"),
                                Calls.instant(row, "sent_at")));
    }

    /** What someone typed, and checked. */
    record Sheet(Application.Outcome outcome, String reasons, String advice, int edition) {}

    /**
     * Writes, or writes anew: what was approved before has to be approved again.
     *
     * @throws BadInput where it is sent, not decided yet, or somebody else wrote it meanwhile
     */
    @Transactional
    public void write(Actor actor, String slug, int number, Sheet sheet) {
        var call = shared(mustWrite(slug, actor));
        var line = find(call, number).orElseThrow(() -> new BadInput("accelerator.verdict.unknown"));
        if (line.outcome() == null) throw new BadInput("accelerator.verdict.early");
        var written = new Line(
                line.application(),
                number,
                line.title(),
                line.place(),
                line.outcome(),
                new Verdict(sheet.outcome(), sheet.reasons(), sheet.advice(), 0, 0, null, null));
        if (!written.agrees()) throw new BadInput("accelerator.verdict.outcome");
        int kept = db.sql("""
                insert into verdict as v (application_id, outcome, reasons, advice, written_at, written_by)
                select ?, ?, ?, ?, ?, ? where ? = 0 or exists (select from verdict where application_id = ?)
                on conflict (application_id) do update
                set (outcome, reasons, advice, written_at, written_by, approved_at, approved_by, edition)
                    = (excluded.outcome, excluded.reasons, excluded.advice, excluded.written_at, excluded.written_by, null, null,
                       v.edition + 1)
                where v.edition = ? and v.sent_at is null""")
                .params(Values.of(
                        line.application(),
                        sheet.outcome().name(),
                        sheet.reasons(),
                        sheet.advice(),
                        clock.now(),
                        actor.personId(),
                        sheet.edition(),
                        line.application(),
                        sheet.edition()))
                .update();
        if (kept == 0) throw new BadInput("accelerator.verdict.overtaken");
    }

    /** Whoever announces waits, and this writer sees whether all is sent. */
    private Call shared(Call call) {
        db.sql("select 1 from call where id = ? for share")
                .param(call.id())
                .query((row, _) -> row.getInt(1))
                .single();
        var seen = calls.get(call.id());
        if (seen.announcedAt() != null || seen.cancelledAt() != null) throw new BadInput("accelerator.verdict.sent");
        return seen;
    }

    /**
     * Drafts, at one stroke, for those that have nothing yet.
     *
     * @return how many
     */
    @Transactional
    public int prepare(Actor actor, String slug, List<Integer> numbers, List<Sheet> sheets) {
        var call = shared(mustWrite(slug, actor));
        return db.sql("""
                insert into verdict (application_id, outcome, reasons, advice, written_at, written_by)
                select c.id, d.outcome, d.reasons, d.advice, ?, ?
                from unnest(?::int[], ?::text[], ?::text[], ?::text[]) as d (number, outcome, reasons, advice)
                join application c on c.call_id = ? and c.number = d.number and c.standing = 'SUBMITTED'
                on conflict do nothing""")
                .params(Values.of(
                        clock.now(),
                        actor.personId(),
                        numbers.toArray(Integer[]::new),
                        sheets.stream().map(s -> s.outcome().name()).toArray(String[]::new),
                        sheets.stream().map(Sheet::reasons).toArray(String[]::new),
                        sheets.stream().map(Sheet::advice).toArray(String[]::new),
                        call.id()))
                .update();
    }

    /**
     * Approves what somebody else wrote, as it was read.
     *
     * @param editions the edition that was read, by number
     * @return how many
     * @throws BadInput where none of them can be: changed since, one's own, or approved already
     */
    @Transactional
    public int approve(Actor actor, String slug, java.util.Map<Integer, Integer> editions) {
        var call = shared(mustWrite(slug, actor));
        var numbers = new ArrayList<>(editions.keySet());
        int approved = db.sql("""
                update verdict v set (approved_at, approved_by) = (?, ?)
                from application c, unnest(?::int[], ?::int[]) as e (number, edition)
                where c.id = v.application_id and c.call_id = ? and c.number = e.number and v.edition = e.edition
                      and v.approved_at is null and v.written_by <> ?""")
                .params(Values.of(
                        clock.now(),
                        actor.personId(),
                        numbers.toArray(Integer[]::new),
                        numbers.stream().map(editions::get).toArray(Integer[]::new),
                        call.id(),
                        actor.personId()))
                .update();
        if (approved == 0) throw new BadInput("accelerator.verdict.not-approved");
        var act = call.isOrganisedBy(actor)
                ? Calls.act("accelerator.approved", call, actor)
                : Act.of("accelerator.approved", call.path(), Role.JUROR, null)
                        .with("title", call.title().fr());
        journal.record(act.with("verdicts", Integer.toString(approved)));
        return approved;
    }

    /**
     * Announces: every applicant receives their reasons and advice, and what was decided is public.
     *
     * @throws BadInput where the ranking is not confirmed, or an applicant would not be told, or not what was decided
     */
    @Transactional
    public void announce(Actor actor, String slug) {
        var call = calls.lockOrganised(slug, actor);
        if (call.rankedAt() == null || call.announcedAt() != null || call.cancelledAt() != null)
            throw new BadInput("accelerator.announce.not");
        var lines = list(call);
        long missing = lines.stream()
                .filter(l -> l.verdict() == null || l.verdict().approvedAt() == null)
                .count();
        if (missing > 0) throw new BadInput("accelerator.announce.missing", missing);
        var others = lines.stream().filter(l -> !l.agrees()).map(Line::number).toList();
        if (!others.isEmpty())
            throw new BadInput(
                    "accelerator.announce.others",
                    String.join(
                            ", ", others.stream().limit(10).map(String::valueOf).toList()));
        db.sql("""
                update application c set outcome = v.outcome from verdict v
                where v.application_id = c.id and c.call_id = ? and c.standing = 'SUBMITTED'""").param(call.id()).update();
        db.sql("""
                update verdict v set sent_at = ? from application c
                where c.id = v.application_id and c.call_id = ? and c.standing = 'SUBMITTED'""").params(Values.of(clock.now(), call.id())).update();
        calls.step(call, Call.Step.Kind.ANNOUNCED, actor, null);
        long selected = lines.stream()
                .filter(l -> l.outcome() == Application.Outcome.SELECTED)
                .count();
        journal.record(Calls.act("accelerator.announced", call, actor)
                .with("applications", Integer.toString(lines.size()))
                .with("selected", Long.toString(selected)));
        tell(call);
    }

    /** To whoever applied, and to those with whom they did. */
    private void tell(Call call) {
        mails.send(db.sql("""
                select c.title, c.number, v.outcome, v.reasons, v.advice, p.email, p.language
                from application c join verdict v on v.application_id = c.id
                join lateral (select c.applicant_id as id union
                              select o.person_id from co_applicant o where o.application_id = c.id and o.accepted_at is not null) w
                     on true
                join person p on p.id = w.id and p.erased_at is null
                where c.call_id = ? and c.standing = 'SUBMITTED' order by c.number, p.id""")
                .param(call.id())
                .query((row, _) -> {
                    var language = Language.valueOf(row.getString("language"));
                    return new Mails.Draft(
                            new Email(row.getString("email")),
                            language,
                            "accelerator.mail.verdict." + row.getString("outcome"),
                            List.of(
                                    call.title().in(language),
                                    row.getString("title"),
                                    row.getString("reasons"),
                                    row.getString("advice"),
                                    mails.address(language, call.path() + "/resultats")),
                            null,
                            null);
                })
                .list());
    }
}
