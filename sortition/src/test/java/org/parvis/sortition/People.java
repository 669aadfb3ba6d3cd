package org.parvis.sortition;

import java.util.Arrays;
import java.util.HashSet;

/** A panel of people against the quotas, read off the people themselves. */
final class People {
    private People() {}

    static boolean allow(Pool pool, Quotas quotas, int[] panel) {
        for (Quota quota : quotas.list()) {
            int at = pool.features().indexOf(quota.feature());
            long count = Arrays.stream(panel)
                    .filter(i -> pool.people().get(i).values().get(at).equals(quota.value()))
                    .count();
            if (count < quota.min() || count > quota.max()) return false;
        }
        var homes = new HashSet<String>();
        for (int i : panel) {
            String home = pool.people().get(i).address();
            if (home != null && !homes.add(home)) return false;
        }
        return Arrays.stream(panel).distinct().count() == panel.length;
    }
}
