package org.parvis.accounts;

import java.util.Objects;

/** What is typed at the door, and where it leads; a field that was not sent is empty. */
public record SignInForm(String email, String password, String suite) {
    public SignInForm {
        email = Objects.requireNonNullElse(email, "");
        password = Objects.requireNonNullElse(password, "");
        suite = Objects.requireNonNullElse(suite, "/");
    }

    static SignInForm empty(String suite) {
        return new SignInForm("", "", suite);
    }
}
