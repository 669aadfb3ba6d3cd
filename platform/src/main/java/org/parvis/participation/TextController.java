package org.parvis.participation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.house.CivicClock;
import org.parvis.plan.Commitment;
import org.parvis.plan.Commitments;
import org.parvis.plan.Plans;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The text on which a consultation asks for remarks. */
@Controller
@RequestMapping("/consultations/{slug:[a-z0-9-]+}/texte")
class TextController {
    private final Consultations consultations;
    private final SubmittedTexts texts;
    private final Plans plans;
    private final Commitments commitments;
    private final CivicClock clock;

    TextController(
            Consultations consultations, SubmittedTexts texts, Plans plans, Commitments commitments, CivicClock clock) {
        this.consultations = consultations;
        this.texts = texts;
        this.plans = plans;
        this.commitments = commitments;
        this.clock = clock;
    }

    @GetMapping
    TextPage show(@PathVariable String slug, Visit visit) {
        var consultation = consultations.get(slug, visit.actor());
        return new TextPage(
                consultation,
                texts.find(consultation).orElseThrow(() -> new NotFound("text of " + slug)),
                consultation.isOpen(clock.now()));
    }

    /** @param action a commitment's address, whose texts are taken as a beginning */
    @GetMapping("/modification")
    TextFormPage form(
            @PathVariable String slug, @RequestParam(defaultValue = "") String action, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        var consultation = consultations.get(slug, actor);
        Map<String, String> typed = new HashMap<>(Map.of("action", action.strip()));
        if (!action.isBlank()) {
            var commitment = commitment(action.strip(), visit);
            if (commitment == null)
                return new TextFormPage(
                        consultation,
                        typed,
                        List.of(new Mistake("action", visit.say("participation.text.action.none", action))));
            put(typed, commitment.title(), words(commitment, true), words(commitment, false));
        } else
            texts.find(consultation).ifPresent(text -> put(typed, text.title(), text.whole(true), text.whole(false)));
        return new TextFormPage(consultation, typed, List.of());
    }

    private static void put(Map<String, String> typed, Bilingual title, String french, String english) {
        typed.put("titre", title.fr());
        typed.put("titre_en", Objects.requireNonNullElse(title.en(), ""));
        typed.put("texte", french);
        typed.put("texte_en", english);
    }

    private @org.jspecify.annotations.Nullable Commitment commitment(String address, Visit visit) {
        var parts = java.util.regex.Pattern.compile(
                        "^(?:https?://[^/]+)?(?:/en)?/plans/([a-z0-9-]+)/actions/([0-9]{1,6})/?$")
                .matcher(address);
        if (!parts.matches()) return null;
        try {
            return commitments.get(
                    plans.get(parts.group(1), clock.today(), visit.actor()),
                    Integer.parseInt(parts.group(2)),
                    clock.today());
        } catch (NotFound none) {
            return null;
        }
    }

    /** Its summary and its sections; nothing in a language into which they are not all translated. */
    private static String words(Commitment commitment, boolean french) {
        var texts = Stream.concat(
                        Stream.of(commitment.summary()),
                        Stream.of(Commitment.Section.values())
                                .filter(commitment.sections()::containsKey)
                                .map(s -> Objects.requireNonNull(
                                                commitment.sections().get(s))
                                        .text()))
                .toList();
        if (!french && texts.stream().anyMatch(t -> t.en() == null)) return "";
        return texts.stream()
                .map(t -> french ? t.fr() : Objects.requireNonNull(t.en()))
                .collect(Collectors.joining("\n\n"));
    }

    @PostMapping("/modification")
    Page put(@PathVariable String slug, @RequestParam Map<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        var typed = fields.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue()
                                .replace("\0", "")
                                .replace("\r\n", "\n")
                                .strip()));
        var page = new TextFormPage(consultations.get(slug, actor), typed, List.of());
        try {
            texts.put(
                    actor,
                    slug,
                    new Bilingual(page.get("titre"), page.get("titre_en")),
                    page.get("texte"),
                    page.get("texte_en"));
        } catch (BadInput refused) {
            return new TextFormPage(page.consultation(), typed, List.of(new Mistake("texte", refused.sentence(visit))));
        }
        return new Redirect("/consultations/" + slug + (page.get("texte").isEmpty() ? "" : "/texte"));
    }
}
