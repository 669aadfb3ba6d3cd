package org.parvis.participation;

import org.parvis.house.Work;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A search for near duplicates, in the background. */
@Component
class SearchDuplicates implements Work {
    private final ObjectProvider<Duplicates> duplicates;

    SearchDuplicates(ObjectProvider<Duplicates> duplicates) {
        this.duplicates = duplicates;
    }

    @Override
    public String name() {
        return "participation.duplicates";
    }

    @Override
    public void run(String id) throws InterruptedException {
        duplicates.getObject().search(Long.parseLong(id));
    }

    @Override
    public void abandon(String id) {
        duplicates.getObject().end(Long.parseLong(id), "FAILED");
    }
}
