package org.parvis.agenda;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.accounts.People;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is written to whom: each letter in the transaction of what it tells. */
@Component
class Notices {
    private final JdbcClient db;
    private final Followers followers;
    private final Mails mails;
    private final Messages messages;
    private final People people;
    private final Calendars calendars;
    private final ObjectProvider<Registrations> registrations;

    Notices(
            JdbcClient db,
            Followers followers,
            Mails mails,
            Messages messages,
            People people,
            Calendars calendars,
            ObjectProvider<Registrations> registrations) {
        this.db = db;
        this.followers = followers;
        this.mails = mails;
        this.messages = messages;
        this.people = people;
        this.calendars = calendars;
        this.registrations = registrations;
    }

    private List<Registration> list(String which, Object value) {
        return db.sql(Registrations.SELECT + "where r.email is not null and " + which + " order by r.id")
                .param(value)
                .query((row, _) -> registrations.getObject().read(row))
                .list();
    }

    /** To whoever was given a place, at once or after waiting: with a calendar file and a code for the door. */
    void given(Gathering gathering, Collection<Places.Given> given) {
        if (!given.isEmpty())
            tell(
                    gathering,
                    "agenda.mail.given",
                    list(
                            "r.id = any (?)",
                            given.stream()
                                    .map(Places.Given::registration)
                                    .distinct()
                                    .toArray(Long[]::new)));
    }

    /** To whoever registered and waits. A crowd does: by a plain number, so that the database plans it once. */
    void waiting(Gathering gathering, long registration) {
        tell(gathering, "agenda.mail.waiting", list("r.id = ?", registration));
    }

    private void tell(Gathering gathering, String key, List<Registration> registrations) {
        mails.send(registrations.stream()
                .map(r -> draft(gathering, r, key, places(gathering, r), ticket(gathering, r)))
                .toList());
    }

    private Mails.Draft draft(Gathering gathering, Registration to, String key, Object... more) {
        var arguments = new ArrayList<Object>();
        arguments.add(gathering.title().in(to.language()));
        arguments.add(when(gathering, to.language()));
        arguments.addAll(List.of(more));
        boolean held = to.hasPlace() && to.cancelledAt() == null;
        return new Mails.Draft(
                new Email(Objects.requireNonNull(to.email())),
                to.language(),
                key,
                arguments,
                held || gathering.standing() == Gathering.Standing.CANCELLED
                        ? calendars.ics(gathering, to.language())
                        : null,
                held && to.code() != null ? code(gathering, to.code()) : null);
    }

    /** What the QR code says: the address at which whoever stands at the door checks it in. */
    String code(Gathering gathering, String code) {
        return mails.address(Language.FR, gathering.path() + "/emargement?code=" + code);
    }

    private String ticket(Gathering gathering, Registration registration) {
        return mails.address(
                registration.language(), gathering.path() + "/inscription/billet?jeton=" + registration.secret());
    }

    /** A line for each of the lists on which it stands. */
    private String places(Gathering gathering, Registration registration) {
        var language = registration.language();
        return registration.places().stream()
                .filter(p -> p.standing() != Registration.Standing.CANCELLED)
                .map(p -> "- "
                        + (p.workshop() == null ? gathering.title() : p.workshop()).in(language)
                        + messages.say(language, "agenda.colon")
                        + messages.say(language, "agenda.standing." + p.standing(), p.rank()))
                .collect(Collectors.joining("\n"));
    }

    private static String when(Gathering gathering, Language language) {
        var starts = gathering.starts();
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .withLocale(language.locale())
                        .format(starts)
                + ", " + DateTimeFormatter.ofPattern("HH:mm").format(starts) + " (" + gathering.zone() + ")";
    }

    /** To an address that is to be confirmed: the link at which it is. */
    void asked(Gathering gathering, Registrations.Sheet sheet, String secret) {
        mails.write(
                sheet.email(),
                sheet.language(),
                "agenda.mail.asked",
                gathering.title().in(sheet.language()),
                when(gathering, sheet.language()),
                mails.address(sheet.language(), gathering.path() + "/inscription/confirmer?jeton=" + secret));
    }

    /** To an address that is registered already: its ticket. */
    void known(Gathering gathering, Registration registration) {
        mails.send(List.of(draft(
                gathering,
                registration,
                "agenda.mail.known",
                places(gathering, registration),
                ticket(gathering, registration))));
    }

    /** To whoever gave up their place, or lost it with the organiser's {@code reason}. */
    void left(Gathering gathering, Registration registration, @Nullable String reason) {
        if (registration.email() == null) return;
        mails.write(
                new Email(registration.email()),
                registration.language(),
                reason == null ? "agenda.mail.left" : "agenda.mail.removed",
                gathering.title().in(registration.language()),
                when(gathering, registration.language()),
                mails.address(registration.language(), gathering.path()),
                reason == null ? "" : reason);
    }

    /** To the member who proposed it. */
    void answered(Gathering proposal, boolean accepted, Bilingual answer) {
        if (proposal.proposedBy() == null) return;
        var person = people.get(proposal.proposedBy());
        mails.write(
                person,
                "agenda.mail.proposal." + (accepted ? "accepted" : "declined"),
                proposal.title().in(person.language()),
                answer.in(person.language()),
                mails.address(person.language(), accepted ? proposal.path() : "/agenda/propositions"));
    }

    /** To those who follow its series. */
    void published(Gathering gathering) {
        followers.tell(List.of(gathering));
    }

    void postponed(Gathering gathering, Gathering before, Bilingual reason) {
        all(gathering, "agenda.mail.postponed", reason, before);
    }

    void cancelled(Gathering gathering, Bilingual reason) {
        all(gathering, "agenda.mail.cancelled", reason, gathering);
    }

    private void all(Gathering gathering, String key, Bilingual reason, Gathering before) {
        mails.send(
                list("r.confirmed_at is not null and r.cancelled_at is null and r.gathering_id = ?", gathering.id())
                        .stream()
                        .map(r -> draft(
                                gathering,
                                r,
                                key,
                                reason.in(r.language()),
                                when(before, r.language()),
                                ticket(gathering, r)))
                        .toList());
    }
}
