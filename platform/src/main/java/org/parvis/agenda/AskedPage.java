package org.parvis.agenda;

import org.parvis.web.Page;

/** What happens next once someone asked for a place: the same, whoever they are. */
record AskedPage(Gathering gathering) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
