package org.parvis.agenda;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The slots and workshops of a forum. */
@Controller
@RequestMapping("/agenda/{slug:[a-z0-9-]+}/programme")
class ProgrammeController {
    private final Gatherings gatherings;
    private final Places places;

    ProgrammeController(Gatherings gatherings, Places places) {
        this.gatherings = gatherings;
        this.places = places;
    }

    @GetMapping
    ProgrammePage show(@PathVariable String slug, Actor actor) {
        return page(gatherings.getOrganised(slug, actor), null, blank(), "", "", List.of());
    }

    /** Half and half by default: the partnership's forums are held so. */
    private static WorkshopForm blank() {
        return new WorkshopForm(new Typed(Map.of("partage", SharesForm.Way.PARITY.name())));
    }

    private ProgrammePage page(
            Gathering gathering,
            @Nullable Integer number,
            WorkshopForm form,
            String starts,
            String ends,
            List<Mistake> mistakes) {
        return new ProgrammePage(
                gathering,
                gatherings.getProgramme(gathering),
                places.list(gathering),
                number,
                form,
                starts,
                ends,
                mistakes);
    }

    @PostMapping("/creneaux")
    Page addSlot(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String debut,
            @RequestParam(defaultValue = "") String fin,
            Actor actor,
            Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        var typed = new Typed(Map.of("debut", debut, "fin", fin));
        var starts = typed.moment("debut", gathering.zone());
        var ends = typed.moment("fin", gathering.zone());
        try {
            if (starts == null) throw new BadInput("agenda.form.debut.bad");
            if (ends == null) throw new BadInput("agenda.form.fin.bad");
            gatherings.addSlot(actor, slug, starts, ends);
        } catch (BadInput bad) {
            return page(gathering, null, blank(), debut, fin, List.of(new Mistake("debut", bad.sentence(visit))));
        }
        return new Redirect(gathering.path() + "/programme");
    }

    @PostMapping("/creneaux/{number:[0-9]{1,4}}/suppression")
    Redirect removeSlot(@PathVariable String slug, @PathVariable int number, Actor actor) {
        gatherings.removeSlot(actor, slug, number);
        return new Redirect("/agenda/" + slug + "/programme");
    }

    @GetMapping("/ateliers/{number:[0-9]{1,4}}")
    ProgrammePage workshop(@PathVariable String slug, @PathVariable int number, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        var workshop = gatherings.getProgramme(gathering).workshops().stream()
                .filter(w -> w.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("workshop " + number));
        var quotas = places.list(gathering).stream()
                .filter(q -> q.workshop() != null && q.workshop() == workshop.id())
                .toList();
        return page(gathering, number, WorkshopForm.of(workshop, quotas, gathering.zone()), "", "", List.of());
    }

    @PostMapping("/ateliers")
    Page add(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return set(slug, null, fields, actor, visit);
    }

    @PostMapping("/ateliers/{number:[0-9]{1,4}}")
    Page change(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        return set(slug, number, fields, actor, visit);
    }

    private Page set(
            String slug, @Nullable Integer number, MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        var form = WorkshopForm.of(fields);
        var mistakes = form.mistakes(visit);
        if (!mistakes.isEmpty()) return page(gathering, number, form, "", "", mistakes);
        try {
            gatherings.setWorkshop(actor, slug, number, form.sheet(gathering.zone()));
        } catch (BadInput bad) {
            String field = String.valueOf(bad.getMessage()).startsWith("agenda.places") ? "places" : "creneau";
            return page(gathering, number, form, "", "", List.of(new Mistake(field, bad.sentence(visit))));
        }
        return new Redirect(gathering.path() + "/programme");
    }

    @PostMapping("/ateliers/{number:[0-9]{1,4}}/suppression")
    Redirect remove(@PathVariable String slug, @PathVariable int number, Actor actor) {
        gatherings.removeWorkshop(actor, slug, number);
        return new Redirect("/agenda/" + slug + "/programme");
    }
}
