package org.parvis.agenda;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A series as it was typed: what its gatherings have in common, the first day, and how it comes back.
 *
 * @param common the gathering of the first day
 */
public record CycleForm(MultiValueMap<String, String> typed, GatheringForm common) {
    /** So that the address of each gathering, which ends by its day, is not too long. */
    private static final int LONGEST_SLUG = 69;

    /** What a series has and a gathering has not, or that is made from other fields. */
    private static final Set<String> NOT_TYPED = Set.of("debut", "fin");

    static CycleForm of(MultiValueMap<String, String> fields) {
        return new CycleForm(fields, on(fields, ""));
    }

    /** The gathering of a day: the hours are those of the place on that day. */
    private static GatheringForm on(MultiValueMap<String, String> fields, String day) {
        var values = new LinkedMultiValueMap<>(fields);
        String first = day.isEmpty() ? get(fields, "jour") : day, from = get(fields, "de"), until = get(fields, "a");
        values.set("debut", first + "T" + from);
        try {
            boolean overnight = !LocalTime.parse(until).isAfter(LocalTime.parse(from));
            values.set("fin", LocalDate.parse(first).plusDays(overnight ? 1 : 0) + "T" + until);
        } catch (DateTimeException e) {
            values.set("fin", "");
        }
        if (day.isEmpty()) return GatheringForm.of(values);
        values.set("adresse", GatheringForm.of(fields).slug() + "-" + day);
        values.remove("presentation");
        values.remove("presentation_en");
        return GatheringForm.of(values);
    }

    private static String get(MultiValueMap<String, String> fields, String name) {
        return Typed.clean(fields.getFirst(name));
    }

    public String get(String name) {
        return common.get(name);
    }

    String slug() {
        return common.slug();
    }

    List<Mistake> mistakes(List<String> organisers, Visit visit) {
        var mistakes = new ArrayList<>(common.mistakes(List.of(), List.of(), organisers, visit).stream()
                .filter(m -> !NOT_TYPED.contains(m.field()))
                .toList());
        if (slug().length() > LONGEST_SLUG)
            mistakes.add(new Mistake("adresse", visit.say("agenda.cycle.adresse.long", LONGEST_SLUG)));
        if (get("presentation").isEmpty())
            mistakes.add(new Mistake("presentation", visit.say("agenda.cycle.presentation.missing")));
        if (common.moment("debut") == null) {
            mistakes.add(new Mistake("jour", visit.say("agenda.cycle.jour.bad")));
            return mistakes;
        }
        if (common.moment("fin") == null || get("de").equals(get("a")))
            mistakes.add(new Mistake("a", visit.say("agenda.cycle.a.bad")));
        if (rhythm() != null && common.typed().date("jusquau") == null)
            mistakes.add(new Mistake("jusquau", visit.say("agenda.cycle.rule.endless")));
        else if (mistakes.isEmpty())
            try {
                days();
            } catch (BadInput bad) {
                mistakes.add(new Mistake(rhythm() == null ? "regle" : "jusquau", bad.sentence(visit)));
            }
        return mistakes;
    }

    /** How it comes back, by name; none where a rule is typed. */
    private Recurrence.@Nullable Rhythm rhythm() {
        return Arrays.stream(Recurrence.Rhythm.values())
                .filter(r -> r.name().equals(get("rythme")))
                .findFirst()
                .orElse(null);
    }

    private LocalDate begins() {
        return LocalDate.parse(get("jour"));
    }

    private Recurrence rule() {
        var rhythm = rhythm();
        return rhythm == null
                ? Recurrence.of(get("regle"))
                : Recurrence.of(
                        rhythm, begins(), Objects.requireNonNull(common.typed().date("jusquau")));
    }

    private List<LocalDate> days() {
        return rule().days(begins(), LocalTime.parse(get("de")), ZoneId.of(get("fuseau")));
    }

    /** What a form without mistakes says. */
    Cycles.Sheet sheet() {
        return new Cycles.Sheet(
                slug(),
                new Bilingual(get("titre"), get("titre_en")),
                new Bilingual(get("presentation"), get("presentation_en")),
                rule(),
                begins());
    }

    List<Gatherings.Sheet> occurrences() {
        return days().stream().map(day -> on(typed, day.toString()).sheet()).toList();
    }
}
