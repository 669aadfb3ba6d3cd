package org.parvis.participation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Mails;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.accounts.People;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.trace.Link;
import org.parvis.trace.Thing;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the reasoned responses. */
@Component
public class Responses {
    private static final Set<Thing.Kind> LEADS_TO = Set.of(
            Thing.Kind.COMMITMENT,
            Thing.Kind.MILESTONE,
            Thing.Kind.PLAN,
            Thing.Kind.CONTRIBUTION,
            Thing.Kind.GATHERING,
            Thing.Kind.DOCUMENT,
            Thing.Kind.CONSULTATION);

    private static final String SELECT = """
            select r.*, o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym,
                   (select count(*) from response_contribution x where x.response_id = r.id)::int as contributions
            from response r join organisation o on o.id = r.organisation_id
            """;

    private final JdbcClient db;
    private final Traces traces;
    private final Journal journal;
    private final People people;
    private final Mails mails;
    private final CivicClock clock;

    Responses(JdbcClient db, Traces traces, Journal journal, People people, Mails mails, CivicClock clock) {
        this.db = db;
        this.traces = traces;
        this.journal = journal;
        this.people = people;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * What is answered.
     *
     * @param organisation the slug of the one that signs
     * @param mergedInto a contribution of the same consultation, where the outcome is a merger
     * @param leadsTo addresses of what comes of it: commitments, gatherings, documents…
     */
    record Answer(
            String organisation,
            Outcome outcome,
            Bilingual reason,
            @Nullable Long mergedInto,
            List<String> leadsTo) {}

    /** @throws NotFound where there is none */
    public Response get(long id) {
        return db.sql(SELECT + "where r.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("response " + id));
    }

    /** The responses a contribution received, the one that holds first. */
    List<Response> listOf(long contribution) {
        return db.sql(SELECT + "join response_contribution v on v.response_id = r.id where v.contribution_id = ?"
                        + " order by v.version desc")
                .param(contribution)
                .query((row, _) -> read(row))
                .list();
    }

    /**
     * Answers some contributions of a consultation, with one reason recorded for each; what was answered before has a new
     * version. Their authors are told.
     *
     * @return the response's number
     * @throws BadInput without a reason, or where something it names is not there: nothing is answered
     * @throws Forbidden where the person does not answer for this organisation, or it does not answer here
     */
    @Transactional
    public long answer(Actor actor, Consultation consultation, Set<Long> contributions, Answer answer) {
        var signatory = consultation.answerers(actor).stream()
                .filter(o -> o.slug().equals(answer.organisation()))
                .findFirst()
                .orElseThrow(Forbidden::new);
        var role = actor.isFor(Role.CONTRIBUTOR, signatory.slug()) ? Role.CONTRIBUTOR : Role.COORDINATOR;
        var now = clock.now();
        var day = clock.today();
        if (consultation.announcedAt() == null || now.isBefore(consultation.opensAt()))
            throw new BadInput("participation.contribute.early");
        if (consultation.closedAt() != null) throw new BadInput("participation.answer.closed");
        check(consultation, contributions, answer, day);
        long id = write(consultation, answer, actor.personId(), now, false);
        tie(new Traces.By(role, signatory.slug(), actor.personId()), id, contributions, answer, now, day, false);
        journal.record(
                Act.of("participation.answered", Response.path(id), role, signatory.slug())
                        .because(answer.reason().fr())
                        .with("consultation", consultation.path())
                        .with("outcome", answer.outcome().name())
                        .with("contributions", Integer.toString(contributions.size())),
                contributions.stream()
                        .sorted()
                        .map(c -> Sha256.of(Contribution.path(c).getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        tell(contributions, signatory);
        return id;
    }

    private void check(Consultation consultation, Set<Long> contributions, Answer answer, LocalDate day) {
        if (contributions.isEmpty()) throw new BadInput("participation.answer.none");
        if (contributions.size() > Response.AT_ONCE) throw new BadInput("participation.answer.most", Response.AT_ONCE);
        if (answer.reason().fr().strip().length() < Response.SHORTEST
                || answer.reason().fr().length() > Response.LONGEST)
            throw new BadInput("participation.answer.reason", Response.SHORTEST, Response.LONGEST);
        // In the order of their numbers, so that two answers at once wait for each other and never lock each other out.
        var all = new LinkedHashSet<>(contributions);
        if (answer.mergedInto() != null) all.add(answer.mergedInto());
        var there = Set.copyOf(db.sql("""
                select id from contribution where id = any (?) and consultation_id = ? and standing = 'PUBLIC' order by id for update""")
                .params(all.stream().sorted().toArray(Long[]::new), consultation.id())
                .query(Long.class)
                .list());
        if ((answer.outcome() == Outcome.MERGED) != (answer.mergedInto() != null)
                || answer.mergedInto() != null
                        && (contributions.contains(answer.mergedInto()) || !there.contains(answer.mergedInto())))
            throw new BadInput("participation.answer.merged");
        if (!there.containsAll(contributions)) throw new BadInput("participation.answer.unseen");
        for (String address : answer.leadsTo())
            if (traces.find(address, day)
                    .filter(t -> LEADS_TO.contains(t.kind()))
                    .isEmpty()) throw new BadInput("participation.answer.leads", address);
    }

    /** The response's own row. */
    private long write(Consultation consultation, Answer answer, @Nullable Long by, Instant at, boolean fictional) {
        return db.sql("""
                insert into response (consultation_id, organisation_id, outcome, reason_fr, reason_en, merged_into, answered_at,
                                      answered_by, fictional)
                select ?, o.id, ?, ?, ?, ?::bigint, ?, ?::bigint, ? from organisation o where o.slug = ? returning id""")
                .params(Values.of(
                        consultation.id(),
                        answer.outcome().name(),
                        answer.reason().fr().strip(),
                        answer.reason().en(),
                        answer.mergedInto(),
                        at,
                        by,
                        fictional,
                        answer.organisation()))
                .query(Long.class)
                .single();
    }

    /** Each contribution to the response, the response to what comes of it. */
    private void tie(
            Traces.By by,
            long id,
            Set<Long> contributions,
            Answer answer,
            Instant at,
            LocalDate day,
            boolean fictional) {
        var reason =
                new Traces.Reason(answer.reason().fr().strip(), answer.reason().en(), fictional);
        for (long contribution : contributions.stream().sorted().toList()) {
            String from = Contribution.path(contribution);
            var before = traces.listFrom(from);
            before.stream()
                    .filter(l -> l.kind() == Link.Kind.MERGED_INTO)
                    .forEach(l -> traces.end(by, l.id(), reason, day));
            traces.link(
                    by,
                    Link.Kind.ANSWERED_BY,
                    from,
                    Response.path(id),
                    reason,
                    before.stream()
                            .filter(l -> l.kind() == Link.Kind.ANSWERED_BY)
                            .map(Link::id)
                            .findFirst()
                            .orElse(null),
                    day);
            if (answer.mergedInto() != null)
                traces.link(by, Link.Kind.MERGED_INTO, from, Contribution.path(answer.mergedInto()), reason, null, day);
        }
        boolean adopted = answer.outcome() == Outcome.ADOPTED || answer.outcome() == Outcome.PARTLY_ADOPTED;
        var kind = adopted ? Link.Kind.ADOPTED_IN : Link.Kind.RELATED_TO;
        for (String address : new LinkedHashSet<>(answer.leadsTo()))
            traces.link(by, kind, Response.path(id), address, reason, null, day);
        Long[] ids = contributions.toArray(Long[]::new);
        db.sql("""
                insert into response_contribution (contribution_id, version, response_id)
                select c, coalesce((select max(v.version) from response_contribution v where v.contribution_id = c), 0) + 1, ?
                from unnest(?::bigint[]) c""").params(id, ids).update();
        db.sql("""
                update contribution set response_id = ?, outcome = ?, answered_at = coalesce(answered_at, ?) where id = any (?)""").params(Values.of(id, answer.outcome().name(), at, ids)).update();
    }

    private void tell(Set<Long> contributions, Organisation.Name signatory) {
        record Told(long contribution, String title, long author) {}
        db.sql("""
                select c.id, c.title, c.author_id from contribution c join person p on p.id = c.author_id and p.erased_at is null
                where c.id = any (?)""")
                .param(contributions.toArray(Long[]::new))
                .query((row, _) -> new Told(row.getLong("id"), row.getString("title"), row.getLong("author_id")))
                .list()
                .forEach(told -> {
                    var author = people.get(told.author());
                    mails.write(
                            author,
                            "participation.mail.answered",
                            told.title(),
                            signatory.full().in(author.language()),
                            mails.address(author.language(), Contribution.path(told.contribution())));
                });
    }

    /** A response of the demonstration, given on a day of its story. */
    void load(Consultation consultation, Set<Long> contributions, Answer answer, Instant at) {
        long id = write(consultation, answer, null, at, true);
        tie(
                new Traces.By(Role.CONTRIBUTOR, answer.organisation(), null),
                id,
                contributions,
                answer,
                at,
                LocalDate.ofInstant(at, consultation.zone()),
                true);
    }

    /** What comes of a response: the addresses it is tied to. */
    List<String> listOutcomes(long response) {
        var addresses = new ArrayList<String>();
        traces.listFrom(Response.path(response)).forEach(l -> addresses.add(l.outcome()));
        return addresses;
    }

    private static Response read(ResultSet row) throws SQLException {
        return new Response(
                row.getLong("id"),
                row.getLong("consultation_id"),
                Organisations.name(row, "org_"),
                Outcome.valueOf(row.getString("outcome")),
                Bilingual.get(row, "reason"),
                row.getObject("merged_into", Long.class),
                row.getTimestamp("answered_at").toInstant(),
                row.getBoolean("fictional"),
                row.getInt("contributions"));
    }
}
