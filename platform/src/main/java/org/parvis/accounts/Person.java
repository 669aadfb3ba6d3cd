package org.parvis.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Language;

/** A person with an account. Once erased, nobody: their number alone remains, and names no one. */
public record Person(
        long id,
        Email email,
        String name,
        @Nullable College college,
        Language language,
        boolean fictional,
        Instant createdAt) {}
