package org.parvis.house;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells an operator on which instance commands work, before one that changes something. */
@Component
final class InstanceCommand implements Command {
    private final InstanceRow row;
    private final CivicClock clock;
    private final Settings settings;

    InstanceCommand(InstanceRow row, CivicClock clock, Settings settings) {
        this.row = row;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "instance";
    }

    @Override
    public String help() {
        return "says which instance this is: where its data is, since when, and its civic date";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        Instance instance = row.get();
        out.println("data: " + settings.whereData());
        out.println("founded: " + LocalDate.ofInstant(instance.createdAt(), clock.zone()));
        out.println("demonstration: " + (instance.demonstration() ? "yes" : "no"));
        out.println("civic date: " + clock.today());
        return 0;
    }
}
