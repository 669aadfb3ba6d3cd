package org.parvis.sortition;

/** A quota made wider: the least that lets a panel exist. */
public record Relaxation(Quota quota, int min, int max) {
    @Override
    public String toString() {
        String which = "%s “%s”".formatted(quota.feature(), quota.value());
        if (max > quota.max() && min < quota.min())
            return "%s: lower the minimum from %d to %d and raise the maximum from %d to %d"
                    .formatted(which, quota.min(), min, quota.max(), max);
        return max > quota.max()
                ? "%s: raise the maximum from %d to %d".formatted(which, quota.max(), max)
                : "%s: lower the minimum from %d to %d".formatted(which, quota.min(), min);
    }
}
