package org.parvis.house;

import java.util.List;
import java.util.Optional;

/** What was typed after {@code bin/run}: options, then a command and its own arguments, or nothing to serve pages. */
public record Invocation(boolean help, boolean empty, Optional<String> command, List<String> arguments) {
    public static final Invocation SERVE = new Invocation(false, false, Optional.empty(), List.of());

    static Invocation of(List<String> typed) {
        boolean help = false;
        boolean empty = false;
        for (int i = 0; i < typed.size(); i++) {
            String word = typed.get(i);
            switch (word) {
                case "--help", "-h" -> help = true;
                case "--empty" -> empty = true;
                default -> {
                    if (word.startsWith("-")) {
                        throw Refusal.misunderstood(
                                "There is no option " + word + "; bin/run --help lists what there is.");
                    }
                    return new Invocation(
                            help, empty, Optional.of(word), List.copyOf(typed.subList(i + 1, typed.size())));
                }
            }
        }
        return new Invocation(help, empty, Optional.empty(), List.of());
    }

    boolean servesPages() {
        return !help && command.isEmpty();
    }
}
