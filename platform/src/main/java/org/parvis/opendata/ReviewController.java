package org.parvis.opendata;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.parvis.plan.Plans;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One archive of a plan, for the partnership's reviewers. */
@Controller
class ReviewController {
    private final Plans plans;
    private final ReviewBundle bundle;

    ReviewController(Plans plans, ReviewBundle bundle) {
        this.plans = plans;
        this.bundle = bundle;
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}/dossier-irm.zip")
    void show(@PathVariable String slug, Visit visit, HttpServletResponse response) throws IOException {
        // What it holds is public, whoever asks.
        var plan = plans.get(slug, visit.today(), null);
        response.setContentType("application/zip");
        response.setHeader("Cache-Control", "public, no-cache");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + slug + "-dossier-irm.zip\"");
        bundle.write(plan, visit, response.getOutputStream());
    }
}
