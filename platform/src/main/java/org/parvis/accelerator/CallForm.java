package org.parvis.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Mistake;
import org.parvis.web.Slug;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A call as it was typed; several values of a field stand one a line. */
public record CallForm(Typed typed) {
    /** Addresses that other pages have. */
    private static final Set<String> TAKEN = Set.of("nouveau");

    private static final Map<String, Integer> LONGEST = Map.of("titre", 200, "resume", 500, "regles", 20_000);
    private static final int MOST_READERS = 20, MOST_PLACES = 1_000, MOST_SHORTLISTED = 10_000;

    static CallForm of(MultiValueMap<String, String> fields) {
        return new CallForm(Typed.all(fields));
    }

    static CallForm of(Call call) {
        Map<String, String> values = new HashMap<>();
        Typed.put(values, "titre", call.title());
        Typed.put(values, "resume", call.summary());
        Typed.put(values, "regles", call.rules());
        values.put("adresse", call.slug());
        values.put("organisation", call.organisation().slug());
        values.put("objet", Objects.toString(call.about(), ""));
        values.put("candidats", call.applicants().stream().map(Enum::name).collect(Collectors.joining("\n")));
        values.put("themes", call.themes().stream().map(Theme::slug).collect(Collectors.joining("\n")));
        values.put("fuseau", call.zone().getId());
        values.put("ouverture", call.opens().toLocalDateTime().toString());
        values.put("cloture", call.closes().toLocalDateTime().toString());
        values.put("preselection", call.shortlistOn().toString());
        values.put("annonce", call.announcedOn().toString());
        values.put("places", Integer.toString(call.places()));
        values.put("preselectionnes", Integer.toString(call.shortlist()));
        values.put("lecteurs_administration", Integer.toString(call.readersAdministration()));
        values.put("lecteurs_citoyens", Integer.toString(call.readersCitizens()));
        values.put("part_administration", Integer.toString(call.shareAdministration()));
        values.put("comparables", call.normalised() ? "oui" : "");
        values.put("panel", Objects.toString(call.panel(), ""));
        values.put("edition", Integer.toString(call.edition()));
        return new CallForm(new Typed(values));
    }

    public String get(String name) {
        return typed.get(name);
    }

    public List<String> list(String name) {
        return typed.list(name);
    }

    String slug() {
        return get("adresse").isEmpty() ? Slug.of(get("titre")) : get("adresse");
    }

    /** @param abouts the addresses it may serve; {@code organisers} the organisations that may hold it */
    List<Mistake> mistakes(
            List<String> abouts, List<String> organisers, List<String> panels, Instant now, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (String name : List.of("titre", "resume", "regles"))
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name, "missing"));
        LONGEST.forEach((name, longest) -> {
            if (typed.isLonger(name, longest))
                mistakes.add(new Mistake(name, visit.say("accelerator.form.long", longest)));
        });
        if (!organisers.contains(get("organisation"))) mistakes.add(mistake(visit, "organisation", "missing"));
        if (!get("objet").isEmpty() && !abouts.contains(get("objet"))) mistakes.add(mistake(visit, "objet", "bad"));
        if (applicants().isEmpty()) mistakes.add(mistake(visit, "candidats", "missing"));
        if (list("themes").stream().anyMatch(t -> Theme.find(t).isEmpty()))
            mistakes.add(mistake(visit, "themes", "bad"));
        if (typed.zone("fuseau") == null) mistakes.add(mistake(visit, "fuseau", "bad"));
        else moments(mistakes, now, visit);
        if (number("places", 1, MOST_PLACES) == 0)
            mistakes.add(new Mistake("places", visit.say("accelerator.form.number.bad", 1, MOST_PLACES)));
        else if (number("preselectionnes", number("places", 1, MOST_PLACES), MOST_SHORTLISTED) == 0)
            mistakes.add(mistake(visit, "preselectionnes", "bad"));
        for (String name : List.of("lecteurs_administration", "lecteurs_citoyens"))
            if (number(name, 1, MOST_READERS) == 0)
                mistakes.add(new Mistake(name, visit.say("accelerator.form.number.bad", 1, MOST_READERS)));
        if (!get("part_administration").matches("[0-9]{1,2}|100"))
            mistakes.add(mistake(visit, "part_administration", "bad"));
        if (!get("panel").isEmpty() && !panels.contains(get("panel"))) mistakes.add(mistake(visit, "panel", "bad"));
        if (!Slug.isOne(slug()) || TAKEN.contains(slug())) mistakes.add(mistake(visit, "adresse", "bad"));
        return mistakes;
    }

    private void moments(List<Mistake> mistakes, Instant now, Visit visit) {
        Instant opens = moment("ouverture"), closes = moment("cloture");
        LocalDate shortlist = typed.date("preselection"), announced = typed.date("annonce");
        if (opens == null) mistakes.add(mistake(visit, "ouverture", "bad"));
        if (closes == null || !closes.isAfter(now) || opens != null && !closes.isAfter(opens))
            mistakes.add(mistake(visit, "cloture", "bad"));
        if (shortlist == null || closes != null && shortlist.isBefore(LocalDate.ofInstant(closes, zone())))
            mistakes.add(mistake(visit, "preselection", "bad"));
        if (announced == null || shortlist != null && announced.isBefore(shortlist))
            mistakes.add(mistake(visit, "annonce", "bad"));
    }

    private static Mistake mistake(Visit visit, String field, String fault) {
        return new Mistake(field, visit.say("accelerator.form." + field + "." + fault));
    }

    private Set<ApplicantKind> applicants() {
        return Arrays.stream(ApplicantKind.values())
                .filter(kind -> list("candidats").contains(kind.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ApplicantKind.class)));
    }

    /** A whole number from one to another; 0 where it is none. */
    private int number(String name, int least, int most) {
        int number = typed.number(name, 0);
        return number < least || number > most ? 0 : number;
    }

    private ZoneId zone() {
        return Objects.requireNonNull(typed.zone("fuseau"));
    }

    private @Nullable Instant moment(String name) {
        return typed.moment(name, typed.zone("fuseau"));
    }

    int edition() {
        return typed.number("edition", -1);
    }

    /** What a form without mistakes says. */
    Calls.Sheet sheet() {
        return new Calls.Sheet(
                slug(),
                typed.text("titre"),
                typed.text("resume"),
                typed.text("regles"),
                get("organisation"),
                typed.orNull("objet"),
                applicants(),
                list("themes").stream()
                        .map(Theme::find)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Theme.class))),
                zone(),
                Objects.requireNonNull(moment("ouverture")),
                Objects.requireNonNull(moment("cloture")),
                Objects.requireNonNull(typed.date("preselection")),
                Objects.requireNonNull(typed.date("annonce")),
                typed.number("places", 0),
                typed.number("preselectionnes", 0),
                typed.number("lecteurs_administration", 0),
                typed.number("lecteurs_citoyens", 0),
                typed.number("part_administration", 0),
                !get("comparables").isEmpty(),
                typed.orNull("panel"));
    }
}
