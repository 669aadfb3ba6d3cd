package org.parvis.participation;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.parvis.accounts.Mails;
import org.parvis.accounts.Mandates;
import org.parvis.accounts.Person;
import org.parvis.house.Chore;
import org.parvis.house.CivicClock;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes to those who owe responses: when a consultation closes, two weeks and three days before they are due, the day after. */
@Component
class ResponseReminders implements Chore {
    /** One letter each. */
    enum Kind {
        CLOSED,
        APPROACHING,
        LAST_DAYS,
        OVERDUE;

        LocalDate day(Consultation consultation) {
            return switch (this) {
                case CLOSED -> consultation.closesOn().plusDays(1);
                case APPROACHING -> consultation.answersDueOn().minusDays(14);
                case LAST_DAYS -> consultation.answersDueOn().minusDays(3);
                case OVERDUE -> consultation.answersDueOn().plusDays(1);
            };
        }
    }

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Consultations consultations;
    private final Coverages coverages;
    private final AnswerSheets sheets;
    private final Mandates mandates;
    private final Mails mails;
    private final CivicClock clock;

    ResponseReminders(
            JdbcClient db,
            TransactionTemplate transaction,
            Consultations consultations,
            Coverages coverages,
            AnswerSheets sheets,
            Mandates mandates,
            Mails mails,
            CivicClock clock) {
        this.db = db;
        this.transaction = transaction;
        this.consultations = consultations;
        this.coverages = coverages;
        this.sheets = sheets;
        this.mandates = mandates;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reminders of responses";
    }

    @Override
    public boolean look() {
        sheets.forgetUnfinished();
        consultations.listUnanswered().forEach(this::remind);
        return false;
    }

    /** Of the letters whose day has come the last alone: after a standstill nobody receives four. */
    void remind(Consultation consultation) {
        kind(consultation, clock.today())
                .ifPresent(kind -> coverages
                        .countWaiting(consultation)
                        .forEach((organisation, waiting) -> transaction.executeWithoutResult(
                                _ -> remind(consultation, organisation, waiting, kind))));
    }

    private static Optional<Kind> kind(Consultation consultation, LocalDate day) {
        if (!day.isAfter(consultation.closesOn())) return Optional.empty();
        return Arrays.stream(Kind.values())
                .filter(k -> !day.isBefore(k.day(consultation)))
                .max(Comparator.naturalOrder());
    }

    private void remind(Consultation consultation, String organisation, long waiting, Kind kind) {
        int taken = db.sql("""
                insert into response_reminder (consultation_id, organisation_id, due_on, kind, taken_on)
                select ?, o.id, ?, ?, ? from organisation o where o.slug = ? on conflict do nothing""")
                .params(consultation.id(), consultation.answersDueOn(), kind.name(), clock.today(), organisation)
                .update();
        if (taken == 0) return;
        for (var person : mandates.listHolders(Role.CONTRIBUTOR, organisation))
            write(person, consultation, waiting, kind);
    }

    private void write(Person person, Consultation consultation, long waiting, Kind kind) {
        var language = person.language();
        mails.write(
                person,
                "participation.mail." + kind,
                consultation.title().in(language),
                waiting,
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(language.locale())
                        .format(consultation.answersDueOn()),
                mails.address(language, consultation.path() + "/reponses/a-donner"));
    }
}
