package org.parvis.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * What was found, or how to find.
 *
 * @param found nothing where nothing was looked for
 */
record SearchPage(Asked asked, SearchFilter filter, Search.@Nullable Found found) implements Page {
    /** A filter that is set, and the page without it. */
    public record Kept(String name, String href) {}

    /** A way to see fewer finds. */
    public record Narrowing(String title, List<Way> ways) {}

    /** One of its values, how many finds have it, and the page with those alone. */
    public record Way(String name, String count, String href) {}

    public String title(Visit visit) {
        if (found == null) return visit.say("search.title");
        if (found.count() == 0) return visit.say("search.none", asked.typed());
        return found.isCapped()
                ? visit.say("search.many", Search.COUNTED, shown().typed())
                : visit.say("search.count", found.count(), shown().typed());
    }

    /** What the finds were found by. */
    private Asked shown() {
        return found == null || !found.isInstead() || found.instead() == null ? asked : found.instead();
    }

    /** Whether nothing was found by what was typed, and what is shown is another search. */
    public boolean isMended() {
        return found != null && found.isInstead();
    }

    /** « action 47 », « open data », without « projet ». */
    public String understood(Visit visit) {
        String wanted = said(visit, true), unwanted = said(visit, false);
        return unwanted.isEmpty()
                ? visit.say("search.understood", wanted)
                : visit.say("search.understood.without", wanted, unwanted);
    }

    private String said(Visit visit, boolean wanted) {
        return shown().wanted(wanted)
                .filter(t -> found == null || !found.ignored().contains(t.said()))
                .map(t -> visit.say(t.phrase() ? "search.phrase" : "search.word", t.said()))
                .collect(Collectors.joining(", "));
    }

    public String ignored(Visit visit) {
        return found == null
                ? ""
                : found.ignored().stream().map(w -> visit.say("search.word", w)).collect(Collectors.joining(", "));
    }

    public String with(Visit visit, String q) {
        return visit.with(Map.of("q", q, SearchFilter.PAGE, ""));
    }

    private static String without(Visit visit, String name) {
        return visit.with(Map.of(name, "", SearchFilter.PAGE, ""));
    }

    public List<Kept> kept(Visit visit) {
        var kept = new ArrayList<Kept>();
        if (filter.kind() != null)
            kept.add(new Kept(visit.say("search.kind", filter.kind()), without(visit, SearchFilter.KIND)));
        if (filter.theme() != null)
            kept.add(new Kept(visit.say("theme", filter.theme()), without(visit, SearchFilter.THEME)));
        if (filter.territory() != null)
            kept.add(new Kept(
                    named(visit, Search.Facet.TERRITORY, filter.territory()), without(visit, SearchFilter.TERRITORY)));
        if (filter.plan() != null)
            kept.add(new Kept(named(visit, Search.Facet.PLAN, filter.plan()), without(visit, SearchFilter.PLAN)));
        if (filter.since() != null)
            kept.add(new Kept(
                    visit.say("search.since.kept", visit.date(filter.since())), without(visit, SearchFilter.SINCE)));
        if (filter.until() != null)
            kept.add(new Kept(
                    visit.say("search.until.kept", visit.date(filter.until())), without(visit, SearchFilter.UNTIL)));
        return kept;
    }

    private String named(Visit visit, Search.Facet facet, String value) {
        return counts(facet).stream()
                .filter(c -> c.value().equals(value))
                .map(c -> name(visit, facet, c))
                .findFirst()
                .orElse(value);
    }

    private List<Search.Count> counts(Search.Facet facet) {
        return found == null ? List.of() : found.facets().getOrDefault(facet, List.of());
    }

    private static String name(Visit visit, Search.Facet facet, Search.Count count) {
        Bilingual name = count.name();
        return switch (facet) {
            case KIND -> visit.say("search.kind." + count.value());
            case THEME -> visit.say("theme." + count.value());
            case TERRITORY, PLAN -> name == null ? count.value() : visit.in(name);
        };
    }

    /** By each filter that is not set and would leave something out. */
    public List<Narrowing> narrowings(Visit visit) {
        var narrowings = new ArrayList<Narrowing>();
        for (var facet : Search.Facet.values()) {
            String parameter = switch (facet) {
                case KIND -> SearchFilter.KIND;
                case THEME -> SearchFilter.THEME;
                case TERRITORY -> SearchFilter.TERRITORY;
                case PLAN -> SearchFilter.PLAN;
            };
            boolean isSet = switch (facet) {
                case KIND -> filter.kind() != null;
                case THEME -> filter.theme() != null;
                case TERRITORY -> filter.territory() != null;
                case PLAN -> filter.plan() != null;
            };
            var counts = counts(facet);
            if (isSet || counts.isEmpty() || facet == Search.Facet.KIND && counts.size() == 1) continue;
            narrowings.add(new Narrowing(
                    visit.say("search.facet", facet),
                    counts.stream()
                            .map(c -> new Way(
                                    name(visit, facet, c),
                                    c.isCapped()
                                            ? visit.say("search.more-than", Search.COUNTED)
                                            : visit.number(c.count()),
                                    visit.with(changed(parameter, slug(facet, c.value())))))
                            .toList()));
        }
        return narrowings;
    }

    private Map<String, String> changed(String parameter, String value) {
        var changed = new LinkedHashMap<String, String>();
        changed.put(parameter, value);
        changed.put(SearchFilter.PAGE, "");
        if (isMended()) changed.put("q", shown().typed());
        return changed;
    }

    private static String slug(Search.Facet facet, String value) {
        return switch (facet) {
            case KIND -> Kind.valueOf(value).slug();
            case THEME -> Theme.valueOf(value).slug();
            case TERRITORY, PLAN -> value;
        };
    }

    public static String typed(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    public String previous(Visit visit) {
        return filter.page() == 1 ? "" : visit.with(Map.of(SearchFilter.PAGE, Integer.toString(filter.page() - 1)));
    }

    public String next(Visit visit) {
        return found == null || isLast() || filter.page() * Search.PAGE >= found.count()
                ? ""
                : visit.with(Map.of(SearchFilter.PAGE, Integer.toString(filter.page() + 1)));
    }

    /** Whether more was found than is ever shown. */
    public boolean isLast() {
        return filter.page() == SearchFilter.LAST_PAGE;
    }
}
