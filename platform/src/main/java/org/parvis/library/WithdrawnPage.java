package org.parvis.library;

import java.time.LocalDate;
import org.parvis.web.Bilingual;
import org.parvis.web.Page;

/** What stood here was taken away, and why (410, RFC 9110, section 15.5.11). */
record WithdrawnPage(Bilingual title, LocalDate on, Bilingual reason, String list, String edit, boolean editor)
        implements Page {
    @Override
    public int status() {
        return 410;
    }

    @Override
    public boolean isPublic() {
        return !editor;
    }
}
