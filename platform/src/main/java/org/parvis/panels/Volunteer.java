package org.parvis.panels;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.sortition.Person;
import org.parvis.sortition.proof.Receipt;
import org.parvis.web.Language;

/**
 * Someone who offers to sit.
 *
 * @param secret opens their own page; it, and all that names them, goes when they are erased
 * @param opaque by which the published files name them; none before the freeze
 * @param rank 0 for who was drawn, from 1 for alternates in their order; none before the draw
 * @param answers by the number of what was asked: what they answered, in French
 */
public record Volunteer(
        long id,
        long panel,
        @Nullable String secret,
        @Nullable String name,
        @Nullable String email,
        @Nullable String address,
        Language language,
        Instant askedAt,
        @Nullable Instant confirmedAt,
        @Nullable String opaque,
        @Nullable String salt,
        @Nullable Integer rank,
        @Nullable Instant erasedAt,
        Map<Long, String> answers) {

    /** The address as two people of one household would both write it. */
    public String household() {
        return address == null ? "" : Folded.of(address);
    }

    /** As the draw sees them, with the answers in the order of what was asked. */
    Person person(String id, List<Panel.Feature> features) {
        return new Person(
                id,
                features.stream().map(f -> answers.getOrDefault(f.id(), "")).toList(),
                household().isEmpty() ? null : household());
    }

    /**
     * What proves that they were in the pool, with their answers.
     *
     * @throws IllegalStateException before the freeze, and once they are erased
     */
    Receipt receipt(List<Panel.Feature> features) {
        if (opaque == null || salt == null)
            throw new IllegalStateException("No receipt before the freeze, or after the erasure");
        var byName = new LinkedHashMap<String, String>();
        for (var feature : features) byName.put(feature.name().fr(), answers.getOrDefault(feature.id(), ""));
        return new Receipt(opaque, salt, household(), byName);
    }
}
