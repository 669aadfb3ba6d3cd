package org.parvis.journal;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.parvis.web.Choice;
import org.parvis.web.Page;
import org.parvis.web.Role;
import org.parvis.web.Visit;

/** Acts of office, newest first, narrowed as the address says. */
public record JournalPage(
        JournalFilter filter,
        Journal.Slice slice,
        List<String> kinds,
        List<String> organisations,
        Optional<Entry> head,
        ZoneId zone)
        implements Page {

    /** One entry of the list. */
    public record Line(long number, String path, LocalDate day, Entry.Content act) {}

    public List<Line> lines() {
        return slice.entries().stream()
                .map(entry -> {
                    var act = entry.content();
                    return new Line(entry.number(), entry.path(), LocalDate.ofInstant(act.civicTime(), zone), act);
                })
                .toList();
    }

    public String kind(Visit visit, Line line) {
        return EntryPage.kind(visit, line.act().kind());
    }

    public String role(Visit visit, Line line) {
        return EntryPage.role(visit, line.act().role());
    }

    public List<Choice> kindChoices(Visit visit) {
        return kinds.stream().map(k -> new Choice(k, EntryPage.kind(visit, k))).toList();
    }

    public List<Choice> organisationChoices() {
        return organisations.stream().map(o -> new Choice(o, o)).toList();
    }

    public List<Choice> roleChoices(Visit visit) {
        return Arrays.stream(Role.values())
                .map(r -> new Choice(JournalFilter.slug(r), EntryPage.role(visit, r.name())))
                .toList();
    }

    public String chosenRole() {
        return filter.role() == null ? "" : JournalFilter.slug(filter.role());
    }

    public boolean isNarrow() {
        return filter.isNarrow();
    }

    /** A filter's value, as its field shows it again. */
    public String chosen(String parameter) {
        return Objects.toString(
                switch (parameter) {
                    case "acte" -> filter.kind();
                    case "organisation" -> filter.organisation();
                    case "objet" -> filter.reference();
                    case "du" -> filter.from();
                    case "au" -> filter.to();
                    default -> null;
                },
                "");
    }

    /** The address of the page of newer entries, or empty. */
    public String newer(Visit visit) {
        return slice.hasNewer() && !slice.entries().isEmpty()
                ? at(visit, "apres", "avant", slice.entries().getFirst().number())
                : "";
    }

    public String older(Visit visit) {
        return slice.hasOlder() && !slice.entries().isEmpty()
                ? at(visit, "avant", "apres", slice.entries().getLast().number())
                : "";
    }

    private static String at(Visit visit, String parameter, String instead, long number) {
        return visit.with(Map.of(parameter, Long.toString(number), instead, ""));
    }
}
