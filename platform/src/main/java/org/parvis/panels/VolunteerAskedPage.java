package org.parvis.panels;

import org.parvis.web.Page;

/** After an offer to sit whose address is to be confirmed. */
record VolunteerAskedPage(Panel panel) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
