package org.parvis.participation;

import java.util.List;
import org.parvis.print.Prints;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sheets of paper for a workshop: printed, then typed in. */
@Controller
@RequestMapping("/consultations/{slug:[a-z0-9-]+}/kit")
class KitController {
    private final Kits kits;
    private final SubmittedTexts texts;
    private final Questions questions;
    private final Prints prints;

    KitController(Kits kits, SubmittedTexts texts, Questions questions, Prints prints) {
        this.kits = kits;
        this.texts = texts;
        this.questions = questions;
        this.prints = prints;
    }

    @GetMapping
    KitPage show(@PathVariable String slug, Actor actor) {
        return page(kits.mayType(actor, slug), "", "30", "", List.of());
    }

    private KitPage page(Consultation consultation, String label, String sheets, String code, List<Mistake> mistakes) {
        return new KitPage(consultation, kits.list(consultation), label, sheets, code, mistakes);
    }

    @PostMapping
    Page make(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String atelier,
            @RequestParam(defaultValue = "") String feuilles,
            Actor actor,
            Visit visit) {
        String label = atelier.replace("\0", "").strip();
        try {
            kits.make(actor, slug, label, feuilles.matches("[0-9]{1,4}") ? Integer.parseInt(feuilles) : 0);
        } catch (BadInput refused) {
            String field = label.isEmpty() || label.length() > Kits.LONGEST_LABEL ? "atelier" : "feuilles";
            return page(
                    kits.mayType(actor, slug),
                    label,
                    feuilles,
                    "",
                    List.of(new Mistake(field, refused.sentence(visit))));
        }
        return new Redirect("/consultations/" + slug + "/kit");
    }

    /** Opens the sheet whose code is typed. */
    @GetMapping("/feuilles")
    Page find(@PathVariable String slug, @RequestParam(defaultValue = "") String code, Actor actor, Visit visit) {
        var consultation = kits.mayType(actor, slug);
        try {
            return new Redirect(kits.get(consultation, Kits.code(code)).path(consultation));
        } catch (NotFound none) {
            return page(
                    consultation,
                    "",
                    "30",
                    code,
                    List.of(new Mistake("code", visit.say("participation.kit.code.none", code))));
        }
    }

    @GetMapping("/feuilles/{code:[0-9A-Z]{8}}")
    SheetPage sheet(@PathVariable String slug, @PathVariable String code, Actor actor) {
        var consultation = kits.mayType(actor, slug);
        return new SheetPage(consultation, kits.get(consultation, code));
    }

    @GetMapping("/{kit:[0-9]{1,18}}.pdf")
    Object print(
            @PathVariable String slug,
            @PathVariable long kit,
            @RequestParam(defaultValue = "fr") String lang,
            @RequestHeader(name = "If-None-Match", defaultValue = "") String known,
            Actor actor,
            Visit visit) {
        var consultation = kits.mayType(actor, slug);
        var spoken = visit.speaking(Prints.language(lang));
        return prints.answer(
                new KitPrint(
                        consultation,
                        kits.listSheets(consultation, kit),
                        texts.find(consultation),
                        questions.list(consultation)),
                spoken,
                "parvis-" + slug + "-kit-" + kit + ".pdf",
                false,
                known);
    }
}
