package org.parvis.sortition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The people that a panel is drawn from, in a fixed order, and the features that each of them has a value for. */
public record Pool(List<String> features, List<Person> people) {
    /** @throws InvalidInput where an identifier is twice, or a person lacks a value */
    public Pool {
        features = List.copyOf(features);
        people = List.copyOf(people);
        var problems = new ArrayList<String>();
        if (people.isEmpty()) problems.add("There is nobody in the pool.");
        var ids = new HashSet<String>();
        for (Person person : people) {
            if (!ids.add(person.id())) problems.add("“%s” is in the pool twice.".formatted(person.id()));
            if (person.values().size() != features.size())
                problems.add("“%s” has %d values for %d features."
                        .formatted(person.id(), person.values().size(), features.size()));
        }
        InvalidInput.throwIfAny(problems);
    }

    public int size() {
        return people.size();
    }
}
