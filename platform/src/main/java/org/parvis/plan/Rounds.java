package org.parvis.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Mails;
import org.parvis.accounts.Mandates;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.accounts.Person;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the reporting rounds and their reminders. */
@Component("reportingRounds")
public class Rounds {
    private static final String SELECT = """
            select r.*, p.slug as plan, (select s.taken_on from round_step s where s.round_id = r.id and s.step = 'CLOSED') as closed_on
            from round r join action_plan p on p.id = r.plan_id
            """;

    /** Each commitment a round :round expects a report of, with whether it came, on a :day. */
    private static final String EXPECTED = """
            select c.id, c.number, c.title_fr, c.title_en, c.lead_id, p.slug as plan,
                   coalesce(last.reported_on >= r.opens_on, false) as received
            from round r
            join action_plan p on p.id = r.plan_id
            join commitment c on c.plan_id = p.id
            left join round_step closed on closed.round_id = r.id and closed.step = 'CLOSED'
            left join lateral (select x.reported_on, x.completion from progress_report x
                               where x.commitment_id = c.id and x.reported_on <= least(:day, closed.taken_on)
                               order by x.reported_on desc, x.id desc limit 1) last on true
            where r.id = :round and (last.completion is distinct from 'COMPLETE' or last.reported_on >= r.opens_on)
            """;

    private final JdbcClient db;
    private final Journal journal;
    private final Mandates mandates;
    private final Mails mails;

    Rounds(JdbcClient db, Journal journal, Mandates mandates, Mails mails) {
        this.db = db;
        this.journal = journal;
        this.mandates = mandates;
        this.mails = mails;
    }

    /** What the coordinator asks of the leads. */
    public record Call(Bilingual title, @Nullable Bilingual message, LocalDate opensOn, LocalDate dueOn) {
        /** The fields at fault on a day: a round opens now or later, and leaves at least a week. */
        public List<String> faults(LocalDate day) {
            if (opensOn.isBefore(day)) return List.of("ouverture");
            if (dueOn.isBefore(opensOn.plusDays(7)) || dueOn.isAfter(opensOn.plusYears(1))) return List.of("echeance");
            return List.of();
        }
    }

    /** What one lead owes a round. */
    public record LeadPart(Organisation.Name lead, List<Expected> expected) {
        /** One commitment, and whether its report came. */
        public record Expected(CommitmentName commitment, boolean received) {}

        public long received() {
            return expected.stream().filter(Expected::received).count();
        }

        public List<CommitmentName> awaited() {
            return expected.stream()
                    .filter(e -> !e.received())
                    .map(Expected::commitment)
                    .toList();
        }
    }

