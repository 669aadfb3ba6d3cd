package org.parvis.journal;

import org.parvis.house.Demonstration;
import org.parvis.web.Role;
import org.springframework.stereotype.Component;

/** The chain's first entry says that what follows is a story. */
@Component
class JournalDemonstration implements Demonstration {
    private final Journal journal;

    JournalDemonstration(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void load() {
        journal.record(Act.of("demonstration.loaded", "/", Role.ADMINISTRATOR, null));
    }
}
