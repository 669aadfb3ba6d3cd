package org.parvis.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that awaits a person: how many there are of a kind, and the first of them.
 *
 * @param sentence says what and how many, in the visit's language
 * @param path where all of it can be seen or done, as the contract names it
 * @param dueOn by when
 * @param items the first ones
 */
public record Task(String sentence, String path, @Nullable LocalDate dueOn, List<Item> items) {
    /** How many a task shows by name. */
    public static final int SHOWN = 8;

    /** One of them. */
    public record Item(String label, String path) {}
}
