package org.parvis.house;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;

/** The commands that the rooms offer. */
record Commands(List<Command> all) {
    Commands {
        all = all.stream().sorted(Comparator.comparing(Command::name)).toList();
    }

    int run(String name, List<String> arguments, PrintStream out) {
        return all.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.misunderstood("There is no command " + name + "; bin/run --help lists what there is."))
                .run(arguments, out);
    }

    void list(PrintStream out) {
        int width =
                all.stream().mapToInt(command -> command.name().length()).max().orElse(0);
        all.forEach(command -> out.println(
                "  " + command.name() + " ".repeat(width - command.name().length() + 3) + command.help()));
    }
}
