package org.parvis.journal;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Role;

/**
 * An act of office, as its room states it. Nothing in it may name a person: erasing one must never break the chain.
 *
 * @param kind what was done, {@code plan.reported}, {@code role.granted}: a message of the journal's page
 * @param reference the root-relative address of what it was done to, {@code /plans/2021-2023/actions/47}
 * @param role the role it was done in
 * @param organisation the slug of the organisation it was done for, if any
 * @param reason why, in public words, where the act has a reason
 * @param facts what changed: public values by name, in the canonical order of their names
 * @param sealed values that only their digest may show (personal data); each is salted, and its salt can be erased
 */
public record Act(
        String kind,
        String reference,
        Role role,
        @Nullable String organisation,
        @Nullable String reason,
        SortedMap<String, String> facts,
        SortedMap<String, String> sealed) {

    public static Act of(String kind, String reference, Role role, @Nullable String organisation) {
        return new Act(kind, reference, role, organisation, null, new TreeMap<>(), new TreeMap<>());
    }

    public Act because(String reason) {
        return new Act(kind, reference, role, organisation, reason, facts, sealed);
    }

    public Act with(String fact, String value) {
        return new Act(kind, reference, role, organisation, reason, and(facts, fact, value), sealed);
    }

    public Act sealing(String name, String value) {
        return new Act(kind, reference, role, organisation, reason, facts, and(sealed, name, value));
    }

    private static SortedMap<String, String> and(Map<String, String> values, String name, String value) {
        var all = new TreeMap<>(values);
        all.put(name, value);
        return all;
    }
}
