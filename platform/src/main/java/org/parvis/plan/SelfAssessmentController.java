package org.parvis.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The government's own report on its plan: drafted from the facts, written by the coordination, published by versions. */
@Controller
class SelfAssessmentController {
    private static final String REPORT = "/plans/{slug:[a-z0-9-]+}/bilan",
            DRAFT = REPORT + "/redaction",
            CHAPTER = DRAFT + "/{position:[0-9]{1,4}}";

    private final Plans plans;
    private final Commitments commitments;
    private final Assessments assessments;
    private final SelfAssessments reports;
    private final Drafts drafts;

    SelfAssessmentController(
            Plans plans, Commitments commitments, Assessments assessments, SelfAssessments reports, Drafts drafts) {
        this.plans = plans;
        this.commitments = commitments;
        this.assessments = assessments;
        this.reports = reports;
        this.drafts = drafts;
    }

    @GetMapping(REPORT)
    SelfAssessmentPage show(@PathVariable String slug, @RequestParam(defaultValue = "") String version, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        var report = reports.find(plan, number(version), visit.day());
        if (report.isEmpty() && !version.isEmpty()) throw new NotFound("self-assessment " + version);
        return new SelfAssessmentPage(
                plan, plans.listEngagements(plan), report.orElse(null), reports.listVersions(plan, visit.day()));
    }

    static @Nullable Integer number(String version) {
        if (version.isEmpty()) return null;
        if (!version.matches("[0-9]{1,6}")) throw new BadInput("plan.filter.number", "version");
        return Integer.valueOf(version);
    }

