package org.parvis.participation;

import org.parvis.web.Page;

/** A text, on each paragraph of which people may remark. */
record TextPage(Consultation consultation, SubmittedText text, boolean open) implements Page {
    @Override
    public boolean isPublic() {
        return consultation.announcedAt() != null;
    }
}
