package org.parvis.accelerator;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A call as it was typed; several values of a field stand one a line. */
public record CallForm(Map<String, String> values) {
    /** Addresses that other pages have. */
    private static final Set<String> TAKEN = Set.of("nouveau");

    private static final Map<String, Integer> LONGEST = Map.of("titre", 200, "resume", 500, "regles", 20_000);
    private static final int MOST_READERS = 20, MOST_PLACES = 1_000, MOST_SHORTLISTED = 10_000;

    static CallForm of(MultiValueMap<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, typed) -> values.put(
                name,
                typed.stream()
                        .map(value -> Objects.requireNonNullElse(value, "")
                                .replace("\0", "")
                                .strip())
                        .collect(Collectors.joining("\n"))));
        return new CallForm(values);
    }

    static CallForm of(Call call) {
        Map<String, String> values = new HashMap<>();
        put(values, "titre", call.title());
        put(values, "resume", call.summary());
        put(values, "regles", call.rules());
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
        return new CallForm(values);
    }

    private static void put(Map<String, String> values, String name, Bilingual text) {
        values.put(name, text.fr());
        values.put(name + "_en", Objects.requireNonNullElse(text.en(), ""));
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public List<String> list(String name) {
        return get(name).isEmpty() ? List.of() : List.of(get(name).split("\n"));
    }

    String slug() {
        return get("adresse").isEmpty() ? address(get("titre")) : get("adresse");
    }

    /** An address made of a title. */
    private static String address(String title) {
        String made = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return made.length() <= 80 ? made : made.substring(0, 80).replaceAll("-[^-]*$", "");
    }

    /** @param abouts the addresses it may serve; {@code organisers} the organisations that may hold it */
    List<Mistake> mistakes(
            List<String> abouts, List<String> organisers, List<String> panels, Instant now, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (String name : List.of("titre", "resume", "regles"))
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name, "missing"));
        LONGEST.forEach((name, longest) -> {
            if (Math.max(get(name).length(), get(name + "_en").length()) > longest)
                mistakes.add(new Mistake(name, visit.say("accelerator.form.long", longest)));
        });
        if (!organisers.contains(get("organisation"))) mistakes.add(mistake(visit, "organisation", "missing"));
        if (!get("objet").isEmpty() && !abouts.contains(get("objet"))) mistakes.add(mistake(visit, "objet", "bad"));
        if (applicants().isEmpty()) mistakes.add(mistake(visit, "candidats", "missing"));
        if (list("themes").stream().anyMatch(t -> Theme.find(t).isEmpty()))
            mistakes.add(mistake(visit, "themes", "bad"));
        if (zone() == null) mistakes.add(mistake(visit, "fuseau", "bad"));
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
        if (!slug().matches("[a-z0-9]+(-[a-z0-9]+)*") || slug().length() > 80 || TAKEN.contains(slug()))
            mistakes.add(mistake(visit, "adresse", "bad"));
        return mistakes;
    }

    private void moments(List<Mistake> mistakes, Instant now, Visit visit) {
        Instant opens = moment("ouverture"), closes = moment("cloture");
        LocalDate shortlist = date(get("preselection")), announced = date(get("annonce"));
        if (opens == null) mistakes.add(mistake(visit, "ouverture", "bad"));
        if (closes == null || !closes.isAfter(now) || opens != null && !closes.isAfter(opens))
            mistakes.add(mistake(visit, "cloture", "bad"));
        if (shortlist == null
                || closes != null && shortlist.isBefore(LocalDate.ofInstant(closes, Objects.requireNonNull(zone()))))
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
        if (!get(name).matches("[0-9]{1,5}")) return 0;
        int number = Integer.parseInt(get(name));
        return number < least || number > most ? 0 : number;
    }

    private @Nullable ZoneId zone() {
        try {
            return ZoneId.of(get("fuseau"));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable Instant moment(String name) {
        var zone = zone();
        return zone == null ? null : moment(get(name), zone);
    }

    /** A moment as a field of a form has it, in a zone. */
    static @Nullable Instant moment(String typed, ZoneId zone) {
        try {
            var local = LocalDateTime.parse(typed);
            return local.getYear() < 1990 || local.getYear() > 2199
                    ? null
                    : local.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable LocalDate date(String typed) {
        try {
            var date = LocalDate.parse(typed);
            return date.getYear() < 1990 || date.getYear() > 2199 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    int edition() {
        return get("edition").matches("[0-9]{1,9}") ? Integer.parseInt(get("edition")) : -1;
    }

    /** What a form without mistakes says. */
    Calls.Sheet sheet() {
        return new Calls.Sheet(
                slug(),
                text("titre"),
                text("resume"),
                text("regles"),
                get("organisation"),
                get("objet").isEmpty() ? null : get("objet"),
                applicants(),
                list("themes").stream()
                        .map(Theme::find)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Theme.class))),
                Objects.requireNonNull(zone()),
                Objects.requireNonNull(moment("ouverture")),
                Objects.requireNonNull(moment("cloture")),
                Objects.requireNonNull(date(get("preselection"))),
                Objects.requireNonNull(date(get("annonce"))),
                Integer.parseInt(get("places")),
                Integer.parseInt(get("preselectionnes")),
                Integer.parseInt(get("lecteurs_administration")),
                Integer.parseInt(get("lecteurs_citoyens")),
                Integer.parseInt(get("part_administration")),
                !get("comparables").isEmpty(),
                get("panel").isEmpty() ? null : get("panel"));
    }

    private Bilingual text(String name) {
        return new Bilingual(get(name), get(name + "_en"));
    }
}
