package org.parvis.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.BadInput;

/**
 * What the board shows, as its address says it.
 *
 * @param after the rank and number after which a page of commitments begins
 */
record BoardFilter(
        View view,
        @Nullable Integer engagement,
        @Nullable String lead,
        Board.@Nullable Sign sign,
        Sort sort,
        @Nullable String after) {

    private static final List<String> PARAMETERS =
            List.of("plan", "vue", "engagement", "porteur", "signe", "tri", "apres");

    /** By whom, by what for, or one by one. */
    public enum View {
        LEADS("porteurs"),
        ENGAGEMENTS("engagements"),
        COMMITMENTS("actions");

        final String slug;

        View(String slug) {
            this.slug = slug;
        }
    }

    /** The order of the commitments: a number that grows with each, worst first. */
    public enum Sort {
        NUMBER("numero", "0"),
        LEAD("porteur", "dense_rank() over (order by f.lead_name_fr)"),
        COMPLETION(
                "avancement", "array_position('{NO_EVIDENCE,NOT_STARTED,LIMITED,SUBSTANTIAL,COMPLETE}', f.completion)"),
        REPORT("rapport", "coalesce(f.reported_on - date '1970-01-01', 0)"),
        DELAY("retard", "coalesce(f.late_since - date '1970-01-01', 1000000)");

        final String slug;
        private final String rank;

        Sort(String slug, String rank) {
            this.slug = slug;
            this.rank = rank;
        }

        public String slug() {
            return slug;
        }

        String rank() {
            return "(" + rank + ")::bigint";
        }
    }

    /** @throws BadInput naming the parameter and what it may be */
    static BoardFilter of(Map<String, String> parameters) {
        for (String name : parameters.keySet())
            if (!PARAMETERS.contains(name))
                throw new BadInput("plan.filter.unknown", name, String.join(", ", PARAMETERS));
        String engagement = parameters.getOrDefault("engagement", "");
        if (!engagement.matches("[0-9]{0,6}")) throw new BadInput("plan.filter.number", "engagement");
        String lead = parameters.getOrDefault("porteur", "");
        String after = parameters.getOrDefault("apres", "");
        if (!after.matches("|[0-9]{1,9}-[0-9]{1,9}")) throw new BadInput("plan.filter.number", "apres");
        return new BoardFilter(
                choice(parameters, "vue", View.values(), v -> v.slug, View.LEADS),
                engagement.isEmpty() ? null : Integer.valueOf(engagement),
                lead.isEmpty() ? null : lead,
                choice(parameters, "signe", Board.Sign.values(), Board.Sign::slug, null),
                choice(parameters, "tri", Sort.values(), s -> s.slug, Sort.NUMBER),
                after.isEmpty() ? null : after);
    }

    boolean isNarrow() {
        return engagement != null || lead != null || sign != null;
    }

    long afterRank() {
        return after == null ? -1 : Long.parseLong(after.substring(0, after.indexOf('-')));
    }

    int afterNumber() {
        return after == null ? -1 : Integer.parseInt(after.substring(after.indexOf('-') + 1));
    }

    @org.jspecify.annotations.NullUnmarked
    private static <T> T choice(
            Map<String, String> parameters,
            String name,
            T[] values,
            java.util.function.Function<T, String> slug,
            T otherwise) {
        String value = parameters.getOrDefault(name, "");
        if (value.isEmpty()) return otherwise;
        return Arrays.stream(values)
                .filter(v -> slug.apply(v).equals(value))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "plan.filter.bad", name, Arrays.stream(values).map(slug).collect(Collectors.joining(", "))));
    }
}
