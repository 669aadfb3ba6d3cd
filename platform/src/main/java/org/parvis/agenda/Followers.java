package org.parvis.agenda;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.accounts.People;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Cookies;
import org.parvis.web.Language;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to who follows a series: members at once, others once they opened the link sent to their address. */
@Component
class Followers implements PersonalData {
    /** What nobody confirmed is forgotten; until then an address is sent one letter an hour at most. */
    private static final Duration KEPT = Duration.ofDays(7), BETWEEN_LETTERS = Duration.ofHours(1);

    private final JdbcClient db;
    private final People people;
    private final Mails mails;
    private final Calendars calendars;
    private final CivicClock clock;
    private final InstantSource realTime;

    Followers(
            JdbcClient db, People people, Mails mails, Calendars calendars, CivicClock clock, InstantSource realTime) {
        this.db = db;
        this.people = people;
        this.mails = mails;
        this.calendars = calendars;
        this.clock = clock;
        this.realTime = realTime;
    }

    /** One address that follows a series, or asked to. */
    record Following(String secret, Email email, boolean confirmed) {
        String path(Cycle cycle) {
            return cycle.path() + "/abonnement/" + secret;
        }
    }

    /** What a link of a letter leads to; none once it is ended, or was never confirmed in time. */
    Optional<Following> find(Cycle cycle, String secret) {
        return find("series_id = ? and secret = ?", cycle.id(), secret);
    }

    /** Whether a member follows it, by their address. */
    Optional<Following> find(Cycle cycle, Actor actor) {
        return find(
                "series_id = ? and lower(email) = lower(?) and confirmed_at is not null",
                cycle.id(),
                people.get(actor.personId()).email().text());
    }

    private Optional<Following> find(String which, Object... values) {
        return db.sql("select * from series_subscription where " + which)
                .params(values)
                .query((row, _) -> new Following(
                        row.getString("secret"),
                        new Email(row.getString("email")),
                        row.getTimestamp("confirmed_at") != null))
                .optional();
    }

    /** A member follows it; saying it twice changes nothing. */
    @Transactional
    public void follow(Actor actor, Cycle cycle, Language language) {
        var person = people.get(actor.personId());
        db.sql("""
                insert into series_subscription (series_id, person_id, email, language, secret, asked_at, confirmed_at)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Values.of(
                        cycle.id(),
                        person.id(),
                        person.email().text(),
                        language.name(),
                        Cookies.secret(),
                        realTime.instant(),
                        realTime.instant()))
                .update();
    }

    /** Sends the link that confirms an address; to whoever follows already, the one that ends it. */
    @Transactional
    public void ask(Email email, Cycle cycle, Language language) {
        var now = realTime.instant();
        db.sql("delete from series_subscription where confirmed_at is null and asked_at < ?")
                .params(Values.of(now.minus(KEPT)))
                .update();
        // One asks after the other for the same series, so that an address is not written to twice.
        db.sql("select from series where id = ? for update")
                .param(cycle.id())
                .query()
                .listOfRows();
        boolean lately = db.sql("""
                        select exists (select from series_subscription
                                       where series_id = ? and lower(email) = lower(?) and asked_at > ?)""")
                .params(Values.of(cycle.id(), email.text(), now.minus(BETWEEN_LETTERS)))
                .query(Boolean.class)
                .single();
        if (lately) return;
        String secret = db.sql("""
                        update series_subscription set asked_at = ? where id = (
                            select id from series_subscription where series_id = ? and lower(email) = lower(?)
                            order by confirmed_at nulls last limit 1) returning secret""")
                .params(Values.of(now, cycle.id(), email.text()))
                .query(String.class)
                .optional()
                .orElseGet(() -> insert(email, cycle, language));
        mails.write(
                email,
                language,
                "agenda.cycle.mail.confirm",
                cycle.title().in(language),
                mails.address(language, cycle.path() + "/abonnement/" + secret));
    }

    private String insert(Email email, Cycle cycle, Language language) {
        String secret = Cookies.secret();
        db.sql("""
                insert into series_subscription (series_id, email, language, secret, asked_at) values (?, ?, ?, ?, ?)""")
                .params(Values.of(cycle.id(), email.text(), language.name(), secret, realTime.instant()))
                .update();
        return secret;
    }

    /** Confirms it; doing so twice changes nothing. */
    @Transactional
    public void confirm(Cycle cycle, String secret) {
        db.sql("""
                update series_subscription s set confirmed_at = ?,
                    person_id = (select p.id from person p where lower(p.email) = lower(s.email))
                where s.series_id = ? and s.secret = ? and s.confirmed_at is null and not exists (
                    select from series_subscription o where o.series_id = s.series_id and lower(o.email) = lower(s.email)
                                                        and o.confirmed_at is not null)""").params(Values.of(realTime.instant(), cycle.id(), secret)).update();
    }

    /** Ends it; doing so twice changes nothing. */
    @Transactional
    public void end(Cycle cycle, String secret) {
        db.sql("delete from series_subscription where series_id = ? and secret = ?")
                .params(cycle.id(), secret)
                .update();
    }

    @Transactional
    public void end(Cycle cycle, Actor actor) {
        find(cycle, actor).ifPresent(following -> end(cycle, following.secret()));
    }

    /** One letter to each who follows the series of these gatherings, of those that are still to come. */
    @Transactional
    public void tell(List<Gathering> published) {
        var now = clock.now();
        published.stream()
                .filter(g -> g.seriesId() != null && now.isBefore(g.startsAt()))
                .collect(Collectors.groupingBy(g -> Objects.requireNonNull(g.seriesId())))
                .forEach(this::tell);
    }

    private void tell(long series, List<Gathering> coming) {
        var said = new EnumMap<Language, String>(Language.class);
        for (var language : Language.values()) said.put(language, said(coming, language));
        mails.send(db.sql("""
                        select s.slug, s.title_fr, s.title_en, f.* from series s join series_subscription f on f.series_id = s.id
                        where s.id = ? and f.confirmed_at is not null order by f.id""")
                .param(series)
                .query((row, _) -> {
                    var language = Language.valueOf(row.getString("language"));
                    String end = "/agenda/cycles/" + row.getString("slug") + "/abonnement/" + row.getString("secret");
                    return new Mails.Draft(
                            new Email(row.getString("email")),
                            language,
                            "agenda.cycle.mail.published",
                            List.of(
                                    Bilingual.get(row, "title").in(language),
                                    coming.size(),
                                    Objects.requireNonNull(said.get(language)),
                                    mails.address(language, end)),
                            null,
                            null);
                })
                .list());
    }

    private String said(List<Gathering> coming, Language language) {
        return coming.stream()
                .map(g -> g.title().in(language) + "\n" + calendars.hours(g, language) + "\n"
                        + mails.address(language, g.path()))
                .collect(Collectors.joining("\n\n"));
    }

    @Override
    public String name() {
        return "followed-series";
    }

    @Override
    public Object of(long person) {
        record Followed(String series, String email, OffsetDateTime since) {}
        return db.sql("""
                        select s.slug as series, f.email, f.asked_at as since
                        from series_subscription f join series s on s.id = f.series_id
                        where f.person_id = :person or lower(f.email) = (select lower(email) from person where id = :person)
                        order by f.id""").param("person", person).query(Followed.class).list();
    }

    @EventListener
    void forget(PersonErased erased) {
        db.sql("delete from series_subscription where person_id = ?")
                .param(erased.personId())
                .update();
    }
}
