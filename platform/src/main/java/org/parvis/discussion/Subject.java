package org.parvis.discussion;

import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * What is discussed.
 *
 * @param path its root-relative address
 * @param institution the slug of the organisation that answers for it, if any
 * @param stances whether who opens a line of discussion says if they are for or against
 */
public record Subject(
        String path, Bilingual title, @Nullable String institution, boolean stances) {
    /** Where it is discussed. */
    public String discussionPath() {
        return path + "/discussion";
    }
}
