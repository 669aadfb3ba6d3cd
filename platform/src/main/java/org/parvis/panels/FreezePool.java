package org.parvis.panels;

import org.parvis.house.Work;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The search for the fairest lottery, in the background; where it is found, the pool is frozen with it. */
@Component
class FreezePool implements Work {
    private final ObjectProvider<Freezings> freezings;

    FreezePool(ObjectProvider<Freezings> freezings) {
        this.freezings = freezings;
    }

    @Override
    public String name() {
        return "panels.freeze";
    }

    @Override
    public void run(String id) throws InterruptedException {
        freezings.getObject().search(Long.parseLong(id));
    }

    @Override
    public void abandon(String id) {
        freezings.getObject().end(Long.parseLong(id), Freezing.End.FAILED);
    }
}
