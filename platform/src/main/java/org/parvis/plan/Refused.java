package org.parvis.plan;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** What a door's rules did not let pass: nothing was changed, and each breach says what to mend. */
public class Refused extends RuntimeException {
    private final transient List<Breach> breaches;

    Refused(List<Breach> breaches) {
        super(breaches.toString());
        this.breaches = breaches;
    }

    static void unless(List<Breach> breaches) {
        if (!breaches.isEmpty()) throw new Refused(breaches);
    }

    public List<Breach> breaches() {
        return breaches;
    }

    List<Mistake> in(Visit visit) {
        return breaches.stream().map(b -> b.in(visit)).toList();
    }
}
