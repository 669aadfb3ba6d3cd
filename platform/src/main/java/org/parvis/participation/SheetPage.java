package org.parvis.participation;

import org.parvis.web.Page;

/** A sheet of paper, being typed in. */
record SheetPage(Consultation consultation, Kits.Sheet sheet) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
