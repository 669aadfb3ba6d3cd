package org.parvis.accounts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether an address and a password open the door. Every refusal takes the same way, so that none tells who has an account. */
@Component
public class SignIn {
    private final People people;
    private final Passwords passwords;
    private final SignInLimits limits;

    SignIn(People people, Passwords passwords, SignInLimits limits) {
        this.people = people;
        this.passwords = passwords;
        this.limits = limits;
    }

    public enum Outcome {
        WELCOME,
        REFUSED,
        TOO_MANY
    }

    record Answer(Outcome outcome, @Nullable Long person) {}

    Answer with(String typed, String password, Optional<String> device, String address) {
        Optional<Email> email = Email.find(typed);
        if (email.isEmpty()) return new Answer(Outcome.REFUSED, null);
        SignInLimits.Try attempt = limits.count(email.get(), device, address);
        if (!attempt.allowed()) return new Answer(Outcome.TOO_MANY, null);
        Optional<People.Secret> secret = people.findSecret(email.get());
        if (!passwords.verify(password, secret.map(People.Secret::hash).orElse(null)))
            return new Answer(Outcome.REFUSED, null);
        limits.forget(attempt);
        return new Answer(Outcome.WELCOME, secret.orElseThrow().id());
    }
}
