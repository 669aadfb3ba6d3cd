package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** The door. In a demonstration it says who one may be. */
public record SignInPage(SignInForm form, SignIn.Outcome outcome, boolean demonstration) implements Page {
    @Override
    public int status() {
        return switch (outcome) {
            case WELCOME -> 200;
            case REFUSED -> 422;
            case TOO_MANY -> 429;
        };
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public List<Mistake> mistakes(Visit visit) {
        return outcome == SignIn.Outcome.WELCOME
                ? List.of()
                : List.of(new Mistake("email", visit.say("accounts.sign-in", outcome)));
    }

    public List<PeopleDemonstration.Login> logins() {
        return demonstration ? PeopleDemonstration.LOGINS : List.of();
    }

    public String password() {
        return PeopleDemonstration.PASSWORD;
    }
}
