package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** What a person applied with, or began to. */
record OwnApplicationsPage(List<Applications.Own> own, Instant now) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public String path(Applications.Own one) {
        return one.application().number() == null
                ? one.call().path() + "/candidater"
                : one.application().path(one.call());
    }

    public String title(Applications.Own one, Visit visit) {
        return one.application().title().isEmpty()
                ? visit.say("accelerator.own.untitled")
                : one.application().title();
    }

    public String closes(Applications.Own one, Visit visit) {
        return Moments.of(one.call().closes(), visit);
    }
}
