package org.parvis.accelerator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what initiatives lack, and to what administrations offer: whoever bears one accepts, and says when it has come. */
@Component
public class Needs {
    /** The colleges on the side of the administration. */
    static final String[] ADMINISTRATIONS = {"ADMINISTRATION", "ELECTED", "INDEPENDENT_AUTHORITY"};

    private static final int MOST = 30;

    private final JdbcClient db;
    private final Initiatives initiatives;
    private final SupportLetters letters;
    private final Journal journal;
    private final CivicClock clock;

    Needs(JdbcClient db, Initiatives initiatives, SupportLetters letters, Journal journal, CivicClock clock) {
        this.db = db;
        this.initiatives = initiatives;
        this.letters = letters;
        this.journal = journal;
        this.clock = clock;
    }

    /** What these initiatives lack, by initiative: what nobody helps with first. */
    Map<Long, List<Need>> list(Collection<Initiative> initiatives) {
        Map<Long, Need> needs = new LinkedHashMap<>();
        Map<Long, List<Need>> byInitiative = new LinkedHashMap<>();
        db.sql("""
                select n.*, f.id as offer_id, f.person_id, f.text_fr as offer_fr, f.text_en as offer_en, f.offered_at, f.accepted,
                       o.slug, o.name_fr, o.name_en, o.acronym
                from need n left join offer f on f.need_id = n.id and f.withdrawn_at is null
                left join organisation o on o.id = f.organisation_id
                where n.initiative_id = any (?) and n.withdrawn_at is null order by n.met_at is not null, n.id, f.id""")
                .param(initiatives.stream().map(Initiative::id).toArray(Long[]::new))
                .query((row, _) -> {
                    long initiative = row.getLong("initiative_id");
                    var need = needs.get(row.getLong("id"));
                    if (need == null) {
                        need = read(row);
                        needs.put(need.id(), need);
                        byInitiative
                                .computeIfAbsent(initiative, _ -> new ArrayList<>())
                                .add(need);
                    }
                    if (row.getObject("offer_id") != null) need.offers().add(offer(row));
                    return need;
                })
                .list();
        return byInitiative;
    }

    List<Need> list(Initiative initiative) {
        return list(List.of(initiative)).getOrDefault(initiative.id(), List.of());
    }

    private static Need read(ResultSet row) throws SQLException {
        return new Need(
                row.getLong("id"),
                Need.Kind.valueOf(row.getString("kind")),
                Bilingual.get(row, "text"),
                Objects.requireNonNull(Calls.instant(row, "stated_at")),
                Calls.instant(row, "met_at"),
                new ArrayList<>());
    }

    private static Need.Offer offer(ResultSet row) throws SQLException {
        return new Need.Offer(
                row.getLong("offer_id"),
                Organisations.name(row, ""),
                row.getObject("person_id", Long.class),
                Bilingual.get(row, "offer"),
                Objects.requireNonNull(Calls.instant(row, "offered_at")),
                row.getObject("accepted", Boolean.class));
    }

    /** @throws NotFound where this initiative has no such need, or no longer */
    Need get(Initiative initiative, long id) {
        return list(initiative).stream()
                .filter(n -> n.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("need " + id));
    }

    /** Says what it lacks. */
    @Transactional
    public void state(Actor actor, String slug, Need.Kind kind, Bilingual text) {
        var initiative = initiatives.lockFollowed(slug, actor);
        if (list(initiative).size() >= MOST) throw new BadInput("accelerator.support.need.most", MOST);
        db.sql("insert into need (initiative_id, kind, text_fr, text_en, stated_at) values (?, ?, ?, ?, ?)")
                .params(Values.of(initiative.id(), kind.name(), text.fr(), text.en(), clock.now()))
                .update();
    }

    /** It no longer needs this; offers that stand fall with it. */
    @Transactional
    public void withdraw(Actor actor, String slug, long id) {
        var initiative = initiatives.lockOwn(slug, actor);
        var need = get(initiative, id);
        if (need.metAt() != null) throw new BadInput("accelerator.support.need.met.already");
        db.sql("update need set withdrawn_at = ? where id = ?")
                .params(Values.of(clock.now(), id))
                .update();
        db.sql("update offer set withdrawn_at = ? where need_id = ? and answered_at is null and withdrawn_at is null")
                .params(Values.of(clock.now(), id))
                .update();
    }

    /**
     * What was offered and accepted has come.
     *
     * @throws BadInput where nothing was accepted
     */
    @Transactional
    public void receive(Actor actor, String slug, long id) {
        var initiative = initiatives.lockOwn(slug, actor);
        var need = get(initiative, id);
        if (need.metAt() != null) return;
        if (!need.isAgreed()) throw new BadInput("accelerator.support.need.agree.first");
        db.sql("update need set met_at = ? where id = ?")
                .params(Values.of(clock.now(), id))
                .update();
    }

