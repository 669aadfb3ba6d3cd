package org.parvis.house;

import java.io.PrintStream;
import java.util.List;

/**
 * What an operator types after {@code bin/run}: {@code bin/run NAME arguments…}. Any room adds one by declaring a bean. It
 * works on the running instance's database where there is one; a {@link Refusal} says in one sentence why it cannot.
 */
public interface Command {
    String name();

    /** One line, without a full stop, for the list of {@code bin/run --help}. */
    String help();

    /** Returns the exit code of the process. */
    int run(List<String> arguments, PrintStream out);
}