    /** @throws NotFound where there is no such round */
    public Round get(long id) {
        return db.sql(SELECT + "where r.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("round " + id));
    }

    /** A plan's rounds, the latest first. */
    public List<Round> list(ActionPlan plan) {
        return db.sql(SELECT + "where r.plan_id = ? order by r.opens_on desc, r.id desc limit 100")
                .param(plan.id())
                .query((row, _) -> read(row))
                .list();
    }

    /** The rounds of every plan that await reports on a day. */
    public List<Round> listOpen(LocalDate day) {
        return db.sql("select * from (" + SELECT
                        + ") r where opens_on <= :day and (closed_on is null or closed_on > :day)"
                        + " order by due_on, id")
                .param("day", day)
                .query((row, _) -> read(row))
                .list();
    }

    /** What each lead owes a round, or one of them alone. */
    public List<LeadPart> listParts(Round round, @Nullable String organisation, LocalDate day) {
        record Row(Organisation.Name lead, LeadPart.Expected expected) {}
        var rows = db.sql("select e.*, o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en,"
                        + " o.acronym as lead_acronym from (" + EXPECTED + ") e join organisation o on o.id = e.lead_id"
                        + " where :organisation::text is null or o.slug = :organisation order by o.name_fr, e.number")
                .param("round", round.id())
                .param("day", day)
                .param("organisation", organisation)
                .query((row, _) -> new Row(
                        Organisations.name(row, "lead_"),
                        new LeadPart.Expected(
                                new CommitmentName(
                                        row.getString("plan"), row.getInt("number"), Bilingual.get(row, "title")),
                                row.getBoolean("received"))))
                .list();
        return rows.stream()
                .map(Row::lead)
                .distinct()
                .map(lead -> new LeadPart(
                        lead,
                        rows.stream()
                                .filter(r -> r.lead().equals(lead))
                                .map(Row::expected)
                                .toList()))
                .toList();
    }

    /**
     * Opens a round: each lead that has something to report gets its calendar of reminders.
     *
     * @throws Forbidden for whoever does not coordinate
     * @throws BadInput where its dates cannot be, or another round of the plan is not closed
     */
    @Transactional
    public Round open(Actor actor, ActionPlan plan, Call call, LocalDate day) {
        actor.must(Role.COORDINATOR);
        if (!call.faults(day).isEmpty()) throw new BadInput("plan.round.faults");
        db.sql("select from action_plan where id = ? for update")
                .param(plan.id())
                .query()
                .listOfRows();
        if (list(plan).stream().anyMatch(r -> r.closedOn() == null)) throw new BadInput("plan.round.another");
        long id = db.sql("""
                insert into round (plan_id, title_fr, title_en, message_fr, message_en, opens_on, due_on)
                values (:plan, :titleFr, :titleEn, :messageFr, :messageEn, :opens, :due) returning id""")
                .param("plan", plan.id())
                .param("titleFr", call.title().fr())
                .param("titleEn", call.title().en())
                .param(
                        "messageFr",
                        call.message() == null ? null : call.message().fr())
                .param(
                        "messageEn",
                        call.message() == null ? null : call.message().en())
                .param("opens", call.opensOn())
                .param("due", call.dueOn())
                .query(Long.class)
                .single();
        step(id, "OPENED", actor, null, day);
        var round = get(id);
        plan(round, day);
        journal.record(Act.of("plan.round.opened", plan.path(), Role.COORDINATOR, null)
                .with("round", Long.toString(id))
                .with("opens", call.opensOn().toString())
                .with("due", call.dueOn().toString()));
        return round;
    }

    /** Writes the calendar of reminders of a round that opens. */
    void plan(Round round, LocalDate day) {
        round.reminders()
                .forEach((kind, due) -> db.sql("insert into reminder (round_id, organisation_id, kind, due_on)"
                                + " select distinct :round::bigint, e.lead_id, :kind, :due::date from (" + EXPECTED
                                + ") e where not e.received"
                                + " on conflict do nothing")
                        .param("round", round.id())
                        .param("kind", kind.name())
                        .param("due", due)
                        .param("day", day)
                        .update());
    }

    /**
     * Closes a round: what has not come by now will count for the next.
     *
     * @throws BadInput where it is closed already
     */
    @Transactional
    public void close(Actor actor, long id, @Nullable String reason, LocalDate day) {
        actor.must(Role.COORDINATOR);
        var round = get(id);
        if (step(id, "CLOSED", actor, reason, day) == 0) throw new BadInput("plan.round.closed.already");
        var parts = listParts(round, null, day);
        var act = Act.of("plan.round.closed", "/plans/" + round.plan(), Role.COORDINATOR, null)
                .with("round", Long.toString(id))
                .with(
                        "expected",
                        Long.toString(parts.stream()
                                .mapToLong(p -> p.expected().size())
                                .sum()))
                .with(
                        "received",
                        Long.toString(
                                parts.stream().mapToLong(LeadPart::received).sum()));
        journal.record(reason == null ? act : act.because(reason));
    }

    private int step(long round, String step, Actor actor, @Nullable String reason, LocalDate day) {
        return db.sql("insert into round_step (round_id, step, taken_on, taken_by, reason)"
                        + " values (:round, :step, :day, :person, :reason) on conflict do nothing")
                .param("round", round)
                .param("step", step)
                .param("day", day)
                .param("person", actor.personId())
                .param("reason", reason)
                .update();
    }

    /**
     * Takes some of the reminders whose day has come, each once however many processes ask at the same time, and writes to
     * those who still owe a report. A closed round reminds nobody.
     *
     * @return how many were taken; 0 when none waits
     */
    @Transactional
    public int remind(LocalDate day, int atMost) {
        record Waiting(long id, long round, String organisation, Round.Reminder kind) {}
        var waiting = db.sql("""
                select m.id, m.round_id, o.slug, m.kind from reminder m join organisation o on o.id = m.organisation_id
                where m.taken_on is null and m.due_on <= ? order by m.due_on, m.id limit ? for update of m skip locked""")
                .params(day, atMost)
                .query((row, _) -> new Waiting(
                        row.getLong("id"),
                        row.getLong("round_id"),
                        row.getString("slug"),
                        Round.Reminder.valueOf(row.getString("kind"))))
                .list();
        for (var reminder : waiting) {
            db.sql("update reminder set taken_on = ? where id = ?")
                    .params(day, reminder.id())
                    .update();
            var round = get(reminder.round());
            if (!round.isOpenOn(day)) continue;
            var awaited = listParts(round, reminder.organisation(), day).stream()
                    .flatMap(part -> part.awaited().stream())
                    .toList();
            if (!awaited.isEmpty())
                for (var person : mandates.listHolders(Role.CONTRIBUTOR, reminder.organisation()))
                    remind(person, reminder.kind(), round, awaited);
        }
        return waiting.size();
    }

    private void remind(Person person, Round.Reminder kind, Round round, List<CommitmentName> awaited) {
        var language = person.language();
        mails.write(
                person,
                "plan.mail." + kind,
                round.title().in(language),
                awaited.size(),
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(language.locale())
                        .format(round.dueOn()),
                awaited.stream()
                        .map(c -> c.number() + ". " + c.title().in(language))
                        .collect(Collectors.joining("\n")),
                mails.address(language, "/taches"));
    }

    private static Round read(ResultSet row) throws SQLException {
        return new Round(
                row.getLong("id"),
                row.getString("plan"),
                Bilingual.get(row, "title"),
                Bilingual.find(row, "message"),
                row.getObject("opens_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                row.getBoolean("fictional"));
    }
}
