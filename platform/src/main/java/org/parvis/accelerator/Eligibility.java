package org.parvis.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door by which agents decide what may be read: rule by rule, after asking for what can be put right. */
@Component
class Eligibility {
    private final JdbcClient db;
    private final Calls calls;
    private final Applications applications;
    private final ApplicationLetters letters;
    private final Journal journal;
    private final CivicClock clock;

    Eligibility(
            JdbcClient db,
            Calls calls,
            Applications applications,
            ApplicationLetters letters,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.calls = calls;
        this.applications = applications;
        this.letters = letters;
        this.journal = journal;
        this.clock = clock;
    }

    /** What an agent found of a rule; why, where it is not met. */
    record Finding(long rule, boolean met, String reason) {}

    /** By the rule's number. */
    Map<Long, Finding> listFindings(Application application) {
        Map<Long, Finding> findings = new HashMap<>();
        db.sql("select rule_id, met, reason from eligibility_answer where application_id = ?")
                .param(application.id())
                .query((row, _) ->
                        findings.put(row.getLong(1), new Finding(row.getLong(1), row.getBoolean(2), row.getString(3))))
                .list();
        return findings;
    }

    /** Says of each rule whether it is met; the application is eligible where all are. Until the step ends, one may think again. */
    @Transactional
    public void decide(Actor actor, String slug, int number, List<Finding> findings) {
        var application = lockChecked(actor, slug, number);
        var rules = calls.listRules(calls.get(application.call()));
        if (!findings.stream()
                        .map(Finding::rule)
                        .collect(Collectors.toSet())
                        .equals(rules.stream().map(EligibilityRule::id).collect(Collectors.toSet()))
                || findings.stream().anyMatch(f -> !f.met() && f.reason().isBlank()))
            throw new BadInput("accelerator.check.bad");
        var now = clock.now();
        db.sql("""
                insert into eligibility_answer (application_id, rule_id, met, reason, answered_at, answered_by)
                select ?, f.rule, f.met, f.reason, ?, ? from unnest(?::bigint[], ?::boolean[], ?::text[]) f (rule, met, reason)
                on conflict (application_id, rule_id) do update set (met, reason, answered_at, answered_by)
                = (excluded.met, excluded.reason, excluded.answered_at, excluded.answered_by)""")
                .params(Values.of(
                        application.id(),
                        now,
                        actor.personId(),
                        findings.stream().map(Finding::rule).toArray(Long[]::new),
                        findings.stream().map(Finding::met).toArray(Boolean[]::new),
                        findings.stream().map(Finding::reason).toArray(String[]::new)))
                .update();
        String reasons =
                findings.stream().filter(f -> !f.met()).map(Finding::reason).collect(Collectors.joining("\n"));
        db.sql("update application set (eligible, checked_at, checked_by, check_reason) = (?, ?, ?, ?) where id = ?")
                .params(Values.of(
                        findings.stream().allMatch(Finding::met),
                        now,
                        actor.personId(),
                        reasons.isEmpty() ? null : reasons,
                        application.id()))
                .update();
    }

    /** Nobody decides of their own; what is decided waits until the step has not ended meanwhile. */
    private Application lockChecked(Actor actor, String slug, int number) {
        var organised = calls.getRead(slug, actor);
        db.sql("select 1 from call where id = ? for share")
                .param(organised.id())
                .query((row, _) -> row.getInt(1))
                .single();
        var call = calls.get(organised.id());
        if (call.phase(clock.now()) != Call.Phase.CHECKING) throw new BadInput("accelerator.check.not");
        var application = applications.get(call, number);
        if (Objects.equals(application.applicant(), actor.personId())) throw new Forbidden();
        if (application.standing() != Application.Standing.SUBMITTED) throw new BadInput("accelerator.check.withdrawn");
        return application;
    }

