package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Email;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
import org.parvis.trace.Thing;
import org.parvis.trace.Trace;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.Forbidden;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Initiatives: read by everyone, followed by those who bear them, open doors for them or run their cohort. */
@Controller
@RequestMapping("/accelerateur")
class InitiativeController {
    private static final String INITIATIVE = "/initiatives/{slug:[a-z0-9-]+}";

    private final Initiatives initiatives;
    private final Needs needs;
    private final CheckIns checkIns;
    private final InitiativeMilestones milestones;
    private final InitiativeReports reports;
    private final FollowUps followUps;
    private final Organisations organisations;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    InitiativeController(
            Initiatives initiatives,
            Needs needs,
            CheckIns checkIns,
            InitiativeMilestones milestones,
            InitiativeReports reports,
            FollowUps followUps,
            Organisations organisations,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.initiatives = initiatives;
        this.needs = needs;
        this.checkIns = checkIns;
        this.milestones = milestones;
        this.reports = reports;
        this.followUps = followUps;
        this.organisations = organisations;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    @GetMapping(INITIATIVE)
    InitiativePage show(@PathVariable String slug, Visit visit) {
        var initiative = initiatives.get(slug, visit.actor());
        var today = clock.today();
        return new InitiativePage(
                initiative,
                needs.list(initiative),
                milestones.list(initiative),
                initiatives.listMentors(initiative),
                reports.find(initiative).orElse(null),
                followUps.list(initiative),
                traces.find(initiative.path(), today)
                        .map(thing -> traces.of(thing, today))
                        .orElseGet(() -> nothing(initiative)),
                today,
                clock.zone(),
                visit.actor());
    }

    /** What not everyone sees has no trace. */
    private static Trace nothing(Initiative initiative) {
        return new Trace(
                new Thing(
                        initiative.path(),
                        Thing.Kind.APPLICATION,
                        null,
                        initiative.title(),
                        null,
                        initiative.fictional()),
                List.of(),
                List.of());
    }

    @GetMapping(INITIATIVE + "/fil")
    Page trace(@PathVariable String slug, Visit visit) {
        return tracePages.page(initiatives.get(slug, null).path(), visit);
    }

    @GetMapping(INITIATIVE + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String slug, Visit visit) {
        return tracePages.json(initiatives.get(slug, null).path(), visit);
    }

    @GetMapping("/mes-initiatives")
    MyInitiativesPage mine(Actor actor) {
        return new MyInitiativesPage(initiatives.listOwn(actor), clock.today(), actor);
    }

    @GetMapping(INITIATIVE + "/suivi")
    InitiativeBoardPage board(@PathVariable String slug, Actor actor, Visit visit) {
        return board(initiatives.getFollowed(slug, actor), SupportForm.EMPTY, List.of(), actor, visit);
    }

    private InitiativeBoardPage board(
            Initiative initiative, SupportForm form, List<Mistake> mistakes, Actor actor, Visit visit) {
        return new InitiativeBoardPage(
                initiative,
                needs.list(initiative),
                milestones.list(initiative),
                checkIns.list(initiative.slug(), actor),
                initiatives.listMentors(initiative),
                initiative.cohort().isOrganisedBy(actor) ? administrations(visit) : List.of(),
                clock.today(),
                actor,
                form,
                mistakes);
    }

    private List<Choice> administrations(Visit visit) {
        return organisations.list().stream()
                .filter(o -> o.college().side() == College.Side.ADMINISTRATION)
                .map(o -> new Choice(o.name().slug(), visit.in(o.name().full())))
                .toList();
    }

    @PostMapping(INITIATIVE + "/suivi")
    Page act(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var initiative = initiatives.getFollowed(slug, actor);
        var form = SupportForm.of(fields);
        String act = form.get("acte");
        var mistakes = InitiativeBoardPage.mistakes(form, act, visit);
        if (mistakes.isEmpty())
            try {
                act(actor, slug, act, form);
            } catch (BadInput bad) {
                mistakes.add(new Mistake(InitiativeBoardPage.field(act, form), bad.sentence(visit)));
            }
        if (!mistakes.isEmpty()) return board(initiative, form, mistakes, actor, visit);
        return new Redirect(initiative.path() + "/suivi#" + InitiativeBoardPage.section(act));
    }

    private void act(Actor actor, String slug, String act, SupportForm form) {
        switch (act) {
            case "consentir" -> initiatives.consent(actor, slug, true);
            case "retracter" -> initiatives.consent(actor, slug, false);
            case "publier" -> initiatives.publish(actor, slug);
            case "masquer" -> initiatives.hide(actor, slug, form.text("motif_masquer"));
            case "quitter" -> initiatives.leave(actor, slug, form.text("motif_quitter"));
            case "nommer" ->
                initiatives.name(
                        actor,
                        slug,
                        Email.find(form.get("courriel"))
                                .orElseThrow(() -> new BadInput("accelerator.support.mentor.courriel.bad")),
                        form.get("organisation"),
                        form.text("bureau"));
            case "liberer" -> initiatives.endMentor(actor, slug, form.typed().id("mentor"));
            case "besoin" ->
                needs.state(
                        actor,
                        slug,
                        Objects.requireNonNull(form.typed().one(Need.Kind.class, "nature")),
                        form.text("besoin_texte"));
            case "recevoir" -> needs.receive(actor, slug, form.typed().id("besoin"));
            case "renoncer" -> needs.withdraw(actor, slug, form.typed().id("besoin"));
            case "accepter" -> needs.answer(actor, slug, form.typed().id("offre"), true);
            case "decliner" -> needs.answer(actor, slug, form.typed().id("offre"), false);
            case "jalon" ->
                milestones.state(
                        actor, slug, form.text("jalon_titre"), Objects.requireNonNull(form.date("jalon_echeance")));
            case "tenir" ->
                milestones.done(
                        actor,
                        slug,
                        form.typed().id("jalon"),
                        Objects.requireNonNull(form.date("le_" + form.get("jalon"))));
            case "deplacer" ->
                milestones.move(
                        actor,
                        slug,
                        form.typed().id("jalon"),
                        Objects.requireNonNull(form.date("le_" + form.get("jalon"))),
                        form.text("motif_" + form.get("jalon")));
            case "point" ->
                checkIns.write(
                        actor,
                        slug,
                        Objects.requireNonNull(form.date("point_date")),
                        Objects.requireNonNull(form.typed().one(CheckIn.Pace.class, "allure")),
                        form.get("fait"),
                        form.get("suite"),
                        form.get("blocage"));
            default -> throw new BadInput("accelerator.support.act.bad");
        }
    }

    /** What it says of itself. */
    @GetMapping(INITIATIVE + "/presentation")
    InitiativeFormPage describe(@PathVariable String slug, Actor actor) {
        var initiative = own(slug, actor);
        Map<String, String> values = new HashMap<>();
        Typed.put(values, "titre", initiative.title());
        Typed.put(values, "resume", initiative.summary());
        Typed.put(values, "texte", initiative.text());
        values.put("porteur", initiative.bearer());
        values.put("territoire", initiative.territory());
        values.put("site", Objects.toString(initiative.site(), ""));
        values.put("version", Integer.toString(initiative.edition()));
        return new InitiativeFormPage(initiative, new SupportForm(new Typed(values)), List.of());
    }

    private Initiative own(String slug, Actor actor) {
        var initiative = initiatives.getFollowed(slug, actor);
        if (!Initiatives.isOwn(initiative, actor)) throw new Forbidden();
        return initiative;
    }

    @PostMapping(INITIATIVE + "/presentation")
    Page describe(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var initiative = own(slug, actor);
        var form = SupportForm.of(fields);
        var mistakes = new ArrayList<Mistake>();
        form.mustHave("titre", 200, mistakes, visit);
        form.mustHave("resume", 1_000, mistakes, visit);
        form.mayHave("texte", 20_000, mistakes, visit);
        form.mustHave("porteur", 200, mistakes, visit);
        form.mayHave("territoire", 120, mistakes, visit);
        if (!form.get("site").isEmpty() && !form.get("site").matches("https?://[!-~]{3,490}"))
            mistakes.add(new Mistake("site", visit.say("accelerator.support.form.site.bad")));
        if (mistakes.isEmpty())
            try {
                initiatives.describe(
                        actor,
                        slug,
                        (int) Math.min(form.typed().id("version"), Integer.MAX_VALUE),
                        new Initiatives.Sheet(
                                form.text("titre"),
                                form.text("resume"),
                                Bilingual.ofNullable(form.get("texte"), form.get("texte_en")),
                                form.get("porteur"),
                                form.get("territoire"),
                                form.typed().orNull("site")));
            } catch (BadInput bad) {
                // What was typed stays in the form, and is saved by whoever has read what the other wrote.
                form = new SupportForm(form.typed().with("version", Integer.toString(initiative.edition())));
                mistakes.add(new Mistake("titre", bad.sentence(visit)));
            }
        return mistakes.isEmpty()
                ? new Redirect(initiative.path() + "/suivi")
                : new InitiativeFormPage(initiative, form, mistakes);
    }

    /** What came of the months of support. */
    @GetMapping(INITIATIVE + "/rapport")
    Page report(@PathVariable String slug, Actor actor) {
        var initiative = own(slug, actor);
        if (initiative.progress().handedAt() != null) return new Redirect(initiative.path() + "#rapport");
        reports.mustBeOpen(initiative);
        return new InitiativeReportFormPage(initiative, SupportForm.EMPTY, List.of());
    }

    @PostMapping(INITIATIVE + "/rapport")
    Page report(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var initiative = own(slug, actor);
        var form = SupportForm.of(fields);
        var mistakes = new ArrayList<Mistake>();
        form.mustHave("bilan", 20_000, mistakes, visit);
        form.mayHave("appris", 4_000, mistakes, visit);
        var results = new ArrayList<InitiativeReport.Result>();
        for (int i : InitiativeReportFormPage.RESULTS) {
            String figure = form.get("chiffre_" + i), label = form.get("resultat_" + i);
            if (figure.isEmpty() && label.isEmpty()) continue;
            if (figure.isEmpty() || label.isEmpty() || figure.length() > 30 || label.length() > 200)
                mistakes.add(new Mistake("chiffre_" + i, visit.say("accelerator.support.report.result.bad")));
            else results.add(new InitiativeReport.Result(figure, form.text("resultat_" + i)));
        }
        if (mistakes.isEmpty())
            try {
                reports.hand(
                        actor,
                        slug,
                        form.text("bilan"),
                        Bilingual.ofNullable(form.get("appris"), form.get("appris_en")),
                        results);
            } catch (BadInput bad) {
                mistakes.add(new Mistake("bilan", bad.sentence(visit)));
            }
        return mistakes.isEmpty()
                ? new Redirect(initiative.path() + "#rapport")
                : new InitiativeReportFormPage(initiative, form, mistakes);
    }

    /** Whoever speaks for an administration offers to meet a need. */
    @GetMapping(INITIATIVE + "/besoins/{need:[0-9]{1,18}}/offre")
    OfferFormPage offer(@PathVariable String slug, @PathVariable long need, Actor actor, Visit visit) {
        return offer(slug, need, SupportForm.EMPTY, List.of(), actor, visit);
    }

    private OfferFormPage offer(
            String slug, long need, SupportForm form, List<Mistake> mistakes, Actor actor, Visit visit) {
        var initiative = initiatives.get(slug, actor);
        var administrations = needs.listOffering(actor, initiative);
        if (administrations.isEmpty()) throw new Forbidden();
        return new OfferFormPage(
                initiative,
                needs.get(initiative, need),
                administrations.stream()
                        .map(o -> new Choice(o.slug(), visit.in(o.full())))
                        .toList(),
                actor,
                form,
                mistakes);
    }

    @PostMapping(INITIATIVE + "/besoins/{need:[0-9]{1,18}}/offre")
    Page offer(
            @PathVariable String slug,
            @PathVariable long need,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var form = SupportForm.of(fields);
        var mistakes = new ArrayList<Mistake>();
        var initiative = initiatives.get(slug, actor);
        if (needs.listOffering(actor, initiative).isEmpty()) throw new Forbidden();
        if (form.get("acte").equals("reprendre")) {
            needs.takeBack(actor, slug, form.typed().id("offre"));
            return new Redirect(initiative.path() + "/besoins/" + need + "/offre");
        }
        form.mustHave("texte", 2_000, mistakes, visit);
        if (form.get("organisation").isEmpty())
            mistakes.add(new Mistake("organisation", visit.say("accelerator.support.offer.organisation.missing")));
        if (mistakes.isEmpty())
            try {
                needs.offer(actor, slug, need, form.get("organisation"), form.text("texte"));
            } catch (BadInput bad) {
                mistakes.add(new Mistake("texte", bad.sentence(visit)));
            }
        return mistakes.isEmpty()
                ? new Redirect(initiative.path() + "#besoin-" + need)
                : offer(slug, need, form, mistakes, actor, visit);
    }

    /** What became of it, six and twelve months after: by the letter's link, or by whoever bears it. */
    @GetMapping(INITIATIVE + "/nouvelles")
    FollowUpPage news(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton, Visit visit) {
        return new FollowUpPage(followUps.getWaiting(slug, jeton, visit.actor()), jeton, SupportForm.EMPTY, List.of());
    }

    @PostMapping(INITIATIVE + "/nouvelles")
    Page news(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Visit visit) {
        var form = SupportForm.of(fields);
        String secret = form.get("jeton");
        var waiting = followUps.getWaiting(slug, secret, visit.actor());
        var mistakes = new ArrayList<Mistake>();
        var state = form.typed().one(FollowUp.State.class, "etat");
        if (state == null) mistakes.add(new Mistake("etat", visit.say("accelerator.support.followup.etat.missing")));
        if (!form.get("personnes").isEmpty() && !form.get("personnes").matches("[0-9]{1,9}"))
            mistakes.add(new Mistake("personnes", visit.say("accelerator.support.followup.personnes.bad")));
        form.mayHave("texte", 10_000, mistakes, visit);
        if (mistakes.isEmpty())
            try {
                followUps.answer(
                        slug,
                        secret,
                        visit.actor(),
                        Objects.requireNonNull(state),
                        people(form),
                        Bilingual.ofNullable(form.get("texte"), form.get("texte_en")));
            } catch (BadInput bad) {
                mistakes.add(new Mistake("etat", bad.sentence(visit)));
            }
        if (!mistakes.isEmpty()) return new FollowUpPage(waiting, secret, form, mistakes);
        return new Redirect(
                waiting.initiative().isPublic()
                        ? waiting.initiative().path() + "#apres-"
                                + waiting.asked().months()
                        : "/accelerateur/nouvelles-recues");
    }

    /** Where whoever told what became of an initiative that is not public ends. */
    @GetMapping("/nouvelles-recues")
    AnsweredPage thanks() {
        return new AnsweredPage();
    }

    private static @Nullable Integer people(SupportForm form) {
        return form.get("personnes").isEmpty() ? null : Integer.valueOf(form.get("personnes"));
    }
}
