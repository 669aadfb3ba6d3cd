package org.parvis.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Every component in every state, on examples. */
public record ComponentsPage() implements Page {
    /** A cell of the example plan. */
    public record Example(int number, String code, long lateDays) {}

    /** A slot for each custom property of parvis.css that a person sees as a colour of its own. */
    public static final List<String> COLOURS =
            List.of("paper", "stone", "rule", "edge", "soft", "ink", "accent", "late");

    public List<Example> cells() {
        // Letters of the five codes, in the order of an example engagement.
        String codes = "CSLLSNLCNSLN∅LSNLS";
        return IntStream.range(0, codes.length())
                .mapToObj(i -> new Example(i + 1, code(codes.charAt(i)), i == 5 ? 62 : i == 9 ? 14 : 0))
                .toList();
    }

    private static String code(char letter) {
        return switch (letter) {
            case 'C' -> "COMPLETE";
            case 'S' -> "SUBSTANTIAL";
            case 'L' -> "LIMITED";
            case 'N' -> "NOT_STARTED";
            default -> "NO_EVIDENCE";
        };
    }

    public List<Choice> themes(Visit visit) {
        return List.of(
                new Choice("participation", visit.say("components.theme.participation")),
                new Choice("transparence", visit.say("components.theme.transparency")),
                new Choice("numerique", visit.say("components.theme.digital")));
    }

    public List<Choice> reasons(Visit visit) {
        return List.of(
                new Choice("moyens", visit.say("components.reason.means"), visit.say("components.reason.means.hint")),
                new Choice("accords", visit.say("components.reason.approvals")),
                new Choice("priorites", visit.say("components.reason.priorities")));
    }

    public List<Mistake> mistakes(Visit visit) {
        return List.of(
                new Mistake("courriel-faux", visit.say("components.error.email")),
                new Mistake("raisons-fausses", visit.say("components.error.reason")));
    }

    public List<Tab> tabs(Visit visit) {
        return List.of(
                new Tab(visit.say("components.tab.plan"), visit.link("/composants"), true),
                new Tab(visit.say("components.tab.list"), visit.link("/composants") + "#tableau", false),
                new Tab(visit.say("components.tab.calendar"), visit.link("/composants") + "#calendrier", false));
    }

    public Bilingual translated(Visit visit) {
        return new Bilingual(visit.say("components.text.translated"), visit.say("components.text.translated"));
    }

    /** A text whose English is missing. */
    public Bilingual untranslated() {
        return new Bilingual("Un lieu ouvert à tous, devant un bâtiment public.", null);
    }

    public LocalDate day(int month, int day) {
        return LocalDate.of(2022, month, day);
    }
}
