package org.parvis.plan;

import org.parvis.house.Chore;
import org.parvis.house.CivicClock;
import org.springframework.stereotype.Component;

/** Writes to the leads whose day to be reminded has come. */
@Component
class RoundReminders implements Chore {
    private static final int AT_ONCE = 50;

    private final Rounds rounds;
    private final CivicClock clock;

    RoundReminders(Rounds rounds, CivicClock clock) {
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reminders of rounds";
    }

    @Override
    public boolean look() {
        return rounds.remind(clock.today(), AT_ONCE) == AT_ONCE;
    }
}
