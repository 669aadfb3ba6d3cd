package org.parvis.participation;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What looks alike in a consultation. */
@Controller
@RequestMapping("/consultations/{slug:[a-z0-9-]+}/doublons")
class DuplicateController {
    private final Consultations consultations;
    private final Duplicates duplicates;

    DuplicateController(Consultations consultations, Duplicates duplicates) {
        this.consultations = consultations;
        this.duplicates = duplicates;
    }

    @GetMapping
    DuplicatesPage index(@PathVariable String slug, @RequestParam(defaultValue = "") String apres, Visit visit) {
        var consultation = consultations.get(slug, visit.actor());
        var search = duplicates.findLast(consultation).orElse(null);
        var after = ContributionFilter.Place.read(apres);
        var groups = search == null || !search.isDone()
                ? List.<Duplicates.Group>of()
                : duplicates.listGroups(search, after, Duplicates.PAGE + 1);
        boolean more = groups.size() > Duplicates.PAGE;
        return new DuplicatesPage(
                consultation,
                search,
                more ? groups.subList(0, Duplicates.PAGE) : groups,
                more,
                after == null,
                visit.actor());
    }

    @PostMapping
    Redirect ask(@PathVariable String slug, Actor actor) {
        actor.must(Role.COORDINATOR, Role.MODERATOR);
        var consultation = consultations.get(slug, actor);
        duplicates.ask(actor, consultation);
        return new Redirect(consultation.path() + "/doublons");
    }

    @PostMapping("/annulation")
    Redirect cancel(@PathVariable String slug, Actor actor) {
        actor.must(Role.COORDINATOR, Role.MODERATOR);
        var consultation = consultations.get(slug, actor);
        duplicates.cancel(actor, consultation);
        return new Redirect(consultation.path() + "/doublons");
    }

    @GetMapping("/{group:[0-9]{1,18}}")
    DuplicateGroupPage show(@PathVariable String slug, @PathVariable long group, Visit visit) {
        return page(consultations.get(slug, visit.actor()), group, visit.actor(), "", List.of());
    }

    @PostMapping("/{group:[0-9]{1,18}}")
    Page change(
            @PathVariable String slug,
            @PathVariable long group,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        actor.must(Role.COORDINATOR, Role.MODERATOR);
        var consultation = consultations.get(slug, actor);
        String reason = value(fields, "motif");
        try {
            switch (value(fields, "acte")) {
                case "nommer" -> duplicates.name(actor, consultation, group, value(fields, "nom"), reason);
                case "separer" ->
                    duplicates.split(
                            actor,
                            consultation,
                            group,
                            fields.getOrDefault("contribution", List.of()).stream()
                                    .filter(c -> c.matches("[0-9]{1,18}"))
                                    .map(Long::valueOf)
                                    .collect(Collectors.toSet()),
                            reason);
                case "reunir" -> {
                    String other = value(fields, "autre");
                    if (!other.matches("[0-9]{1,18}")) throw new BadInput("participation.duplicates.merge.other");
                    duplicates.merge(actor, consultation, group, Long.parseLong(other), reason);
                }
                default -> throw new BadInput("participation.duplicates.act");
            }
        } catch (BadInput refused) {
            return page(consultation, group, actor, reason, List.of(new Mistake("motif", refused.sentence(visit))));
        }
        return new Redirect(consultation.path() + "/doublons/" + group);
    }

    private static String value(MultiValueMap<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.getFirst(name), "").strip();
    }

    private DuplicateGroupPage page(
            Consultation consultation, long group, @Nullable Actor actor, String reason, List<Mistake> mistakes) {
        return new DuplicateGroupPage(
                consultation,
                duplicates.get(consultation, group),
                duplicates.listChanges(group),
                actor,
                reason,
                mistakes);
    }
}
