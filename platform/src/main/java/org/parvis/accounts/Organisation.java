package org.parvis.accounts;

import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * An administration, an independent body, an association, a company…
 *
 * @param about what it is, in one or two sentences
 * @param fictional invented for a demonstration
 */
public record Organisation(
        Name name, College college, @Nullable Bilingual about, boolean fictional) {

    /** What is needed to name it and to link to it. */
    public record Name(
            String slug, Bilingual full, @Nullable String acronym) {
        /** The acronym where there is one: what fits in a table. */
        public Bilingual brief() {
            return acronym == null ? full : new Bilingual(acronym, acronym);
        }

        public String path() {
            return "/organisations/" + slug;
        }
    }
}
