package org.parvis.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.BadInput;
import org.springframework.util.MultiValueMap;

/**
 * Which finds are shown, as the address says it.
 *
 * @param territory its code; what lies in it is shown too
 * @param plan its slug
 * @param page of twenty, from 1
 */
record SearchFilter(
        @Nullable Kind kind,
        @Nullable Theme theme,
        @Nullable String territory,
        @Nullable String plan,
        @Nullable LocalDate since,
        @Nullable LocalDate until,
        int page) {
    static final String KIND = "genre",
            THEME = "theme",
            TERRITORY = "territoire",
            PLAN = "plan",
            SINCE = "depuis",
            UNTIL = "jusque",
            PAGE = "page";
    static final int LAST_PAGE = 10;

    private static final List<String> PARAMETERS = List.of("q", KIND, THEME, TERRITORY, PLAN, SINCE, UNTIL, PAGE);

    /** @throws BadInput naming the parameter and what it may be */
    static SearchFilter of(MultiValueMap<String, String> all) {
        all.forEach((name, values) -> {
            if (!PARAMETERS.contains(name))
                throw new BadInput("search.filter.unknown", name, String.join(", ", PARAMETERS));
            if (values.stream().distinct().count() > 1) throw new BadInput("search.filter.once", name);
        });
        String kind = value(all, KIND), theme = value(all, THEME);
        String territory = value(all, TERRITORY), plan = value(all, PLAN), page = value(all, PAGE);
        if (!territory.matches("((NAT|REG|DEPT|COM)-[A-Z0-9]{1,10})?"))
            throw new BadInput("search.filter.bad", TERRITORY, "NAT-FR, REG-75, DEPT-19, COM-19272…");
        if (!plan.matches("[a-z0-9-]{0,80}")) throw new BadInput("search.filter.bad", PLAN, "2021-2023…");
        if (!page.matches("|[1-9]|10")) throw new BadInput("search.filter.bad", PAGE, "1, 2… " + LAST_PAGE);
        return new SearchFilter(
                kind.isEmpty()
                        ? null
                        : Kind.find(kind)
                                .orElseThrow(() -> new BadInput(
                                        "search.filter.bad",
                                        KIND,
                                        Arrays.stream(Kind.values())
                                                .map(Kind::slug)
                                                .collect(Collectors.joining(", ")))),
                theme.isEmpty()
                        ? null
                        : Theme.find(theme)
                                .orElseThrow(() -> new BadInput(
                                        "search.filter.bad",
                                        THEME,
                                        Arrays.stream(Theme.values())
                                                .map(Theme::slug)
                                                .collect(Collectors.joining(", ")))),
                territory.isEmpty() ? null : territory,
                plan.isEmpty() ? null : plan,
                day(all, SINCE),
                day(all, UNTIL),
                page.isEmpty() ? 1 : Integer.parseInt(page));
    }

    boolean isNarrow() {
        return kind != null || theme != null || territory != null || plan != null || since != null || until != null;
    }

    private static String value(MultiValueMap<String, String> all, String name) {
        String value = all.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static @Nullable LocalDate day(MultiValueMap<String, String> all, String name) {
        String value = value(all, name);
        if (value.isEmpty()) return null;
        try {
            var day = LocalDate.parse(value);
            // What a calendar of people holds, and the database too.
            if (day.getYear() >= 1900 && day.getYear() < 2200) return day;
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new BadInput("search.filter.bad", name, "2022-05-02");
    }
}
