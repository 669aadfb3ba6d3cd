package org.parvis.panels;

import org.parvis.web.Page;

/** After a withdrawal: nothing of theirs is kept. */
record WithdrawnPage(Panel panel) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
