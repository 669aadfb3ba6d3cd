package org.parvis.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Page;
import org.parvis.web.Tab;
import org.parvis.web.Visit;

/**
 * The tally of a year.
 *
 * @param tally none where nothing was ever held
 */
record TallyPage(List<Integer> years, @Nullable YearTally tally) implements Page {
    public List<Tab> tabs(Visit visit) {
        return years.stream()
                .map(y -> new Tab(
                        y.toString(),
                        visit.link("/agenda/bilan?annee=" + y),
                        y == Objects.requireNonNull(tally).year()))
                .toList();
    }

    public String month(YearTally.OfMonth of, Visit visit) {
        return visit.month(LocalDate.of(Objects.requireNonNull(tally).year(), of.month(), 1));
    }
}