    /** The report as its writers wrote it, to read anywhere. */
    @GetMapping(REPORT + ".md")
    ResponseEntity<byte[]> markdown(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "fr") String lang,
            Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        var report = reports.find(plan, number(version), visit.day())
                .orElseThrow(() -> new NotFound("self-assessment of " + slug));
        var language = Language.find(lang).orElseThrow(() -> new BadInput("plan.filter.bad", "lang", "fr, en"));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "markdown", StandardCharsets.UTF_8))
                .header("Cache-Control", "public, no-cache")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"parvis-" + slug + "-bilan-" + report.version() + "-" + lang + ".md\"")
                .body(SelfAssessmentPage.markdown(plan, plans.listEngagements(plan), report, visit.speaking(language))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping(DRAFT)
    SelfAssessmentDraftPage draft(Actor actor, @PathVariable String slug, Visit visit) {
        return draftPage(plan(actor, slug, visit), "", null, visit);
    }

    /** Begins the next version, from the last published or from the facts of the day. */
    @PostMapping(DRAFT)
    Page begin(Actor actor, @PathVariable String slug, Visit visit) {
        var plan = plan(actor, slug, visit);
        var chapters = reports.find(plan, null, visit.today())
                .map(SelfAssessment::chapters)
                .orElseGet(() -> facts(plan, visit).chapters(visit));
        try {
            reports.begin(actor, plan, chapters, visit.today());
        } catch (Refused refused) {
            return draftPage(plan, "", refused, visit);
        }
        return new Redirect(plan.path() + "/bilan/redaction");
    }

    @PostMapping(REPORT)
    Page publish(Actor actor, @PathVariable String slug, @RequestParam(defaultValue = "") String motif, Visit visit) {
        var plan = plan(actor, slug, visit);
        try {
            reports.publish(actor, plan, motif.isBlank() ? null : motif.strip(), visit.today());
            return new Redirect(plan.path() + "/bilan");
        } catch (Refused refused) {
            return draftPage(plan, motif, refused, visit);
        }
    }

    @GetMapping(CHAPTER)
    ChapterPage write(Actor actor, @PathVariable String slug, @PathVariable int position, Visit visit) {
        var plan = plan(actor, slug, visit);
        var chapter = chapter(plan, position);
        var kept = drafts.find(actor, form(plan, position));
        return chapterPage(
                plan,
                chapter,
                kept.map(k -> k.get("texte_fr")).orElse(chapter.fr()),
                kept.map(k -> k.get("texte_en")).orElse(chapter.en() == null ? "" : chapter.en()),
                kept.map(k -> edition(k)).orElse(chapter.edition()),
                kept.isPresent(),
                false);
    }

    @KeepsDrafts
    @PostMapping(CHAPTER)
    Page save(
            Actor actor,
            @PathVariable String slug,
            @PathVariable int position,
            @RequestParam MultiValueMap<String, String> fields,
            Visit visit) {
        var plan = plan(actor, slug, visit);
        var typed = Typed.of(fields);
        String here = plan.path() + "/bilan/redaction";
        if (typed.asks("brouillon")) {
            drafts.save(actor, form(plan, position), typed);
            return new Redirect(here + "/" + position);
        }
        if (typed.asks("abandon")) {
            drafts.drop(actor, form(plan, position));
            return new Redirect(here + "/" + position);
        }
        var chapter = chapter(plan, position);
        if (typed.asks("faits")) {
            var facts = facts(plan, visit);
            return chapterPage(
                    plan,
                    chapter,
                    and(
                            typed.get("texte_fr"),
                            facts.tell(chapter.kind(), chapter.engagement(), visit.speaking(Language.FR))),
                    and(
                            typed.get("texte_en"),
                            facts.tell(chapter.kind(), chapter.engagement(), visit.speaking(Language.EN))),
                    edition(typed),
                    false,
                    false);
        }
        try {
            reports.save(actor, plan, position, edition(typed), typed.get("texte_fr"), typed.get("texte_en"));
        } catch (SelfAssessments.ChapterOvertaken overtaken) {
            return chapterPage(
                    plan, chapter, typed.get("texte_fr"), typed.get("texte_en"), chapter.edition(), false, true);
        }
        drafts.drop(actor, form(plan, position));
        return new Redirect(here);
    }

    /** What was typed stays; the facts come after it. */
    private static String and(String typed, String facts) {
        return typed.isBlank() ? facts : typed + "\n\n" + facts;
    }

    private static int edition(Typed typed) {
        return typed.get("edition").matches("[0-9]{1,9}") ? Integer.parseInt(typed.get("edition")) : -1;
    }

    private static String form(ActionPlan plan, int position) {
        return "bilan/" + plan.id() + "/" + position;
    }

    private ActionPlan plan(Actor actor, String slug, Visit visit) {
        actor.must(Role.COORDINATOR);
        return plans.get(slug, visit.today(), actor);
    }

    private SelfAssessment.Chapter chapter(ActionPlan plan, int position) {
        return reports.findDraft(plan).stream()
                .flatMap(r -> r.chapters().stream())
                .filter(c -> c.position() == position)
                .findFirst()
                .orElseThrow(() -> new NotFound("chapter " + position));
    }

    private ChapterPage chapterPage(
            ActionPlan plan,
            SelfAssessment.Chapter chapter,
            String fr,
            String en,
            int edition,
            boolean drafted,
            boolean overtaken) {
        return new ChapterPage(plan, plans.listEngagements(plan), chapter, fr, en, edition, drafted, overtaken);
    }

    private SelfAssessmentDraftPage draftPage(ActionPlan plan, String reason, @Nullable Refused refused, Visit visit) {
        return new SelfAssessmentDraftPage(
                plan,
                plans.listEngagements(plan),
                reports.findDraft(plan).orElse(null),
                reason,
                refused == null ? List.of() : refused.in(visit));
    }

    private SelfAssessmentFacts facts(ActionPlan plan, Visit visit) {
        var day = visit.today();
        return new SelfAssessmentFacts(
                new PlanPicture(plan, plans.listEngagements(plan), commitments.listAll(plan, day)),
                plans.listEvents(plan, day),
                reports.mapLastReports(plan, day),
                assessments.listDivergences(plan, day),
                day);
    }
}
