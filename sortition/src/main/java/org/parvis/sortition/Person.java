package org.parvis.sortition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volunteer: an identifier, one value for each feature of the pool, in its order, and an address where at most one person
 * an address may be drawn.
 */
public record Person(
        String id, List<String> values, @Nullable String address) {
    public Person {
        values = List.copyOf(values);
    }
}
