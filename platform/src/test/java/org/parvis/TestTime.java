package org.parvis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** The machine's clock for tests: it stands still until a test moves it, and every test finds it where it started. */
public final class TestTime implements InstantSource {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    static final class BackToTheStart implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext test) {
            SpringExtension.getApplicationContext(test).getBean(TestTime.class).now = START;
        }
    }
}
