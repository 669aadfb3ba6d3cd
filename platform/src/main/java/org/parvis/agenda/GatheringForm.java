package org.parvis.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Slug;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A gathering as it was typed. */
public record GatheringForm(Typed typed, Map<String, List<String>> lists) {
    /** Addresses below /agenda that are pages of their own. */
    private static final Set<String> TAKEN = Set.of("bilan", "nouvelle", "propositions", "cycles", "mes-inscriptions");

    private static final Map<String, Integer> LONGEST = Map.of(
            "titre",
            200,
            "resume",
            500,
            "presentation",
            20_000,
            "lieu",
            300,
            "acces",
            2_000,
            "accessibilite",
            2_000,
            "lien",
            2_000);

    private static final List<String> LISTS = List.of("colleges", "themes", "organisateurs");
    private static final Duration LONGEST_LASTING = Duration.ofDays(31);
    private static final int MOST_SPEAKERS = 30;

    static GatheringForm of(MultiValueMap<String, String> fields) {
        return new GatheringForm(
                Typed.of(fields),
                LISTS.stream().collect(Collectors.toMap(l -> l, l -> fields.getOrDefault(l, List.of()))));
    }

    static GatheringForm of(Gathering g, List<Gathering.Speaker> speakers, List<Quota> quotas) {
        Map<String, String> values = new HashMap<>(SharesForm.values(quotas));
        Typed.put(values, "titre", g.title());
        Typed.put(values, "resume", g.summary());
        Typed.put(values, "presentation", g.text());
        values.put("adresse", g.slug());
        values.put("genre", g.kind().name());
        values.put("forme", g.mode().name());
        values.put("initiative", g.initiative().name());
        values.put("fuseau", g.zone().getId());
        values.put("debut", g.starts().toLocalDateTime().toString());
        values.put("fin", g.ends().toLocalDateTime().toString());
        values.put("lieu", Objects.toString(g.place(), ""));
        values.put("acces", Objects.toString(g.access(), ""));
        values.put("accessibilite", Objects.toString(g.accessibility(), ""));
        values.put("lien", Objects.toString(g.joinUrl(), ""));
        values.put("langues", String.join(", ", g.languages()));
        values.put("objet", Objects.toString(g.about(), ""));
        values.put("consultation", Objects.toString(g.consultation(), ""));
        values.put("inscription", g.registering() ? "oui" : "");
        var closes = g.closesAt();
        values.put(
                "cloture",
                closes == null ? "" : closes.atZone(g.zone()).toLocalDateTime().toString());
        values.put("equipe", g.teamMost() == null ? "" : g.teamMost().toString());
        values.put(
                "intervenants",
                speakers.stream()
                        .map(s -> s.role() == null
                                ? s.name()
                                : s.name() + " | " + s.role().fr()
                                        + (s.role().en() == null
                                                ? ""
                                                : " | " + s.role().en()))
                        .collect(Collectors.joining("\n")));
        var release = quotas.isEmpty() ? null : quotas.getFirst().releaseAt();
        values.put(
                "liberation",
                release == null
                        ? ""
                        : release.atZone(g.zone()).toLocalDateTime().toString());
        return new GatheringForm(
                new Typed(values),
                Map.of(
                        "colleges", g.colleges().stream().map(Enum::name).toList(),
                        "themes", g.themes().stream().map(Enum::name).toList(),
                        "organisateurs",
                                g.organisers().stream()
                                        .map(Organisation.Name::slug)
                                        .toList()));
    }

    public String get(String name) {
        return typed.get(name);
    }

    public List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    public SharesForm shares() {
        return new SharesForm(this::get);
    }

