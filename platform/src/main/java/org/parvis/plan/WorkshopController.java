package org.parvis.plan;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class WorkshopController {
    private static final String WORKSHOP = "/plans/{slug:[a-z0-9-]+}/redaction", SHEET = WORKSHOP + "/{sheet:[a-z]+}";

    private final Plans plans;
    private final Drafting drafting;
    private final Drafts drafts;
    private final Commitments commitments;
    private final Organisations organisations;

    WorkshopController(
            Plans plans, Drafting drafting, Drafts drafts, Commitments commitments, Organisations organisations) {
        this.plans = plans;
        this.drafting = drafting;
        this.drafts = drafts;
        this.commitments = commitments;
        this.organisations = organisations;
    }

    @GetMapping(WORKSHOP)
    WorkshopPage show(Actor actor, @PathVariable String slug, Visit visit) {
        return workshop(plan(actor, slug, visit), Typed.NOTHING, List.of(), visit);
    }

    @PostMapping("/plans/{slug:[a-z0-9-]+}/etapes")
    Page advance(
            Actor actor, @PathVariable String slug, @RequestParam MultiValueMap<String, String> form, Visit visit) {
        var plan = plan(actor, slug, visit);
        var typed = Typed.of(form);
        var step = Arrays.stream(ActionPlan.Stage.values())
                .filter(s -> s.name().equals(typed.get("etape")))
                .findFirst()
                .orElse(ActionPlan.Stage.DRAFT);
        try {
            plans.advance(
                    actor, slug, step, typed.date("date").orElse(visit.today()), typed.text("note"), visit.today());
            return new Redirect(plan.path());
        } catch (Refused refused) {
            return workshop(plan, typed, refused.in(visit), visit);
        }
    }

    @PostMapping("/plans/{slug:[a-z0-9-]+}/reprise")
    Page takeOver(
            Actor actor, @PathVariable String slug, @RequestParam MultiValueMap<String, String> form, Visit visit) {
        var plan = plan(actor, slug, visit);
        var typed = Typed.of(form);
        var numbers = Arrays.stream(typed.get("actions").split(" "))
                .filter(n -> n.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .toList();
        try {
            drafting.takeOver(actor, plan, numbers, typed.get("ambition"), visit.today());
            return new Redirect(plan.path() + "/redaction");
        } catch (Refused refused) {
            return workshop(plan, typed, refused.in(visit), visit);
        }
    }

    /** From a commitment's page to its sheet. */
    @GetMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}/modification")
    Redirect commitment(Actor actor, @PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plan(actor, slug, visit);
        long id = commitments.get(plan, number, visit.today()).id();
        return new Redirect(plan.path() + "/redaction/" + Sheet.COMMITMENT.slug() + "/" + id);
    }

    @GetMapping("/plans/nouveau")
    Page writePlan(Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        return write(actor, null, Sheet.PLAN, 0, visit);
    }

    @KeepsDrafts
    @PostMapping("/plans/nouveau")
    Page createPlan(Actor actor, @RequestParam MultiValueMap<String, String> form, Visit visit) {
        actor.must(Role.COORDINATOR);
        var typed = Typed.of(form);
        if (isDraft(actor, Drafting.form(Sheet.PLAN, 0, 0), typed)) return new Redirect("/plans/nouveau");
        try {
            return new Redirect("/plans/" + drafting.createPlan(actor, typed, visit.today()) + "/redaction");
        } catch (Refused refused) {
            return page(null, Sheet.PLAN, 0, 0, typed, "", List.of(), false, refused.in(visit), visit);
        }
    }

    @GetMapping(SHEET + "/nouveau")
    Page writeNew(Actor actor, @PathVariable String slug, @PathVariable String sheet, Visit visit) {
        return write(actor, plan(actor, slug, visit), sheet(sheet), 0, visit);
    }

    @GetMapping(SHEET + "/{id:[0-9]{1,18}}")
    Page write(Actor actor, @PathVariable String slug, @PathVariable String sheet, @PathVariable long id, Visit visit) {
        return write(actor, plan(actor, slug, visit), sheet(sheet), id, visit);
    }

    @KeepsDrafts
    @PostMapping(SHEET + "/nouveau")
    Page create(
            Actor actor,
            @PathVariable String slug,
            @PathVariable String sheet,
            @RequestParam MultiValueMap<String, String> form,
            Visit visit) {
        var plan = plan(actor, slug, visit);
        var what = sheet(sheet);
        var typed = Typed.of(form);
        String here = plan.path() + "/redaction";
        if (isDraft(actor, Drafting.form(what, plan.id(), 0), typed))
            return new Redirect(here + "/" + sheet + "/nouveau");
        try {
            drafting.create(actor, plan, what, typed, visit.today());
            return new Redirect(here);
        } catch (Refused refused) {
            return page(plan, what, 0, 0, typed, "", List.of(), false, refused.in(visit), visit);
        }
    }

    @KeepsDrafts
    @PostMapping(SHEET + "/{id:[0-9]{1,18}}")
    Page save(
            Actor actor,
            @PathVariable String slug,
            @PathVariable String sheet,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> form,
            Visit visit) {
        var plan = plan(actor, slug, visit);
        var what = sheet(sheet);
        var stored = drafting.get(plan, what, id);
        var typed = chosen(what, Typed.of(form), stored.values());
        String here = plan.path() + "/redaction";
        if (isDraft(actor, Drafting.form(what, plan.id(), id), typed))
            return new Redirect(here + "/" + sheet + "/" + id);
        var undecided = Arrays.stream(typed.get("conflit").split(" "))
                .filter(name -> !name.isEmpty() && !typed.has("garder_" + name))
                .map(name ->
                        Breach.of("garder-leur-" + name, "plan.conflict.choose").in(visit))
                .toList();
        int edition = typed.get("edition").matches("[0-9]{1,9}") ? Integer.parseInt(typed.get("edition")) : -1;
        if (!undecided.isEmpty())
            return page(
                    plan,
                    what,
                    id,
                    edition,
                    typed,
                    typed.get("lu"),
                    SheetPage.differences(what, typed, stored.values()),
                    false,
                    undecided,
                    visit);
        try {
            drafting.save(actor, plan, what, id, edition, typed, typed.text("motif"), visit.today());
            return new Redirect(what == Sheet.COMMITMENT ? plan.path() + "/actions/" + typed.get("number") : here);
        } catch (Refused refused) {
            return page(plan, what, id, edition, typed, typed.get("lu"), List.of(), false, refused.in(visit), visit);
        } catch (Overtaken overtaken) {
            var theirs = overtaken.theirs();
            var differences = SheetPage.differences(what, typed, theirs.values());
            return page(
                    plan,
                    what,
                    id,
                    theirs.edition(),
                    typed,
                    SheetPage.read(what, theirs.values()),
                    differences,
                    false,
                    List.of(),
                    visit);
        }
    }

    @PostMapping(SHEET + "/{id:[0-9]{1,18}}/suppression")
    Page delete(
            Actor actor, @PathVariable String slug, @PathVariable String sheet, @PathVariable long id, Visit visit) {
        var plan = plan(actor, slug, visit);
        try {
            drafting.delete(actor, plan, sheet(sheet), id, visit.today());
            return new Redirect(sheet(sheet) == Sheet.PLAN ? "/plans" : plan.path() + "/redaction");
        } catch (Refused refused) {
            return workshop(plan, Typed.NOTHING, refused.in(visit), visit);
        }
    }

    /** Where both versions stood side by side, the cells for which theirs was preferred. */
    private static Typed chosen(Sheet sheet, Typed typed, Typed theirs) {
        for (Cell cell : sheet.cells())
            if (typed.get("garder_" + cell.name()).equals("leur"))
                typed = typed.with(cell.name(), theirs.get(cell.name()));
        return typed;
    }

    private boolean isDraft(Actor actor, String form, Typed typed) {
        if (typed.asks("brouillon")) drafts.save(actor, form, typed);
        else if (typed.asks("abandon")) drafts.drop(actor, form);
        else return false;
        return true;
    }

    private ActionPlan plan(Actor actor, String slug, Visit visit) {
        actor.must(Role.COORDINATOR);
        return plans.get(slug, visit.today(), actor);
    }

    private static Sheet sheet(String slug) {
        return Sheet.find(slug).orElseThrow(() -> new NotFound("sheet " + slug));
    }

    private Page write(Actor actor, @Nullable ActionPlan plan, Sheet sheet, long id, Visit visit) {
        var stored = plan == null || id == 0 ? new Drafting.Stored(0, Typed.NOTHING) : drafting.get(plan, sheet, id);
        var draft = drafts.find(actor, Drafting.form(sheet, plan == null ? 0 : plan.id(), id));
        var typed = draft.orElse(stored.values());
        int edition = draft.filter(d -> d.get("edition").matches("[0-9]{1,9}"))
                .map(d -> Integer.parseInt(d.get("edition")))
                .orElse(stored.edition());
        String read = draft.map(d -> d.get("lu")).orElse(SheetPage.read(sheet, stored.values()));
        return page(plan, sheet, id, edition, typed, read, List.of(), draft.isPresent(), List.of(), visit);
    }

    private SheetPage page(
            @Nullable ActionPlan plan,
            Sheet sheet,
            long id,
            int edition,
            Typed typed,
            String read,
            List<SheetPage.Difference> differences,
            boolean drafted,
            List<Mistake> mistakes,
            Visit visit) {
        return new SheetPage(
                plan, sheet, id, edition, typed, read, choices(plan, visit), differences, drafted, mistakes);
    }

    private Map<Cell.Kind, List<Choice>> choices(@Nullable ActionPlan plan, Visit visit) {
        var choices = new EnumMap<Cell.Kind, List<Choice>>(Cell.Kind.class);
        var all = organisations.list().stream()
                .map(o -> new Choice(o.name().slug(), visit.in(o.name().full())))
                .toList();
        choices.put(Cell.Kind.ORGANISATION, all);
        choices.put(Cell.Kind.ORGANISATIONS, all);
        choices.put(
                Cell.Kind.THEMES,
                Arrays.stream(Theme.values())
                        .map(t -> new Choice(t.name(), visit.say("theme", t)))
                        .toList());
        choices.put(
                Cell.Kind.PLAN,
                plans.list(visit.today()).stream()
                        .filter(p -> plan == null || p.id() != plan.id())
                        .map(p -> new Choice(p.slug(), visit.in(p.title())))
                        .toList());
        if (plan == null) return choices;
        var engagements = plans.listEngagements(plan);
        choices.put(
                Cell.Kind.ENGAGEMENT,
                engagements.stream()
                        .map(e -> new Choice(Integer.toString(e.number()), e.number() + ". " + visit.in(e.title())))
                        .toList());
        choices.put(Cell.Kind.AMBITION, ambitions(engagements, visit));
        choices.put(
                Cell.Kind.COMMITMENT,
                commitments.listAll(plan, visit.today()).stream()
                        .map(c -> new Choice(Integer.toString(c.number()), c.number() + ". " + visit.in(c.title())))
                        .toList());
        return choices;
    }

    private static List<Choice> ambitions(List<Engagement> engagements, Visit visit) {
        return engagements.stream()
                .flatMap(e -> e.ambitions().stream()
                        .map(a -> new Choice(
                                e.number() + "." + a.number(),
                                e.number() + "." + a.number() + " " + visit.in(a.title()))))
                .toList();
    }

    private WorkshopPage workshop(ActionPlan plan, Typed typed, List<Mistake> mistakes, Visit visit) {
        return new WorkshopPage(
                plan,
                drafting.listParts(plan),
                plan.isAdopted() ? List.of() : drafting.listUnfinished(plan, visit.today()),
                ambitions(plans.listEngagements(plan), visit),
                typed,
                mistakes);
    }
}
