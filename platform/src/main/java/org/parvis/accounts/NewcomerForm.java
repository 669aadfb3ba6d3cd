package org.parvis.accounts;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a link's page asks; a field that was not sent is empty. */
public record NewcomerForm(String jeton, String name, String password, String college) {
    public NewcomerForm {
        jeton = Objects.requireNonNullElse(jeton, "");
        name = Objects.requireNonNullElse(name, "");
        password = Objects.requireNonNullElse(password, "");
        college = Objects.requireNonNullElse(college, "");
    }

    @Nullable
    College chosenCollege() {
        return college(college);
    }

    static @Nullable College college(String typed) {
        return Arrays.stream(College.values())
                .filter(c -> c.name().equals(typed))
                .findFirst()
                .orElse(null);
    }
}
