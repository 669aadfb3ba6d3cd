package org.parvis.plan;

import java.util.List;
import java.util.Map;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** One organisation and what it holds. */
public record OrganisationPage(Organisation organisation, List<CommitmentLine> led, List<CommitmentLine> supported)
        implements Page {
    public long lateCount() {
        return led.stream().filter(l -> l.state().isLate()).count();
    }

    /** The organisation for search engines and re-users (schema.org). */
    public String jsonLd(Visit visit) {
        boolean government = organisation.college().side() == College.Side.ADMINISTRATION;
        return Visit.jsonLd(Map.of(
                "@context",
                "https://schema.org",
                "@type",
                government ? "GovernmentOrganization" : "Organization",
                "name",
                visit.in(organisation.name().full()),
                "url",
                visit.absolute(visit.link(visit.path()))));
    }
}
