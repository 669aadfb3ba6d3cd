package org.parvis.sortition;

import java.util.List;

/** What a pool or its quotas say cannot be used; each problem is a sentence that names the line and what is allowed. */
public final class InvalidInput extends RuntimeException {
    private static final int SHOWN = 20;

    private final transient List<String> problems;

    public InvalidInput(List<String> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }

    static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) throw new InvalidInput(problems);
    }

    private static String text(List<String> problems) {
        String shown = String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())));
        return problems.size() <= SHOWN ? shown : shown + "\n… and %d more".formatted(problems.size() - SHOWN);
    }
}
