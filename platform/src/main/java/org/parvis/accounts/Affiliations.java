package org.parvis.accounts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom members speak for: they say so, and a coordinator accepts or not. It gives no right; a role is another matter. */
@Component
public class Affiliations {
    private static final int PAGE = 100, MOST = 10;

    private final JdbcClient db;
    private final People people;
    private final Mails mails;
    private final InstantSource time;

    Affiliations(JdbcClient db, People people, Mails mails, InstantSource time) {
        this.db = db;
        this.people = people;
        this.mails = mails;
        this.time = time;
    }

    /** @param accepted null while nobody has decided */
    public record Affiliation(
            Organisation.Name organisation, @Nullable Boolean accepted) {}

    /** A claim that a coordinator has yet to decide. */
    public record Claim(long person, String name, Email email, Organisation.Name organisation, Instant claimedAt) {}

    public List<Affiliation> listOf(long person) {
        return db.sql("""
                select o.slug, o.name_fr, o.name_en, o.acronym, a.accepted
                from affiliation a join organisation o on o.id = a.organisation_id
                where a.person_id = ? order by a.claimed_at, o.id""")
                .param(person)
                .query((row, _) ->
                        new Affiliation(Organisations.name(row, ""), row.getObject("accepted", Boolean.class)))
                .list();
    }

    List<Claim> listWaiting() {
        return db.sql("""
                select p.id, p.name, p.email, a.claimed_at, o.slug, o.name_fr, o.name_en, o.acronym
                from affiliation a join person p on p.id = a.person_id join organisation o on o.id = a.organisation_id
                where a.decided_at is null order by a.claimed_at, p.id limit ?""")
                .param(PAGE)
                .query((row, _) -> new Claim(
                        row.getLong("id"),
                        row.getString("name"),
                        new Email(row.getString("email")),
                        Organisations.name(row, ""),
                        row.getObject("claimed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Transactional
    public void claim(Actor actor, String organisation) {
        if (listOf(actor.personId()).size() >= MOST)
            throw new Invalid("organisation", "accounts.affiliation.most", MOST);
        db.sql("""
                insert into affiliation (person_id, organisation_id, claimed_at)
                select ?, id, ? from organisation where slug = ? on conflict do nothing""")
                .params(Values.of(actor.personId(), time.instant(), organisation))
                .update();
    }

    @Transactional
    public void leave(Actor actor, String organisation) {
        db.sql("""
                delete from affiliation where person_id = ?
                and organisation_id = (select id from organisation where slug = ?)""").params(actor.personId(), organisation).update();
    }

    @Transactional
    public void decide(Actor by, long person, String organisation, boolean accepted) {
        by.must(Role.COORDINATOR);
        int decided = db.sql("""
                update affiliation set decided_at = ?, decided_by = ?, accepted = ? where person_id = ?
                and organisation_id = (select id from organisation where slug = ?) and decided_at is null""")
                .params(Values.of(time.instant(), by.personId(), accepted, person, organisation))
                .update();
        if (decided == 0) throw new NotFound("a claim that waits");
        Person claimant = people.get(person);
        mails.write(claimant, "accounts.mail.affiliation." + (accepted ? "accepted" : "refused"), organisation);
    }
}
