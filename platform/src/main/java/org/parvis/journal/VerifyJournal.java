package org.parvis.journal;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Command;
import org.parvis.house.Refusal;
import org.parvis.house.Verification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class VerifyJournal implements Command, Verification {
    private static final int BROKEN = 1;

    private final Journal journal;

    VerifyJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public String name() {
        return "verify-journal";
    }

    @Override
    public String help() {
        return "follows the chain of the public journal and names the first broken entry (--head HASH: and that it still holds that one)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        var chain = Chain.holding(head(arguments));
        Optional<String> broken = journal.findFirst(1, chain::follow).or(chain::end);
        broken.ifPresentOrElse(
                out::println,
                () -> out.println("The journal is whole: " + chain.length() + " entries, head " + chain.head()));
        return broken.isPresent() ? BROKEN : 0;
    }

    @Override
    public Optional<String> firstFault(JdbcClient rows) {
        return journal.over(rows).findFirst(1, Chain.holding(null)::follow);
    }

    private static @Nullable String head(List<String> arguments) {
        if (arguments.isEmpty()) return null;
        String hash = arguments.getLast().toLowerCase(Locale.ROOT);
        if (arguments.size() != 2 || !arguments.getFirst().equals("--head") || !hash.matches("[0-9a-f]{64}"))
            throw Refusal.misunderstood(
                    "verify-journal takes nothing, or --head and the hash of an entry once seen (64 hexadecimal digits).");
        return hash;
    }
}
