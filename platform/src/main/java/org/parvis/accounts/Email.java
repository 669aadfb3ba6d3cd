package org.parvis.accounts;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address that mail can be sent to. No line break, no space, hence nothing that could become another header. */
public record Email(String text) {
    /** RFC 5321, 4.5.3.1.3: a path of 256 with its angle brackets. */
    private static final int LONGEST = 254;

    private static final Pattern SHAPE =
            Pattern.compile("[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");

    public Email {
        if (!isAddress(text)) throw new IllegalArgumentException("not an e-mail address");
    }

    /** An address as someone typed it, if it is one. */
    public static Optional<Email> find(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .map(Email::trimmed)
                .filter(Email::isAddress)
                .map(Email::new);
    }

    /** Spaces around it are a slip of the hand; a line break is not. */
    private static String trimmed(String typed) {
        return typed.replaceAll("^ +| +$", "");
    }

    private static boolean isAddress(String text) {
        return text.length() <= LONGEST && SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