    /**
     * What an agent asks an applicant to put right.
     *
     * @param answer none until it is given
     */
    record Correction(
            long id,
            String request,
            Instant askedAt,
            Instant dueAt,
            @Nullable String answer,
            @Nullable Instant answeredAt) {
        public boolean isOpen(Instant now) {
            return answer == null && now.isBefore(dueAt);
        }
    }

    List<Correction> listCorrections(Application application) {
        return db.sql("select * from correction where application_id = ? order by id")
                .param(application.id())
                .query((row, _) -> new Correction(
                        row.getLong("id"),
                        row.getString("request"),
                        Objects.requireNonNull(Calls.instant(row, "asked_at")),
                        Objects.requireNonNull(Calls.instant(row, "due_at")),
                        row.getString("answer"),
                        Calls.instant(row, "answered_at")))
                .list();
    }

    /** Asks for something to be put right by the end of a day; the applicants receive a letter. */
    @Transactional
    public void ask(Actor actor, String slug, int number, String request, LocalDate dueOn) {
        var application = lockChecked(actor, slug, number);
        var call = calls.get(application.call());
        var dueAt = dueOn.plusDays(1).atStartOfDay(call.zone()).toInstant();
        if (!dueAt.isAfter(clock.now()) || dueOn.isAfter(call.announcedOn()))
            throw new BadInput("accelerator.correction.due.bad");
        db.sql("insert into correction (application_id, asked_at, asked_by, request, due_at) values (?, ?, ?, ?, ?)")
                .params(Values.of(application.id(), clock.now(), actor.personId(), request, dueAt))
                .update();
        letters.asked(call, application, request, dueAt);
    }

    /** What the applicant answers, once, in time. */
    @Transactional
    public void answer(Actor actor, String slug, int number, long correction, String answer) {
        var application = applications.get(calls.get(slug, null), number);
        if (!Objects.equals(application.applicant(), actor.personId())) throw new Forbidden();
        var now = clock.now();
        int answered = db.sql("""
                update correction set (answered_at, answer) = (?, ?)
                where id = ? and application_id = ? and answered_at is null and due_at > ?""")
                .params(Values.of(now, answer, correction, application.id(), now))
                .update();
        if (answered == 1) return;
        boolean known = listCorrections(application).stream().anyMatch(c -> c.id() == correction);
        if (!known) throw new NotFound("correction " + correction);
        throw new BadInput("accelerator.correction.late");
    }

    /**
     * Ends the step: what may be read is decided.
     *
     * @throws BadInput while one is not decided, or an answer may still come
     */
    @Transactional
    public void end(Actor actor, String slug) {
        var call = calls.lockOrganised(slug, actor);
        var now = clock.now();
        if (call.phase(now) != Call.Phase.CHECKING) throw new BadInput("accelerator.check.not");
        if (calls.listRules(call).isEmpty())
            db.sql("""
                    update application set (eligible, checked_at, checked_by) = (true, ?, ?)
                    where call_id = ? and standing = 'SUBMITTED' and eligible is null""").params(Values.of(now, actor.personId(), call.id())).update();
        int awaited = db.sql("""
                select count(*) from correction c join application a on a.id = c.application_id
                where a.call_id = ? and a.standing = 'SUBMITTED' and c.answered_at is null and c.due_at > ?""")
                .params(Values.of(call.id(), now))
                .query(Integer.class)
                .single();
        if (awaited > 0) throw new BadInput("accelerator.check.awaited", awaited);
        var counts = applications.count(call);
        int undecided = counts.getOrDefault(Applications.Filter.TO_CHECK, 0);
        if (undecided > 0) throw new BadInput("accelerator.check.undecided", undecided);
        calls.step(call, Call.Step.Kind.CHECKED, actor, null);
        journal.record(Calls.act("accelerator.checked", call, actor)
                .with(
                        "eligible",
                        counts.getOrDefault(Applications.Filter.ELIGIBLE, 0).toString())
                .with(
                        "ineligible",
                        counts.getOrDefault(Applications.Filter.INELIGIBLE, 0).toString()));
    }
}
