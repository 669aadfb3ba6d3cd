package org.parvis.plan;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.parvis.accounts.Organisations;
import org.parvis.web.Csv;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class OrganisationController {
    private final Organisations organisations;
    private final Commitments commitments;

    OrganisationController(Organisations organisations, Commitments commitments) {
        this.organisations = organisations;
        this.commitments = commitments;
    }

    @GetMapping("/organisations")
    OrganisationsPage index() {
        return new OrganisationsPage(organisations.list());
    }

    /** As the import takes them back. */
    @GetMapping("/organisations.csv")
    void csv(Visit visit, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", visit.actor() == null ? "public, no-cache" : "private, no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"parvis-organisations.csv\"");
        try (var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("slug", "name_fr", "name_en", "acronym", "college", "about_fr", "about_en", "fictional");
            for (var organisation : organisations.list()) {
                var name = organisation.name();
                var about = organisation.about();
                csv.writeRecord(
                        name.slug(),
                        Csv.text(name.full().fr()),
                        Csv.text(name.full().en()),
                        Csv.text(name.acronym()),
                        organisation.college().name(),
                        Csv.text(about == null ? null : about.fr()),
                        Csv.text(about == null ? null : about.en()),
                        Boolean.toString(organisation.fictional()));
            }
        }
    }

    @GetMapping("/organisations/{slug:[a-z0-9-]+}")
    OrganisationPage show(@PathVariable String slug, Visit visit) {
        var organisation = organisations.get(slug);
        return new OrganisationPage(
                organisation,
                commitments.listLedBy(organisation, visit.day()),
                commitments.listSupportedBy(organisation, visit.day()));
    }
}
