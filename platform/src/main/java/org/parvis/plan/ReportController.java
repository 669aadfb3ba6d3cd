package org.parvis.plan;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.files.BadFile;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.web.Actor;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

@Controller
@RequestMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}")
class ReportController {
    private final Plans plans;
    private final Commitments commitments;
    private final Reports reports;
    private final Drafts drafts;
    private final Files files;

    ReportController(Plans plans, Commitments commitments, Reports reports, Drafts drafts, Files files) {
        this.plans = plans;
        this.commitments = commitments;
        this.reports = reports;
        this.drafts = drafts;
        this.files = files;
    }

    @GetMapping("/avancement")
    ReportsPage index(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        var commitment = commitments.get(plan, number, visit.day());
        return new ReportsPage(plan, commitment, commitments.listReports(commitment, visit.day()));
    }

    @GetMapping("/preuves")
    EvidencePage evidence(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        var commitment = commitments.get(plan, number, visit.day());
        return EvidencePage.of(plan, commitment, commitments.listReports(commitment, visit.day()));
    }

    @GetMapping("/avancement/nouveau")
    ReportPage write(Actor actor, @PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plans.get(slug, visit.today(), actor);
        var commitment = commitments.get(plan, number, visit.today());
        var draft = drafts.find(actor, ReportPage.form(commitment));
        return page(actor, plan, commitment, draft.orElse(Typed.NOTHING), draft.isPresent(), List.of());
    }

    @KeepsDrafts
    @PostMapping("/avancement")
    Page create(
            Actor actor,
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile upload,
            Visit visit)
            throws IOException {
        var plan = plans.get(slug, visit.today(), actor);
        var commitment = commitments.get(plan, number, visit.today());
        var typed = ReportRule.gathered(Typed.of(form));
        String address = plan.path() + "/actions/" + number + "/avancement";
        reports.authorise(actor, commitment);
        if (typed.asks("abandon")) {
            drafts.drop(actor, ReportPage.form(commitment));
            return new Redirect(address);
        }
        StoredFile file = received(typed);
        if (upload != null && !upload.isEmpty())
            try (InputStream content = upload.getInputStream()) {
                String name = Objects.requireNonNullElse(upload.getOriginalFilename(), "");
                file = files.store(content, name, actor.personId());
                typed = typed.with("fichier_recu", file.id().toString());
            } catch (BadFile bad) {
                return page(actor, plan, commitment, typed, false, List.of(bad.at("fichier", visit)));
            }
        if (typed.asks("brouillon")) {
            drafts.save(actor, ReportPage.form(commitment), typed);
            return new Redirect(address + "/nouveau");
        }
        try {
            reports.publish(actor, plan, commitment, ReportRule.read(typed, file, visit.today()), file, visit.today());
            return new Redirect(address);
        } catch (Refused refused) {
            return page(actor, plan, commitment, typed, false, refused.in(visit));
        }
    }

    /** What an earlier sending of the same form left here. */
    private @Nullable StoredFile received(Typed typed) {
        return typed.get("fichier_recu").matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? files.find(UUID.fromString(typed.get("fichier_recu"))).orElse(null)
                : null;
    }

    private ReportPage page(
            Actor actor, ActionPlan plan, Commitment commitment, Typed typed, boolean drafted, List<Mistake> mistakes) {
        var office = Office.over(actor, commitment.lead().slug());
        return new ReportPage(plan, commitment, office.role(), typed, received(typed), drafted, mistakes);
    }
}
