package org.parvis.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.BadInput;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/**
 * Which commitments of a plan a list shows, as its address says it.
 *
 * @param after the number after which the page begins; {@code before} the number before which it ends
 */
public record CommitmentFilter(
        @Nullable Integer engagement,
        @Nullable String lead,
        @Nullable Theme theme,
        @Nullable Completion completion,
        boolean late,
        @Nullable Integer after,
        @Nullable Integer before) {

    static final CommitmentFilter NONE = new CommitmentFilter(null, null, null, null, false, null, null);

    private static final List<String> PARAMETERS =
            List.of("engagement", "porteur", "theme", "avancement", "retard", "apres", "avant", Visit.DAY);

    /** @throws BadInput naming the parameter and what it may be */
    static CommitmentFilter of(MultiValueMap<String, String> all) {
        all.forEach((name, values) -> {
            if (!PARAMETERS.contains(name))
                throw new BadInput("plan.filter.unknown", name, String.join(", ", PARAMETERS));
            if (values.stream().distinct().count() > 1) throw new BadInput("plan.filter.once", name);
        });
        var parameters = all.toSingleValueMap();
        if (value(parameters, "apres") != null && value(parameters, "avant") != null)
            throw new BadInput("plan.filter.instead", "apres", "avant");
        String late = value(parameters, "retard");
        if (late != null && !late.equals("oui")) throw new BadInput("plan.filter.bad", "retard", "oui");
        return new CommitmentFilter(
                number(parameters, "engagement"),
                value(parameters, "porteur"),
                choice(parameters, "theme", s -> Theme.find(s).orElse(null), Theme.values(), Theme::slug),
                choice(
                        parameters,
                        "avancement",
                        s -> Completion.find(s).orElse(null),
                        Completion.values(),
                        Completion::slug),
                late != null,
                number(parameters, "apres"),
                number(parameters, "avant"));
    }

    /** Whether it leaves anything out, whatever the page. */
    public boolean isNarrow() {
        return engagement != null || lead != null || theme != null || completion != null || late;
    }

    private static @Nullable String value(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable Integer number(Map<String, String> parameters, String name) {
        String value = value(parameters, name);
        if (value == null) return null;
        if (!value.matches("[0-9]{1,6}")) throw new BadInput("plan.filter.number", name);
        return Integer.valueOf(value);
    }

    private static <T> @Nullable T choice(
            Map<String, String> parameters,
            String name,
            Function<String, @Nullable T> find,
            T[] values,
            Function<T, String> slug) {
        String value = value(parameters, name);
        if (value == null) return null;
        T found = find.apply(value);
        if (found == null)
            throw new BadInput(
                    "plan.filter.bad", name, Arrays.stream(values).map(slug).collect(Collectors.joining(", ")));
        return found;
    }
}
