package org.parvis.agenda;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;

/**
 * Who came, beside who was expected.
 *
 * @param organisations for which those who came said that they speak, in the order of the alphabet
 */
public record Turnout(List<Count> counts, List<String> organisations) {

    /**
     * A college at a gathering, or at one of its workshops.
     *
     * @param workshop its number in the database, none for the gathering itself
     * @param registered how many have a place, whether they came or not
     */
    public record Count(@Nullable Long workshop, College college, int registered, int present, int waiting) {}

    /** Figures of some of them, summed. */
    public record Sum(int registered, int present, int waiting) {}

    public Sum all() {
        return sum(c -> c.workshop() == null);
    }

    public Sum of(College.Side side) {
        return sum(c -> c.workshop() == null && c.college().side() == side);
    }

    public Sum of(College college) {
        return sum(c -> c.workshop() == null && c.college() == college);
    }

    public Sum of(Gathering.Workshop workshop) {
        return sum(c -> c.workshop() != null && c.workshop() == workshop.id());
    }

    public Sum of(Gathering.Workshop workshop, College.Side side) {
        return sum(c -> c.workshop() != null
                && c.workshop() == workshop.id()
                && c.college().side() == side);
    }

    private Sum sum(Predicate<Count> which) {
        int registered = 0, present = 0, waiting = 0;
        for (Count count : counts) {
            if (!which.test(count)) continue;
            registered += count.registered();
            present += count.present();
            waiting += count.waiting();
        }
        return new Sum(registered, present, waiting);
    }
}
