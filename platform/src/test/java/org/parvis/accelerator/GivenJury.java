package org.parvis.accelerator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A call of a test's own whose applications are checked, held by the DITP, and the people who judge them. */
@Component
class GivenJury {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final JdbcClient db;
    private final Calls calls;
    private final Jurors jurors;
    private final Assignments assignments;
    private final Ballots ballots;
    private final Rankings rankings;
    private final Files files;
    private final CivicClock clock;

    GivenJury(
            JdbcClient db,
            Calls calls,
            Jurors jurors,
            Assignments assignments,
            Ballots ballots,
            Rankings rankings,
            Files files,
            CivicClock clock) {
        this.db = db;
        this.calls = calls;
        this.jurors = jurors;
        this.assignments = assignments;
        this.ballots = ballots;
        this.rankings = rankings;
        this.files = files;
        this.clock = clock;
    }

    Actor account(String account, Role role) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(
                id,
                account,
                role == Role.MEMBER
                        ? List.of()
                        : List.of(new Actor.Mandate(role, role == Role.CONTRIBUTOR ? "ditp" : null)));
    }

    Actor coordinator() {
        return account("coordinator", Role.COORDINATOR);
    }

    /** Somebody with an account of their own. */
    Actor person() {
        String email = "jure-" + NUMBER.incrementAndGet() + "@jury.example";
        long id = db.sql("""
                insert into person (email, name, password, created_at, email_confirmed_at) values (?, ?, '-', ?, ?) returning id""")
                .params(Values.of(email, "Juré " + NUMBER.get(), clock.now(), clock.now()))
                .query(Long.class)
                .single();
        return new Actor(id, email, List.of());
    }

    String email(Actor actor) {
        return db.sql("select email from person where id = ?")
                .param(actor.personId())
                .query(String.class)
                .single();
    }

    /** Two criteria for each college: out of 10, and out of 5 with twice the weight; and a file for both, or for one of them. */
    Call call(int applications, int shortlist, int places, int readersAdministration, int readersCitizens) {
        return call(applications, shortlist, places, readersAdministration, readersCitizens, true);
    }

    Call call(
            int applications,
            int shortlist,
            int places,
            int readersAdministration,
            int readersCitizens,
            boolean normalised) {
        return call(applications, shortlist, places, readersAdministration, readersCitizens, normalised, null);
    }

    Call call(
            int applications,
            int shortlist,
            int places,
            int readersAdministration,
            int readersCitizens,
            boolean normalised,
            @Nullable String panel) {
        String slug = "jury-" + NUMBER.incrementAndGet();
        var now = clock.now();
        long id = db.sql("""
                insert into call (slug, title_fr, summary_fr, rules_fr, organisation_id, applicants, zone, opens_at, closes_at,
                                  shortlist_on, announced_on, places, shortlist, readers_administration, readers_citizens, normalised, panel)
                values (?, 'Un appel', 'Pour essayer.', 'Aucune.', (select id from organisation where slug = 'ditp'),
                        array['CITIZEN'], 'Europe/Paris', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        slug,
                        now.minus(Duration.ofDays(60)),
                        now.minus(Duration.ofDays(30)),
                        clock.today().plusDays(10),
                        clock.today().plusDays(30),
                        places,
                        shortlist,
                        readersAdministration,
                        readersCitizens,
                        normalised,
                        panel))
                .query(Long.class)
                .single();
        db.sql("""
                insert into criterion (call_id, college, position, name_fr, guidance_fr, scale, weight)
                values (:call, 'ADMINISTRATION', 1, 'Solidité', '', 10, 1), (:call, 'ADMINISTRATION', 2, 'Impact', '', 5, 2),
                       (:call, 'CITIZENS', 1, 'Intérêt général', '', 10, 1), (:call, 'CITIZENS', 2, 'Importance', '', 5, 2)""").param("call", id).update();
        db.sql("""
                insert into call_field (call_id, position, kind, label_fr, seen_by)
                select ?, n, 'FILE', seen_by, seen_by from unnest(array['ALL', 'ADMINISTRATION', 'CITIZENS']) with ordinality f (seen_by, n)""").param(id).update();
        db.sql("""
                insert into application (call_id, number, standing, applicant_id, kind, name, title, summary, theme, consents,
                                         started_at, changed_at, submitted_at, digest, eligible, checked_at)
                select ?, n, 'SUBMITTED', (select id from person where email = 'member@demonstration.example'), 'CITIZEN',
                       'Une personne', 'Initiative ' || n, 'En une phrase.', (array['SANTE', 'ECOLOGIE', 'NUMERIQUE'])[1 + n % 3], n % 2 = 0,
                       m.at, m.at, m.at, repeat('0', 64), true, m.at
                from generate_series(1, ?) n, (values (?::timestamptz)) m (at)""")
                .params(Values.of(id, applications, now.minus(Duration.ofDays(31))))
                .update();
        db.sql("update call set numbered = ? where id = ?")
                .params(applications, id)
                .update();
        for (String step : List.of("PUBLISHED", "CHECKED"))
            db.sql("insert into call_step (call_id, step, taken_at) values (?, ?, ?)")
                    .params(Values.of(id, step, now.minus(Duration.ofDays(1))))
                    .update();
        return calls.get(id);
    }

    /** Attaches a file to an application, for those whom {@code seenBy} names. */
    StoredFile attach(Call call, int number, String seenBy) {
        var file = files.store(
                new ByteArrayInputStream(
                        ("%PDF-1.4\n% " + call.slug() + " " + number + " " + seenBy + "\n%%EOF\n").getBytes(UTF_8)),
                seenBy.toLowerCase(Locale.ROOT) + ".pdf",
                person().personId());
        db.sql("""
                insert into application_file (application_id, field_id, file_id)
                select a.id, f.id, ? from application a join call_field f on f.call_id = a.call_id and f.seen_by = ?
                where a.call_id = ? and a.number = ?""").params(file.id(), seenBy, call.id(), number).update();
        return file;
    }

    /** The address of a panel whose last seat was refused, the others taken. */
    String panel(List<Email> seats) {
        String slug = "panel-du-jury-" + NUMBER.incrementAndGet();
        db.sql("""
                with p as (
                    insert into panel (slug, title_fr, summary_fr, organisation_id, size, closes_on, zone, mandate_ends_on, one_a_household,
                                       source_fr)
                    select :slug, 'Un panel', 'Pour juger.', id, :size, :today, 'Europe/Paris', :today + 30, false, 'Recensement'
                    from organisation where slug = 'ditp' returning id),
                v as (
                    insert into volunteer (panel_id, email, language, asked_at, confirmed_at)
                    select p.id, e.email, 'FR', :now, :now from p, unnest(:emails::text[]) e (email) returning id, panel_id, email)
                insert into panel_seat (volunteer_id, panel_id, offered_at, answer_by, accepted_at, left_at, left_as)
                select id, panel_id, :now, :now, case when not refused then :now::timestamptz end,
                       case when refused then :now::timestamptz end, case when refused then 'REFUSED' end
                from v, lateral (select email = :last as refused) r""")
                .param("slug", slug)
                .param("size", seats.size())
                .param("today", clock.today())
                .param("now", java.sql.Timestamp.from(clock.now()))
                .param("emails", seats.stream().map(Email::text).toArray(String[]::new))
                .param("last", seats.getLast().text())
                .update();
        return "/panels/" + slug;
    }

    List<Actor> invite(Call call, CallCollege college, int count) {
        var people = new ArrayList<Actor>();
        for (int i = 0; i < count; i++) people.add(person());
        invite(call, college, people);
        return people;
    }

    void invite(Call call, CallCollege college, List<Actor> people) {
        jurors.invite(
                coordinator(),
                call.slug(),
                college,
                people.stream().map(p -> new Email(email(p))).toList());
    }

    void share(Call call, CallCollege college) {
        assignments.ask(coordinator(), call.slug(), college);
        assignments.share(db.sql("select id from sharing where call_id = ? and college = ?")
                .params(call.id(), college.name())
                .query(Long.class)
                .single());
    }

    /** What a juror gives to an application, by its number, as a share of each scale. */
    interface Opinion {
        double of(int juror, int number);
    }

    /** Everybody hands in everything. */
    void judge(Call call, CallCollege college, List<Actor> people, Opinion opinion) {
        for (int p = 0; p < people.size(); p++) {
            var juror = jurors.get(call, people.get(p));
            for (var reading : ballots.list(juror))
                hand(call, people.get(p), reading.number(), opinion.of(p, reading.number()));
        }
    }

    void hand(Call call, Actor person, int number, double share) {
        var juror = jurors.get(call, person);
        var ballot = ballots.get(juror, number);
        ballots.save(
                person, call, juror, ballot.assignment(), sheet(call, juror.college(), share, ballot.edition()), true);
    }

    Ballots.Sheet sheet(Call call, CallCollege college, double share, int edition) {
        var scores = new java.util.HashMap<Long, Integer>();
        for (var criterion : calls.listCriteria(call))
            if (criterion.college() == college)
                scores.put(criterion.id(), (int) Math.round(Math.clamp(share, 0, 1) * criterion.scale()));
        return new Ballots.Sheet(scores, "Un mot.", edition, java.util.UUID.randomUUID(), true);
    }

    /** Both colleges have judged: the lower the number, the better. */
    Call judged(int applications, int shortlist, int places) {
        var call = call(applications, shortlist, places, 2, 2);
        var agents = invite(call, CallCollege.ADMINISTRATION, 3);
        share(call, CallCollege.ADMINISTRATION);
        judge(call, CallCollege.ADMINISTRATION, agents, (_, n) -> 1 - n / (applications + 1.0));
        rankings.close(coordinator(), call.slug(), CallCollege.ADMINISTRATION, "");
        shortlist(call);
        var citizens = invite(call, CallCollege.CITIZENS, 3);
        share(call, CallCollege.CITIZENS);
        judge(calls.get(call.id()), CallCollege.CITIZENS, citizens, (_, n) -> 1 - n / (applications + 1.0));
        rankings.close(coordinator(), call.slug(), CallCollege.CITIZENS, "");
        return calls.get(call.id());
    }

    void shortlist(Call call) {
        var now = calls.get(call.id());
        rankings.shortlist(
                coordinator(),
                call.slug(),
                Rankings.proposed(now, rankings.list(now, Rankings.Stage.ADMINISTRATION)),
                "");
    }
}
