package org.parvis.web;

import java.util.List;

/**
 * A page with a form of one person's own: what was typed comes back with what is wrong in it, each sentence beside its field,
 * under the status that says so (422, RFC 9110, section 15.5.21).
 */
public interface Correctable extends Page {
    List<Mistake> mistakes();

    @Override
    default int status() {
        return mistakes().isEmpty() ? 200 : 422;
    }

    @Override
    default boolean isPublic() {
        return false;
    }

    /** What is wrong with a field; nothing where it is right. */
    default String error(String field) {
        return mistakes().stream()
                .filter(mistake -> mistake.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
