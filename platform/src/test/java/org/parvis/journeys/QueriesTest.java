package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.Statements;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What pages cost the database. */
@ParvisTest
@Order(2)
class QueriesTest {
    private static final int LIST = 6;
    private static final int ANY_PAGE = 19;
    /** What a trace asks only where it leads there: things of the plan, of participation and of the agenda, what they record, and what is measured. */
    private static final int TRACED = 8;

    @LocalServerPort
    int port;

    @Autowired
    Statements statements;

    Site site;

    @BeforeEach
    void open() {
        site = new Site(port);
        site.get("/plans/2021-2023/actions");
    }

    private List<String> costOf(String path) {
        statements.forget();
        assertThat(site.get(path).status()).as(path).isIn(200, 303);
        return statements.heard();
    }

    @Test
    void the_list_of_commitments_costs_at_most_six_queries_whatever_its_filters() {
        for (String query : List.of(
                "",
                "?apres=20",
                "?avant=40",
                "?theme=numerique",
                "?engagement=2&porteur=ditp&theme=participation&avancement=limite&retard=oui",
                "?engagement=1&theme=europe"))
            assertThat(costOf("/plans/2021-2023/actions" + query)).as(query).hasSizeBetween(1, LIST);
    }

    @Test
    void no_page_costs_more_than_nineteen_queries() {
        for (String page : Site.PAGES) assertThat(costOf(page)).as(page).hasSizeLessThanOrEqualTo(ANY_PAGE);
    }

    /** Save the journal's file and whole exports, which are read piece by piece. */
    @Test
    void a_page_costs_the_same_whether_it_shows_much_or_little() {
        Map<String, TreeSet<Integer>> costs = new TreeMap<>();
        for (String path : site.crawl(
                        List.of("/"), p -> !p.matches("/en(/.*)?|/journal\\.jsonl.*|/api/v1/.+|/catalog\\..+"))
                .keySet()) {
            String kind = path.replaceFirst("\\?.*", "")
                    .replaceFirst("/organisations/.+", "/organisations/…")
                    .replaceFirst("/(schemas|flux)/[a-z]+", "/$1/…")
                    .replaceFirst("/plans/[0-9-]+", "/plans/…")
                    .replaceFirst("/consultations/[a-z-]+", "/consultations/…")
                    .replaceFirst("/panels/[a-z0-9-]+", "/panels/…")
                    .replaceFirst("/accelerateur/(appels|promotions|initiatives)/[a-z0-9-]+", "/accelerateur/$1/…")
                    .replaceFirst("/barometre/territoires/.+", "/barometre/territoires/…")
                    .replaceFirst("/barometre/(indicateurs|cartes)/[A-Za-z0-9-]+", "/barometre/$1/…")
                    .replaceFirst("/(actualites|outils|kits|pages|publications|citations)/[a-z0-9-]+", "/$1/…")
                    .replaceFirst("/(versions)/\\d+", "/$1/…")
                    .replaceFirst("/documents/[a-z0-9-]+", "/documents/…")
                    .replaceFirst("/agenda/cycles/[a-z0-9-]+", "/agenda/cycles/…")
                    .replaceFirst("/agenda/(?!bilan|propositions|cycles)[a-z0-9-]+", "/agenda/…")
                    .replaceFirst(
                            "/(actions|engagements|journal|commentaires|contributions|reponses|fil|suites|equipes)/\\d+",
                            "/$1/…");
            if (site.get(path).status() == 303) continue;
            costs.computeIfAbsent(kind, _ -> new TreeSet<>()).add(costOf(path).size());
        }
        assertThat(costs).containsKeys("/organisations/…", "/plans/…", "/plans/…/actions/…", "/plans/….csv");
        assertThat(costs)
                .allSatisfy((kind, found) -> assertThat(found.last() - found.first())
                        .as(kind + found)
                        .isLessThanOrEqualTo(TRACED));
    }

    @Test
    void a_static_file_costs_the_database_nothing() {
        assertThat(costOf("/static/parvis.css")).isEmpty();
    }
}