    /**
     * @param abouts the addresses it may be about; {@code consultations} those it may belong to; {@code organisers} the
     *     organisations that may hold it
     */
    List<Mistake> mistakes(List<String> abouts, List<String> consultations, List<String> organisers, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (String name : List.of("titre", "resume"))
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name, "missing"));
        LONGEST.forEach((name, longest) -> {
            if (typed.isLonger(name, longest)) mistakes.add(new Mistake(name, visit.say("agenda.form.long", longest)));
        });
        if (!Slug.isOne(slug()) || TAKEN.contains(slug())) mistakes.add(mistake(visit, "adresse", "bad"));
        if (find(Gathering.Kind.values(), "genre") == null) mistakes.add(mistake(visit, "genre", "missing"));
        var mode = find(Gathering.Mode.values(), "forme");
        if (mode == null) mistakes.add(mistake(visit, "forme", "missing"));
        else if (mode != Gathering.Mode.ONLINE && get("lieu").isEmpty())
            mistakes.add(mistake(visit, "lieu", "missing"));
        if (zone() == null) mistakes.add(mistake(visit, "fuseau", "bad"));
        Instant starts = moment("debut"), ends = moment("fin"), closes = moment("cloture");
        if (starts == null) mistakes.add(mistake(visit, "debut", "bad"));
        if (ends == null) mistakes.add(mistake(visit, "fin", "bad"));
        else if (starts != null && !ends.isAfter(starts)) mistakes.add(mistake(visit, "fin", "early"));
        else if (starts != null && ends.isAfter(starts.plus(LONGEST_LASTING)))
            mistakes.add(mistake(visit, "fin", "far"));
        if (!get("cloture").isEmpty() && (closes == null || ends != null && closes.isAfter(ends)))
            mistakes.add(mistake(visit, "cloture", "bad"));
        if (!get("liberation").isEmpty() && moment("liberation") == null)
            mistakes.add(mistake(visit, "liberation", "bad"));
        if (!get("lien").isEmpty() && !get("lien").matches("https?://[^\\s]+"))
            mistakes.add(mistake(visit, "lien", "bad"));
        if (!languages().stream().allMatch(l -> l.matches("[a-z]{2,3}")))
            mistakes.add(mistake(visit, "langues", "bad"));
        if (!get("objet").isEmpty() && !abouts.contains(get("objet"))) mistakes.add(mistake(visit, "objet", "bad"));
        if (!get("consultation").isEmpty() && !consultations.contains(get("consultation")))
            mistakes.add(mistake(visit, "consultation", "bad"));
        if (list("organisateurs").isEmpty() || !organisers.containsAll(list("organisateurs")))
            mistakes.add(mistake(visit, "organisateurs", "missing"));
        if (!get("equipe").isEmpty() && !get("equipe").matches("[2-9]|[1-4][0-9]|50"))
            mistakes.add(mistake(visit, "equipe", "bad"));
        if (speakers().size() > MOST_SPEAKERS
                || speakers().stream().anyMatch(s -> s.name().length() > 120))
            mistakes.add(mistake(visit, "intervenants", "bad"));
        mistakes.addAll(shares().mistakes(visit));
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field, String fault) {
        return new Mistake(field, visit.say("agenda.form." + field + "." + fault));
    }

    private <E extends Enum<E>> @Nullable E find(E[] values, String name) {
        return Arrays.stream(values)
                .filter(v -> v.name().equals(get(name)))
                .findFirst()
                .orElse(null);
    }

    /** The moment that a field says in the hours of the place; none where it is empty or no moment. */
    @Nullable
    Instant moment(String name) {
        return typed.moment(name, zone());
    }

    private @Nullable ZoneId zone() {
        return typed.zone("fuseau");
    }

    private List<String> languages() {
        return Arrays.stream(get("langues").split("[,;\\s]+"))
                .filter(l -> !l.isEmpty())
                .map(l -> l.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** One a line: the name, what they are, and that in English. */
    private List<Gathering.Speaker> speakers() {
        return get("intervenants")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    String[] parts = line.split("\\|", 3);
                    return new Gathering.Speaker(
                            parts[0].strip(),
                            parts.length == 1
                                    ? null
                                    : Bilingual.ofNullable(
                                            parts[1].strip(), parts.length == 3 ? parts[2].strip() : null));
                })
                .filter(s -> !s.name().isEmpty())
                .toList();
    }

    /** The last part of its address: as typed, or taken from the title. */
    String slug() {
        return get("adresse").isEmpty() ? Slug.of(get("titre")) : get("adresse");
    }

    /** What a form without mistakes says. */
    Gatherings.Sheet sheet() {
        Set<College> colleges = EnumSet.noneOf(College.class);
        for (College college : College.values()) if (list("colleges").contains(college.name())) colleges.add(college);
        Set<Theme> themes = EnumSet.noneOf(Theme.class);
        for (Theme theme : Theme.values()) if (list("themes").contains(theme.name())) themes.add(theme);
        return new Gatherings.Sheet(
                slug(),
                Objects.requireNonNull(find(Gathering.Kind.values(), "genre")),
                Objects.requireNonNull(find(Gathering.Mode.values(), "forme")),
                Objects.requireNonNullElse(find(College.Side.values(), "initiative"), College.Side.ADMINISTRATION),
                new Bilingual(get("titre"), get("titre_en")),
                new Bilingual(get("resume"), get("resume_en")),
                Bilingual.ofNullable(get("presentation"), get("presentation_en")),
                Objects.requireNonNull(moment("debut")),
                Objects.requireNonNull(moment("fin")),
                Objects.requireNonNull(zone()),
                orNull("lieu"),
                orNull("acces"),
                orNull("accessibilite"),
                orNull("lien"),
                languages().isEmpty() ? List.of("fr") : languages(),
                colleges,
                themes,
                orNull("objet"),
                orNull("consultation"),
                !get("inscription").isEmpty(),
                moment("cloture"),
                get("equipe").isEmpty() ? null : Integer.valueOf(get("equipe")),
                list("organisateurs"),
                speakers(),
                shares().shares(),
                moment("liberation"));
    }

    private @Nullable String orNull(String name) {
        return get(name).isEmpty() ? null : get(name);
    }
}
