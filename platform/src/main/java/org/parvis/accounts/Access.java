package org.parvis.accounts;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.Language;
import org.parvis.web.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How one comes to an account, and back to it: by a link to one's address. Asking for an account where there is one, or for a
 * password where there is none, runs the same statements and is answered by the same page; only the letter differs, and it
 * goes to whom the address belongs.
 */
@Component
public class Access {
    private static final Duration LATELY = Duration.ofHours(1);
    private static final int LINKS_LATELY = 4;
    private static final int LONGEST_NAME = 100;

    private final People people;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Mails mails;
    private final Mandates mandates;
    private final Journal journal;
    private final TransactionOperations transaction;

    Access(
            People people,
            Passwords passwords,
            Tokens tokens,
            Mails mails,
            Mandates mandates,
            Journal journal,
            PlatformTransactionManager transactions) {
        this.people = people;
        this.passwords = passwords;
        this.tokens = tokens;
        this.mails = mails;
        this.mandates = mandates;
        this.journal = journal;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What a visitor asked for. */
    public enum Wish {
        ACCOUNT,
        PASSWORD
    }

    /** More links than one can mislay are not sent: nobody's mailbox is filled from here. */
    @Transactional
    public void sendLink(Wish wish, Email email, Language language) {
        Optional<Person> person = people.find(email);
        if (tokens.countSince(email, LATELY) >= LINKS_LATELY) return;
        Tokens.Purpose purpose = person.isPresent() ? Tokens.Purpose.RESET : Tokens.Purpose.CONFIRM;
        String secret = tokens.give(purpose, person.map(Person::id).orElse(null), email);
        Language tongue = person.map(Person::language).orElse(language);
        String key = "accounts.mail." + wish + (person.isPresent() ? ".known" : ".unknown");
        mails.write(person.map(Person::email).orElse(email), tongue, key, mails.address(tongue, path(purpose, secret)));
    }

    static String path(Tokens.Purpose purpose, String secret) {
        return switch (purpose) {
            case CONFIRM, COORDINATOR -> "/inscription/confirmer?jeton=" + secret;
            case RESET -> "/mot-de-passe/nouveau?jeton=" + secret;
            case EMAIL -> "/compte/adresse?jeton=" + secret;
        };
    }

    /**
     * Opens the account that a link was for.
     *
     * @return its number, or nothing where the link has been used or has expired meanwhile
     */
    Optional<Long> confirm(String secret, String name, String password, @Nullable College college, Language language) {
        Optional<Tokens.Token> link = tokens.find(secret, Tokens.Purpose.CONFIRM, Tokens.Purpose.COORDINATOR);
        if (link.isEmpty()) return Optional.empty();
        Email email = link.get().email();
        String shown = checkedName(name);
        String hash = hashed("password", password, email);
        return inTransaction(() -> open(secret, link.get(), shown, hash, college, language));
    }

    private Optional<Long> open(
            String secret, Tokens.Token link, String name, String hash, @Nullable College college, Language language) {
        if (tokens.take(secret, link.purpose()).isEmpty()) return Optional.empty();
        Optional<Long> added = people.add(link.email(), name, hash, college, language, false);
        if (link.purpose() != Tokens.Purpose.COORDINATOR) return added;
        long id = added.orElseGet(() -> renew(link.email(), hash));
        if (mandates.found(id, Role.COORDINATOR))
            journal.record(Act.of("role.granted", "/roles", Role.ADMINISTRATOR, null)
                    .with("role", Role.COORDINATOR.name())
                    .sealing("person", link.email().text()));
        return Optional.of(id);
    }

    private long renew(Email email, String hash) {
        Person person = people.find(email).orElseThrow();
        people.setPassword(person.id(), hash);
        mails.write(person, "accounts.mail.password");
        return person.id();
    }

    /** Sets a new password by a link; every session of the account ends, since one of them may be why. */
    Optional<Long> reset(String secret, String password) {
        Optional<Tokens.Token> link = tokens.find(secret, Tokens.Purpose.RESET);
        if (link.isEmpty()) return Optional.empty();
        String hash = hashed("password", password, link.get().email());
        return inTransaction(() -> tokens.take(secret, Tokens.Purpose.RESET).map(token -> {
            long id = renew(token.email(), hash);
            people.endSessions(id);
            return id;
        }));
    }

    void changePassword(Actor actor, String password) {
        Email email = people.get(actor.personId()).email();
        String hash = hashed("newPassword", password, email);
        inTransaction(() -> Optional.of(renew(email, hash)));
    }

    /** The link goes to the new address: whoever mistypes it keeps the one they have. */
    @Transactional
    public void askNewEmail(Actor actor, Email email) {
        Person person = people.get(actor.personId());
        if (tokens.countSince(email, LATELY) >= LINKS_LATELY) return;
        if (people.find(email).isPresent()) {
            // Nothing here tells that the address has an account; its owner is told.
            mails.write(email, person.language(), "accounts.mail.email.taken");
            return;
        }
        String secret = tokens.give(Tokens.Purpose.EMAIL, person.id(), email);
        mails.write(
                email,
                person.language(),
                "accounts.mail.email",
                mails.address(person.language(), path(Tokens.Purpose.EMAIL, secret)));
    }

    @Transactional
    public boolean confirmNewEmail(Actor actor, String secret) {
        Optional<Tokens.Token> link = tokens.find(secret, Tokens.Purpose.EMAIL)
                .filter(token -> Long.valueOf(actor.personId()).equals(token.person()));
        if (link.isEmpty() || tokens.take(secret, Tokens.Purpose.EMAIL).isEmpty()) return false;
        Person before = people.get(actor.personId());
        if (!people.setEmail(actor.personId(), link.get().email())) return false;
        mails.write(before, "accounts.mail.email.changed");
        return true;
    }

    @Transactional
    public void setProfile(Actor actor, String name, @Nullable College college, Language language) {
        people.setProfile(actor.personId(), checkedName(name), college, language);
    }

    /** What the person held ends on record; what they did in public stays, unsigned. */
    @Transactional
    public void erase(Actor actor) {
        mandates.endAllOf(actor);
        people.erase(actor.personId());
    }

    private static String checkedName(String name) {
        String shown = name.strip().replaceAll("\\s+", " ");
        if (shown.isEmpty()) throw new Invalid("name", "accounts.name.empty");
        if (shown.length() > LONGEST_NAME || shown.chars().anyMatch(Character::isISOControl))
            throw new Invalid("name", "accounts.name.long", LONGEST_NAME);
        return shown;
    }

    /** Outside of any transaction: whoever waits their turn to be hashed holds no connection. */
    private String hashed(String field, String password, Email email) {
        passwords.findFault(password, email).ifPresent(fault -> {
            throw new Invalid(field, "accounts.password." + fault, Passwords.SHORTEST, Passwords.LONGEST);
        });
        return passwords.hash(password);
    }

    private <T> Optional<T> inTransaction(Supplier<Optional<T>> act) {
        return Objects.requireNonNull(transaction.execute(_ -> act.get()));
    }
}
