package org.parvis.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Busy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id (RFC 9106) at OWASP's second setting: 19 MiB, two passes, one lane. No more are computed at once than the machine
 * has cores, so that a crowd at the door, or someone who feigns one, costs a known memory and leaves the pages their turn.
 */
@Component
class Passwords {
    /** ANSSI and CNIL (2022): twelve, without rules of composition; NIST SP 800-63B: at least 64 allowed, no truncation. */
    static final int SHORTEST = 12, LONGEST = 128;

    private static final int SALT_BYTES = 16, HASH_BYTES = 32, LANES = 1, MEMORY_KIB = 19_456, PASSES = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final Argon2PasswordEncoder argon =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final Set<String> common = common();

    /** Verified against when nobody has the address: the answer takes the time it takes for somebody. */
    private final String nobodys = Objects.requireNonNull(argon.encode("nobody’s password"));

    /** What is wrong with a new password: the end of a message's key. */
    Optional<String> findFault(String password, Email email) {
        String text = normalized(password);
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.codePointCount(0, text.length()) < SHORTEST) return Optional.of("short");
        if (password.length() > LONGEST) return Optional.of("long");
        boolean isKnown = common.contains(lower) || lower.chars().distinct().count() <= 2;
        if (isKnown || lower.contains(email.text().toLowerCase(Locale.ROOT))) return Optional.of("common");
        return Optional.empty();
    }

    String hash(String password) {
        return inTurn(() -> Objects.requireNonNull(argon.encode(normalized(password))));
    }

    /** Takes the same time whether or not there is a hash to compare with. */
    boolean verify(String password, @Nullable String hash) {
        // Too long to be anyone's: no need to spend the work on it, and it tells nothing about an account.
        if (password.length() > LONGEST) return false;
        boolean matches = inTurn(() -> argon.matches(normalized(password), hash == null ? nobodys : hash));
        return matches && hash != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        boolean entered = false;
        try {
            entered = places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!entered) throw new Busy();
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        } finally {
            if (entered) places.release();
        }
    }

    /** The same keys on another keyboard are the same password. */
    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static Set<String> common() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Passwords.class.getResourceAsStream("/common-passwords.txt")),
                StandardCharsets.UTF_8))) {
            return in.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
