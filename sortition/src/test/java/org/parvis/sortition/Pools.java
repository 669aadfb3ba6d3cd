package org.parvis.sortition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Fictional volunteers. */
final class Pools {
    static final Quotas QUOTAS = new Quotas(List.of(
            new Quota("sex", "woman", 7, 8),
            new Quota("sex", "man", 7, 8),
            new Quota("age", "16–29", 3, 4),
            new Quota("age", "30–59", 6, 8),
            new Quota("age", "60+", 4, 5),
            new Quota("place, or department", "Loire, \"the\" river", 5, 8),
            new Quota("place, or department", "Île-de-France", 7, 10)));

    private static final Map<Integer, Allocation> FOUND = new ConcurrentHashMap<>();

    private Pools() {}

    /** A pool of volunteers, older and more often men than the quotas want. */
    static Pool volunteers(int count) {
        var random = new Random(7);
        var people = new ArrayList<Person>();
        for (int i = 0; i < count; i++)
            people.add(new Person(
                    "volunteer-" + i,
                    List.of(
                            random.nextInt(3) == 0 ? "woman" : "man",
                            random.nextInt(4) == 0 ? "16–29" : random.nextInt(2) == 0 ? "30–59" : "60+",
                            random.nextBoolean() ? "Île-de-France" : "Loire, \"the\" river"),
                    i % 5 == 0 ? "house " + i / 20 : null));
        return new Pool(List.of("sex", "age", "place, or department"), people);
    }

    /** Found once, since it is always the same. */
    static Allocation leximin(int count) {
        return FOUND.computeIfAbsent(
                count, of -> Sortition.allocate(volunteers(of), QUOTAS, 15, Options.of(Method.LEXIMIN)));
    }
}
