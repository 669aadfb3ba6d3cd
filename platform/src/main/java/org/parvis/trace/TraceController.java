package org.parvis.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The whole trace of a thing, and the acts of tying and untying. */
@Controller
class TraceController {
    private final Traces traces;
    private final TracePages pages;

    TraceController(Traces traces, TracePages pages) {
        this.traces = traces;
        this.pages = pages;
    }

    private Thing thing(String address, Visit visit) {
        return pages.thing(address, visit);
    }

    @GetMapping("/fil")
    Page show(@RequestParam String de, Visit visit) {
        return pages.page(de, visit);
    }

    @GetMapping("/fil.json")
    ResponseEntity<Map<String, Object>> json(@RequestParam String de, Visit visit) {
        return pages.json(de, visit);
    }

    @GetMapping("/fil/{id:[0-9]{1,18}}")
    LinkPage link(@PathVariable long id, Visit visit) {
        return linkPage(id, "", List.of(), visit);
    }

    @GetMapping("/fil/nouveau")
    LinkFormPage form(@RequestParam String de, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        return new LinkFormPage(thing(de, visit), "", "", "", "", List.of());
    }

    @PostMapping("/fil")
    Page create(
            @RequestParam(defaultValue = "") String de,
            @RequestParam(defaultValue = "") String vers,
            @RequestParam(defaultValue = "") String nature,
            @RequestParam(defaultValue = "") String motif,
            @RequestParam(defaultValue = "") String traduction,
            Actor actor,
            Visit visit) {
        actor.must(Role.COORDINATOR);
        var kind = Arrays.stream(Link.Kind.values())
                .filter(k -> k.name().equals(nature))
                .findFirst();
        String outcome = address(vers, visit);
        try {
            if (kind.isEmpty()) throw new BadInput("trace.kind.choose");
            if (motif.isBlank() || motif.length() > 2_000) throw new BadInput("trace.reason.missing");
            traces.link(
                    actor,
                    kind.get(),
                    de,
                    outcome,
                    new Traces.Reason(motif.strip(), traduction.isBlank() ? null : traduction.strip(), false),
                    visit.today());
        } catch (BadInput wrong) {
            String field = kind.isEmpty() ? "nature" : motif.isBlank() ? "motif" : "vers";
            return new LinkFormPage(
                    thing(de, visit),
                    vers,
                    nature,
                    motif,
                    traduction,
                    List.of(new Mistake(field, wrong.sentence(visit))));
        }
        return new Redirect(Trace.path(de));
    }

    /** An address of this site may be pasted whole, in either language. */
    private static String address(String typed, Visit visit) {
        String path = typed.strip();
        if (path.startsWith(visit.absolute("")))
            path = path.substring(visit.absolute("").length());
        return path.startsWith("/en/") ? path.substring(3) : path;
    }

    @PostMapping("/fil/{id:[0-9]{1,18}}/fin")
    Page end(@PathVariable long id, @RequestParam(defaultValue = "") String motif, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        try {
            if (motif.isBlank() || motif.length() > 2_000) throw new BadInput("trace.reason.missing");
            traces.end(actor, id, Traces.Reason.of(motif.strip()), visit.today());
        } catch (BadInput wrong) {
            return linkPage(id, motif, List.of(new Mistake("motif", wrong.sentence(visit))), visit);
        }
        return new Redirect("/fil/" + id);
    }

    private LinkPage linkPage(long id, String reason, List<Mistake> mistakes, Visit visit) {
        var link = traces.get(id);
        return new LinkPage(
                link, thing(link.origin(), visit), thing(link.outcome(), visit), visit.actor(), reason, mistakes);
    }
}
