package org.parvis.sortition;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How to search. A search that ends before {@code limit} gives the same allocation each time on a machine and version; one
 * that is stopped gives the best so far, with what is certain about it.
 *
 * @param cancelled asked between two steps, several times a second
 */
public record Options(Method method, Duration limit, Consumer<Progress> progress, BooleanSupplier cancelled) {
    public static Options of(Method method) {
        return new Options(method, Duration.ofMinutes(10), progress -> {}, () -> false);
    }

    public Options within(Duration other) {
        return new Options(method, other, progress, cancelled);
    }

    public Options telling(Consumer<Progress> listener) {
        return new Options(method, limit, listener, cancelled);
    }

    public Options until(BooleanSupplier stop) {
        return new Options(method, limit, progress, stop);
    }
}
