package org.parvis.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a find is.
 *
 * <p>What stands on a page of its own goes before what is a part of one, where both say the words as much.
 */
enum Kind {
    PLAN("plans", 1),
    ENGAGEMENT("engagements", 1),
    COMMITMENT("actions", 1),
    MILESTONE("jalons", .5),
    REPORT("points-d-avancement", .5),
    EVIDENCE("preuves", .5),
    CONSULTATION("consultations", 1),
    CONTRIBUTION("contributions", .7),
    RESPONSE("reponses", .7),
    GATHERING("rencontres", 1),
    SERIES("cycles", 1),
    OUTCOME("suites", .7),
    TEAM("equipes", .7),
    PANEL("panels", 1),
    CALL("appels", 1),
    COHORT("promotions", 1),
    INITIATIVE("initiatives", 1),
    INDICATOR("indicateurs", 1),
    QUESTION("questions", .5),
    ORGANISATION("organisations", 1),
    TERRITORY("territoires", .4),
    NEWS("actualites", 1),
    TOOL("outils", 1),
    KIT("kits", 1),
    PUBLICATION("publications", 1),
    QUOTATION("citations", .5),
    DOCUMENT("documents", 1),
    PAGE("pages", 1);

    private final String slug;
    private final double weight;

    Kind(String slug, double weight) {
        this.slug = slug;
        this.weight = weight;
    }

    String slug() {
        return slug;
    }

    double weight() {
        return weight;
    }

    static Optional<Kind> find(String slug) {
        return Arrays.stream(values())
                .filter(k -> k.slug.equals(slug.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
