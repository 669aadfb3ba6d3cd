package org.parvis.sortition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The quotas of a draw, in their published order. Every feature that they name must have a value for every person. */
public record Quotas(List<Quota> list) {
    /** @throws InvalidInput where a quota is twice, has its minimum over its maximum, or a negative number */
    public Quotas {
        list = List.copyOf(list);
        var problems = new ArrayList<String>();
        var seen = new HashSet<List<String>>();
        for (Quota quota : list) {
            if (!seen.add(List.of(quota.feature(), quota.value())))
                problems.add("%s “%s” has two quotas; keep one.".formatted(quota.feature(), quota.value()));
            if (quota.min() < 0)
                problems.add("%s “%s”: a minimum cannot be negative (%d)."
                        .formatted(quota.feature(), quota.value(), quota.min()));
            if (quota.min() > quota.max())
                problems.add("%s “%s”: the minimum %d is more than the maximum %d."
                        .formatted(quota.feature(), quota.value(), quota.min(), quota.max()));
        }
        if (list.isEmpty()) problems.add("There is no quota.");
        InvalidInput.throwIfAny(problems);
    }

    public List<String> features() {
        return list.stream().map(Quota::feature).distinct().toList();
    }

    public List<Quota> of(String feature) {
        return list.stream().filter(quota -> quota.feature().equals(feature)).toList();
    }
}
