package org.parvis.sortition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who takes the places of those who refuse. Alternates are asked in the order that public chance gave them; the first is
 * taken with whom the panel can still meet its quotas, at most one an address, and so on until every place is taken.
 */
public record Replacement(Pool pool, Quotas quotas) {
    /**
     * @param staying those of the panel who accepted or have not answered yet
     * @param alternates in their order, without those who refused
     * @throws Unfeasible where no alternates fill the places within the quotas, with the relaxations that would let them
     */
    public List<Person> fill(List<Person> staying, int places, List<Person> alternates) {
        if (!canFill(staying, places, alternates)) throw unfeasible(staying, places, alternates);
        var panel = new ArrayList<>(staying);
        List<Person> left = alternates;
        for (int place = places; place > 0; place--) {
            Person next = first(panel, place, left);
            panel.add(next);
            left = without(left, next);
        }
        return List.copyOf(panel.subList(staying.size(), panel.size()));
    }

    private Person first(List<Person> panel, int places, List<Person> candidates) {
        // Those with the same values and address have the same answer: it is asked once.
        Set<List<String>> impossible = new HashSet<>();
        for (Person candidate : candidates) {
            var kind = new ArrayList<>(candidate.values());
            kind.add(String.valueOf(candidate.address()));
            if (impossible.contains(kind)) continue;
            var with = new ArrayList<>(panel);
            with.add(candidate);
            if (canFill(with, places - 1, without(candidates, candidate))) return candidate;
            impossible.add(kind);
        }
        throw new IllegalStateException("Places that could be filled, and could not");
    }

    private boolean canFill(List<Person> panel, int places, List<Person> candidates) {
        var homes = new HashSet<String>();
        for (Person person : panel) if (person.address() != null && !homes.add(person.address())) return false;
        for (Quota quota : quotas.list()) {
            int there = count(panel, quota);
            if (there > quota.max() || there + places < quota.min()) return false;
        }
        if (places == 0) return true;
        if (possible(panel, candidates).size() < places) return false;
        Pricing pricing = Pricing.of(rest(panel, places, candidates));
        try {
            int types = pricing.types();
            return pricing.heavier(new double[types], Double.NEGATIVE_INFINITY, Limits.NONE)
                            .panel()
                    != null;
        } finally {
            pricing.close();
        }
    }

    /** A draw of its own: the alternates for the places, under what the quotas still ask for. */
    private Instance rest(List<Person> panel, int places, List<Person> candidates) {
        List<Quota> left = quotas.list().stream()
                .map(quota -> {
                    int there = count(panel, quota);
                    return new Quota(
                            quota.feature(), quota.value(), Math.max(0, quota.min() - there), quota.max() - there);
                })
                .toList();
        return Instance.of(new Pool(pool.features(), possible(panel, candidates)), new Quotas(left), places);
    }

    private Unfeasible unfeasible(List<Person> staying, int places, List<Person> alternates) {
        int possible = possible(staying, alternates).size();
        if (possible < places)
            return new Unfeasible(
                    List.of(new Reason(Reason.Kind.TOO_FEW_ALTERNATES, "", "", possible, places)), List.of());
        Unfeasible rest = Feasibility.explain(rest(staying, places, alternates), false, Limits.NONE);
        return new Unfeasible(
                List.of(),
                rest.relaxations().stream()
                        .map(relaxation -> whole(relaxation, staying))
                        .toList());
    }

    private Relaxation whole(Relaxation relaxation, List<Person> staying) {
        Quota quota = quotas.list().stream()
                .filter(of -> of.feature().equals(relaxation.quota().feature())
                        && of.value().equals(relaxation.quota().value()))
                .findFirst()
                .orElseThrow();
        int there = count(staying, quota);
        return new Relaxation(
                quota,
                relaxation.min() == relaxation.quota().min() ? quota.min() : relaxation.min() + there,
                relaxation.max() == relaxation.quota().max() ? quota.max() : relaxation.max() + there);
    }

    private int count(List<Person> people, Quota quota) {
        int at = pool.features().indexOf(quota.feature());
        return (int) people.stream()
                .filter(person -> person.values().get(at).equals(quota.value()))
                .count();
    }

    private static List<Person> possible(List<Person> panel, List<Person> candidates) {
        var homes = new HashSet<String>();
        for (Person person : panel) if (person.address() != null) homes.add(person.address());
        return candidates.stream()
                .filter(person -> person.address() == null || !homes.contains(person.address()))
                .toList();
    }

    private static List<Person> without(List<Person> people, Person person) {
        return people.stream().filter(other -> !other.id().equals(person.id())).toList();
    }
}
