package org.parvis.sortition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A draw's arithmetic, on types: people with the same values can stand in for each other, so that a panel is how many it has
 * of each type, {@code 0 ≤ c[t] ≤ most[t]}, and everyone of a type has the same chance, {@code E[c[t]] / size[t]}.
 *
 * <p>Households do not break types. People who share an address are of the type of their values <em>and</em> of the values
 * of all who live with them; households alike stand in for each other too. A panel with at most one person an address is one
 * that takes from such a class of h households at most h people, since different households can always be found for them.
 *
 * @param members the people of each type, as indexes in the pool
 * @param household for each type its class of households, or −1 where addresses do not matter
 * @param rows every constraint {@code min ≤ Σ c[t] ≤ max}: the size of the panel first, then the quotas in their order, then
 *     the classes of households
 */
record Instance(
        Pool pool, Quotas quotas, int panelSize, List<int[]> members, int[] most, int[] household, List<Row> rows) {
    record Row(int[] types, int min, int max) {
        Row withMax(int other) {
            return new Row(types, min, other);
        }
    }

    private record Key(String values, String household) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::values)
                    .thenComparing(Key::household)
                    .compare(this, other);
        }
    }

    static Instance of(Pool pool, Quotas quotas, int panelSize) {
        var problems = new ArrayList<String>();
        if (panelSize < 1) problems.add("A panel has at least one person, not %d.".formatted(panelSize));
        if (panelSize > pool.size())
            problems.add("The panel has %d places and the pool %d people.".formatted(panelSize, pool.size()));
        var featureAt = new ArrayList<Integer>();
        for (String feature : quotas.features()) {
            int at = pool.features().indexOf(feature);
            if (at < 0) problems.add("The pool has no feature “%s”, which the quotas name.".formatted(feature));
            featureAt.add(at);
        }
        InvalidInput.throwIfAny(problems);
        for (int f = 0; f < featureAt.size(); f++) {
            String feature = quotas.features().get(f);
            List<String> known = quotas.of(feature).stream().map(Quota::value).toList();
            for (Person person : pool.people())
                if (!known.contains(person.values().get(featureAt.get(f))))
                    problems.add("“%s”: the quotas know no %s “%s”, only %s."
                            .formatted(
                                    person.id(),
                                    feature,
                                    person.values().get(featureAt.get(f)),
                                    String.join(", ", known)));
        }
        InvalidInput.throwIfAny(problems);

        String[] values = new String[pool.size()];
        var homes = new HashMap<String, List<Integer>>();
        for (int i = 0; i < values.length; i++) {
            Person person = pool.people().get(i);
            values[i] = featureAt.stream().map(at -> person.values().get(at)).collect(Collectors.joining("\u0001"));
            if (person.address() != null)
                homes.computeIfAbsent(person.address(), home -> new ArrayList<>())
                        .add(i);
        }
        String[] classes = new String[pool.size()];
        Arrays.fill(classes, "");
        var homesOfClass = new TreeMap<String, Integer>();
        for (List<Integer> home : homes.values()) {
            if (home.size() < 2) continue;
            String alike = home.stream().map(i -> values[i]).sorted().collect(Collectors.joining("\u0002"));
            homesOfClass.merge(alike, 1, Integer::sum);
            for (int i : home) classes[i] = alike;
        }

        var byType = new TreeMap<Key, List<Integer>>();
        for (int i = 0; i < values.length; i++)
            byType.computeIfAbsent(new Key(values[i], classes[i]), type -> new ArrayList<>())
                    .add(i);
        Comparator<Integer> byId =
                Comparator.comparing(i -> pool.people().get(i).id());
        var keys = new ArrayList<>(byType.keySet());
        var members = new ArrayList<int[]>();
        int[] most = new int[keys.size()];
        int[] household = new int[keys.size()];
        var classOrder = new ArrayList<>(homesOfClass.keySet());
        for (int t = 0; t < most.length; t++) {
            Key key = keys.get(t);
            int[] people = byType.getOrDefault(key, List.of()).stream()
                    .sorted(byId)
                    .mapToInt(i -> i)
                    .toArray();
            members.add(people);
            household[t] = classOrder.indexOf(key.household());
            most[t] = Math.min(panelSize, homesOfClass.getOrDefault(key.household(), people.length));
        }
        return new Instance(
                pool,
                quotas,
                panelSize,
                List.copyOf(members),
                most,
                household,
                rows(pool, quotas, panelSize, members, household, homesOfClass));
    }

    private static List<Row> rows(
            Pool pool,
            Quotas quotas,
            int panelSize,
            List<int[]> members,
            int[] household,
            Map<String, Integer> homesOfClass) {
        var rows = new ArrayList<Row>();
        int[] all = new int[household.length];
        Arrays.setAll(all, t -> t);
        rows.add(new Row(all, panelSize, panelSize));
        for (Quota quota : quotas.list()) {
            int at = pool.features().indexOf(quota.feature());
            int[] types = Arrays.stream(all)
                    .filter(t -> pool.people()
                            .get(members.get(t)[0])
                            .values()
                            .get(at)
                            .equals(quota.value()))
                    .toArray();
            rows.add(new Row(types, quota.min(), Math.min(quota.max(), panelSize)));
        }
        int home = 0;
        for (int count : homesOfClass.values()) {
            int of = home++;
            rows.add(new Row(
                    Arrays.stream(all).filter(t -> household[t] == of).toArray(), 0, Math.min(count, panelSize)));
        }
        return List.copyOf(rows);
    }

    int types() {
        return most.length;
    }

    int size(int type) {
        return members.get(type).length;
    }

    /** How many of each quota a panel has, in the quotas' order. */
    int[] totals(int[] panel) {
        return rows.subList(1, 1 + quotas.list().size()).stream()
                .mapToInt(row -> Arrays.stream(row.types()).map(t -> panel[t]).sum())
                .toArray();
    }

    boolean allows(int[] panel) {
        for (int t = 0; t < panel.length; t++) if (panel[t] < 0 || panel[t] > most[t]) return false;
        for (Row row : rows) {
            int sum = Arrays.stream(row.types()).map(t -> panel[t]).sum();
            if (sum < row.min() || sum > row.max()) return false;
        }
        return true;
    }
}
