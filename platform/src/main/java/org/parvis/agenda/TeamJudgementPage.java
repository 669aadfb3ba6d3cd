package org.parvis.agenda;

import org.parvis.web.Page;

/** An organiser's form: what a project won. */
record TeamJudgementPage(Gathering gathering, Team team) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