    /** The administrations for which a person may offer something: those they hold a role for, or speak for. */
    public List<Organisation.Name> listOffering(Actor actor) {
        return db.sql("""
                select o.slug, o.name_fr, o.name_en, o.acronym from organisation o
                where o.college = any (:colleges) and (o.slug = any (:mandates) or exists (
                    select from affiliation a where a.organisation_id = o.id and a.person_id = :person and a.accepted))
                order by o.name_fr""")
                .param("colleges", ADMINISTRATIONS)
                .param(
                        "mandates",
                        actor.mandates().stream()
                                .map(Actor.Mandate::organisation)
                                .filter(Objects::nonNull)
                                .toArray(String[]::new))
                .param("person", actor.personId())
                .query((row, _) -> Organisations.name(row, ""))
                .list();
    }

    /** The same for one initiative: whoever coordinates the programme may also offer for who runs the cohort. */
    List<Organisation.Name> listOffering(Actor actor, Initiative initiative) {
        var own = listOffering(actor);
        var host = initiative.cohort().organisation();
        if (!actor.is(Role.COORDINATOR) || own.contains(host)) return own;
        var all = new ArrayList<>(own);
        all.addFirst(host);
        return all;
    }

    /**
     * Offers to meet a need, for an administration.
     *
     * @throws Forbidden for whoever speaks for none
     * @throws BadInput where this administration has an offer there already, or the need is met
     */
    @Transactional
    public void offer(Actor actor, String slug, long id, String organisation, Bilingual text) {
        var initiative = initiatives.get(slug, actor);
        if (listOffering(actor, initiative).stream().noneMatch(o -> o.slug().equals(organisation)))
            throw new Forbidden();
        initiatives.lock(initiative.id());
        var need = get(initiative, id);
        if (need.metAt() != null) throw new BadInput("accelerator.support.need.met.already");
        if (initiative.leftAt() != null) throw new BadInput("accelerator.support.need.left");
        try {
            db.sql("""
                    insert into offer (need_id, organisation_id, person_id, text_fr, text_en, offered_at)
                    select ?, id, ?, ?, ?, ? from organisation where slug = ?""")
                    .params(Values.of(id, actor.personId(), text.fr(), text.en(), clock.now(), organisation))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("accelerator.support.offer.twice");
        }
        journal.record(Act.of(
                        "accelerator.initiative.offered",
                        initiative.path(),
                        actor.isFor(Role.CONTRIBUTOR, organisation)
                                ? Role.CONTRIBUTOR
                                : actor.is(Role.COORDINATOR) ? Role.COORDINATOR : Role.MEMBER,
                        organisation)
                .with("need", need.kind().name()));
        letters.offered(initiative, need, organisation, text);
    }

    /** Takes an offer, or does not; whoever made it is told. */
    @Transactional
    public void answer(Actor actor, String slug, long offer, boolean accepted) {
        var initiative = initiatives.lockOwn(slug, actor);
        var need = list(initiative).stream()
                .filter(n -> n.offers().stream().anyMatch(o -> o.id() == offer))
                .findFirst()
                .orElseThrow(() -> new NotFound("offer " + offer));
        Instant now = clock.now();
        int answered = db.sql("""
                update offer set answered_at = ?, accepted = ? where id = ? and answered_at is null and withdrawn_at is null""").params(Values.of(now, accepted, offer)).update();
        if (answered == 0) throw new BadInput("accelerator.support.offer.answered");
        Long person = need.offers().stream()
                .filter(o -> o.id() == offer)
                .findFirst()
                .map(Need.Offer::personId)
                .orElse(null);
        letters.answered(initiative, need, person, accepted);
    }

    /** Whoever offered takes it back while nobody has answered. */
    @Transactional
    public void takeBack(Actor actor, String slug, long offer) {
        var initiative = initiatives.get(slug, actor);
        initiatives.lock(initiative.id());
        int taken = db.sql("""
                update offer f set withdrawn_at = ? from need n
                where f.id = ? and n.id = f.need_id and n.initiative_id = ? and f.person_id = ? and f.answered_at is null
                and f.withdrawn_at is null""")
                .params(Values.of(clock.now(), offer, initiative.id(), actor.personId()))
                .update();
        if (taken == 0) throw new Forbidden();
    }

    /** Whether this person has an offer there that they could take back. */
    static boolean isOwn(Need.Offer offer, @Nullable Actor actor) {
        return actor != null && offer.isWaiting() && Objects.equals(offer.personId(), actor.personId());
    }
}
