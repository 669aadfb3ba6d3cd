package org.parvis.accelerator;

import java.util.List;
import java.util.Objects;
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

/** Building what a call asks and by what it judges: its form, its rules of eligibility, its criteria. */
@Controller
@RequestMapping("/accelerateur/appels/{slug:[a-z0-9-]+}/formulaire")
class CallBuilderController {
    private final Calls calls;
    private final CallForms forms;

    CallBuilderController(Calls calls, CallForms forms) {
        this.calls = calls;
        this.forms = forms;
    }

    @GetMapping
    CallBuilderPage show(@PathVariable String slug, Actor actor) {
        return page(calls.getOrganised(slug, actor), null, List.of());
    }

    private CallBuilderPage page(Call call, @Nullable String typed, List<Mistake> mistakes) {
        var rules = calls.listRules(call);
        return new CallBuilderPage(
                call,
                calls.listFields(call),
                rules,
                calls.listCriteria(call),
                typed == null
                        ? Lines.of(rules.stream().map(EligibilityRule::rule).toList())
                        : typed,
                mistakes);
    }

    /** Rules of eligibility; a field moved or removed; a criterion removed. */
    @PostMapping
    Page act(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        String act = typed.get("acte");
        try {
            switch (act) {
                case "monter", "descendre" -> forms.move(actor, slug, id(typed), act.equals("monter"));
                case "retirer_champ" -> forms.removeField(actor, slug, id(typed));
                case "retirer_critere" -> forms.removeCriterion(actor, slug, id(typed));
                case "regles" -> forms.setRules(actor, slug, Lines.read(typed.get("regles"), 30, 500));
                default -> throw new BadInput("accelerator.step.bad");
            }
        } catch (BadInput bad) {
            return page(
                    call,
                    act.equals("regles") ? typed.get("regles") : null,
                    List.of(new Mistake(act.equals("regles") ? "regles" : "contenu", bad.sentence(visit))));
        }
        return new Redirect(call.path() + "/formulaire");
    }

    private static long id(Typed typed) {
        long id = typed.id("numero");
        if (id < 0) throw new BadInput("accelerator.step.bad");
        return id;
    }

    @GetMapping("/champs/nouveau")
    FieldFormPage newField(@PathVariable String slug, Actor actor) {
        return field(draft(slug, actor), null, new FieldForm(Typed.NOTHING), List.of());
    }

    @GetMapping("/champs/{id:[0-9]{1,18}}")
    FieldFormPage field(@PathVariable String slug, @PathVariable long id, Actor actor) {
        var call = draft(slug, actor);
        var field = calls.listFields(call).stream()
                .filter(f -> f.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("field " + id));
        return field(call, id, FieldForm.of(field), List.of());
    }

    @PostMapping("/champs/nouveau")
    Page addField(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return takeField(slug, null, fields, actor, visit);
    }

    @PostMapping("/champs/{id:[0-9]{1,18}}")
    Page changeField(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        return takeField(slug, id, fields, actor, visit);
    }

    private Page takeField(
            String slug, @Nullable Long id, MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        var form = FieldForm.of(fields);
        var mistakes = form.mistakes(visit);
        if (!mistakes.isEmpty()) return field(call, id, form, mistakes);
        try {
            if (id == null) forms.add(actor, slug, form.sheet());
            else forms.change(actor, slug, id, form.sheet());
        } catch (BadInput bad) {
            return field(call, id, form, List.of(new Mistake("condition", bad.sentence(visit))));
        }
        return new Redirect(call.path() + "/formulaire");
    }

    private Call draft(String slug, Actor actor) {
        var call = calls.getOrganised(slug, actor);
        if (call.isPublic()) throw new BadInput("accelerator.kept");
        return call;
    }

    /** What it may depend on stands before it. */
    private FieldFormPage field(Call call, @Nullable Long id, FieldForm form, List<Mistake> mistakes) {
        var earlier = calls.listFields(call).stream()
                .takeWhile(f -> !Objects.equals(f.id(), id))
                .filter(CallField::isChoice)
                .toList();
        return new FieldFormPage(call, id, form, earlier, mistakes);
    }

    @GetMapping("/criteres/nouveau")
    CriterionFormPage newCriterion(@PathVariable String slug, Actor actor) {
        return new CriterionFormPage(draft(slug, actor), null, CriterionForm.NEW, List.of());
    }

    @GetMapping("/criteres/{id:[0-9]{1,18}}")
    CriterionFormPage criterion(@PathVariable String slug, @PathVariable long id, Actor actor) {
        var call = draft(slug, actor);
        var criterion = calls.listCriteria(call).stream()
                .filter(c -> c.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("criterion " + id));
        return new CriterionFormPage(call, id, CriterionForm.of(criterion), List.of());
    }

    @PostMapping("/criteres/nouveau")
    Page addCriterion(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return takeCriterion(slug, null, fields, actor, visit);
    }

    @PostMapping("/criteres/{id:[0-9]{1,18}}")
    Page changeCriterion(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        return takeCriterion(slug, id, fields, actor, visit);
    }

    private Page takeCriterion(
            String slug, @Nullable Long id, MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        var form = CriterionForm.of(fields);
        var mistakes = form.mistakes(visit);
        if (!mistakes.isEmpty()) return new CriterionFormPage(call, id, form, mistakes);
        try {
            if (id == null) forms.add(actor, slug, form.sheet());
            else forms.change(actor, slug, id, form.sheet());
        } catch (BadInput bad) {
            return new CriterionFormPage(call, id, form, List.of(new Mistake("nom", bad.sentence(visit))));
        }
        return new Redirect(call.path() + "/formulaire");
    }
}
