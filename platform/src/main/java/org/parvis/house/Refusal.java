package org.parvis.house;

import org.springframework.boot.ExitCodeGenerator;

/** One sentence on why Parvis does not start, or does not do as told: an operator reads it, never a stack trace. */
public final class Refusal extends RuntimeException implements ExitCodeGenerator {
    private static final int CANNOT = 1;
    private static final int MISUNDERSTOOD = 2;

    private final int exitCode;

    private Refusal(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    /** What was asked is clear, and the machine does not allow it. */
    public static Refusal cannot(String sentence) {
        return new Refusal(CANNOT, sentence);
    }

    /** What was asked makes no sense: a setting or an argument to correct. */
    public static Refusal misunderstood(String sentence) {
        return new Refusal(MISUNDERSTOOD, sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
