package org.parvis.accelerator;

import org.parvis.house.Work;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The search for who reads what, in the background. */
@Component
class ShareApplications implements Work {
    private final ObjectProvider<Assignments> assignments;

    ShareApplications(ObjectProvider<Assignments> assignments) {
        this.assignments = assignments;
    }

    @Override
    public String name() {
        return "accelerator.share";
    }

    @Override
    public void run(String id) {
        assignments.getObject().share(Long.parseLong(id));
    }

    @Override
    public void abandon(String id) {
        assignments.getObject().fail(Long.parseLong(id));
    }
}
