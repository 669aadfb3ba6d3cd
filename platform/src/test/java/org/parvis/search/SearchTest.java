package org.parvis.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.ParvisTest;
import org.parvis.Statements;
import org.parvis.house.CivicClock;
import org.parvis.journeys.Site;
import org.parvis.trace.Thing;
import org.parvis.trace.Traces;
import org.parvis.web.Language;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.util.UriUtils;

@ParvisTest
class SearchTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int MOST_QUERIES = 8;

    @LocalServerPort
    int port;

    @Autowired
    Index index;

    @Autowired
    Search search;

    @Autowired
    Traces traces;

    @Autowired
    CivicClock clock;

    @Autowired
    Statements statements;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    Site site;

    @BeforeEach
    void write() {
        site = new Site(port);
        written();
    }

    /** What a server does each second. */
    private void written() {
        while (index.look()) continue;
    }

    private long organisation(String fr, String en, String about) {
        return db.sql("""
                insert into organisation (slug, name_fr, name_en, college, about_fr) values (?, ?, ?, 'RESEARCH', ?) returning id""")
                .params("recherche-" + NUMBER.incrementAndGet(), fr, en, about)
                .query(Long.class)
                .single();
    }

    private Search.Found find(String q, String... filters) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < filters.length; i += 2) parameters.add(filters[i], filters[i + 1]);
        return search.find(Asked.of(q), SearchFilter.of(parameters), Language.FR);
    }

    private static List<String> addresses(Search.Found found) {
        return found.finds().stream().map(Find::address).toList();
    }

    private static String titles(Search.Found found) {
        return found.finds().stream()
                .map(f -> f.title().stream().map(Find.Part::words).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "zébulon, true",
        "ZEBULONS, true",
        "numérique zebulon, true",
        "observatories, true",
        "digitally, true",
        "\"zébulons numériques\", true",
        "\"numériques zébulons\", false",
        "zébulons -numériques, false",
        "zébulons -analogiques, true",
        "l’observatoire des zébulons, true",
        "\"orages d’été\", true",
        "zébulons -\"orages d’été\", false",
        "zébulons -\"été d’orages\", true"
    })
    void words_are_found_in_both_languages_whatever_their_endings_and_accents(String q, boolean isFound) {
        organisation(
                "Observatoire des zébulons numériques",
                "Observatory of digital zebulons",
                "Il **compte** les orages d’été.");
        written();
        assertThat(titles(find(q.replace("”", "\""))).contains("zébulons")).isEqualTo(isFound);
    }

    @Test
    void a_mistyped_word_leads_to_the_nearest_one_that_is_there() {
        organisation("Institut de la schtroumpfologie", "Institute of smurfology", "");
        written();
        var found = find("schtrumpfologie");
        assertThat(titles(found)).contains("schtroumpfologie");
        assertThat(found.isInstead()).isTrue();
        assertThat(found.instead()).isNotNull().extracting(Asked::typed).isEqualTo("schtroumpfologie");
        assertThat(titles(find("instituts shtroumpfologie"))).contains("schtroumpfologie");
        // A word that is there is taken at its word.
        assertThat(find("schtroumpfologie").instead()).isNull();
    }

    @Test
    void a_word_that_only_what_is_gone_had_is_never_proposed() {
        long id = organisation("Bureau des tintinnabulations", "Office", "");
        written();
        assertThat(find("tintinabulations").count()).isEqualTo(1);
        db.sql("delete from organisation where id = ?").param(id).update();
        written();
        assertThat(find("tintinabulations").count()).isZero();
        assertThat(find("tintinabulations").instead()).isNull();
    }

    @Test
    void what_is_published_is_looked_at_each_second_and_what_is_gone_leaves_the_same_way() {
        assertThat(index.pause()).isLessThan(Duration.ofSeconds(5));
        long id = organisation("Comité des farfadets", "Committee", "");
        assertThat(find("farfadets").count()).isZero();
        index.look();
        assertThat(find("farfadets").count()).isEqualTo(1);
        db.sql("update organisation set name_fr = 'Comité des korrigans' where id = ?")
                .param(id)
                .update();
        index.look();
        assertThat(find("farfadets").count()).isZero();
        assertThat(find("korrigans").count()).isEqualTo(1);
        db.sql("delete from organisation where id = ?").param(id).update();
        index.look();
        assertThat(find("korrigans").count()).isZero();
    }

    /** Taken back at its end: a plan's steps stay taken. */
    @Test
    void a_plan_and_its_commitments_are_found_from_the_day_it_is_no_draft() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            live();
        });
    }

    private void live() {
        long later = draft("plan-des-gnomes", "gnomes"), now = draft("plan-des-lutins", "lutins");
        written();
        assertThat(find("lutins").count()).isZero();
        for (long plan : List.of(later, now))
            db.sql("insert into plan_step (plan_id, step, taken_on) values (?, 'OPEN_TO_COMMENT', ?)")
                    .params(plan, clock.today().plusDays(plan == now ? 0 : 1))
                    .update();
        written();
        assertThat(find("gnomes").count()).isZero();
        assertThat(addresses(find("lutins")))
                .containsExactlyInAnyOrder(
                        "/plans/plan-des-lutins",
                        "/plans/plan-des-lutins/engagements/1",
                        "/plans/plan-des-lutins/actions/1");
        assertThat(addresses(find("lutins", "genre", "actions", "theme", "justice", "plan", "plan-des-lutins")))
                .containsExactly("/plans/plan-des-lutins/actions/1");
        assertThat(find("lutins", "depuis", "2040-01-02").count()).isZero();
        assertThat(find("lutins", "jusque", "2040-01-01").count()).isEqualTo(3);
        db.sql("update commitment set title_fr = 'Recenser les farfelus' where plan_id = ?")
                .param(now)
                .update();
        written();
        assertThat(find("lutins").count()).isEqualTo(2);
        assertThat(find("farfelus").count()).isEqualTo(1);
    }

    private long draft(String slug, String whose) {
        long plan = db.sql("""
                insert into action_plan (slug, number, title_fr, summary_fr, starts_on, ends_on)
                values (?, 90, 'Plan des ' || ?, 'Résumé', '2040-01-01', '2041-12-31') returning id""").params(slug, whose).query(Long.class).single();
        db.sql("insert into plan_step (plan_id, step, taken_on) values (?, 'DRAFT', '2022-01-01')")
                .param(plan)
                .update();
        db.sql("""
                with e as (insert into engagement (plan_id, number, scope, title_fr) values (:plan, 1, 'THEMATIC', 'Engagement des ' || :whose) returning id),
                a as (insert into ambition (engagement_id, number, title_fr) select id, 1, 'Ambition' from e returning id)
                insert into commitment (plan_id, ambition_id, number, title_fr, summary_fr, lead_id, starts_on, ends_on, themes)
                select :plan, a.id, 1, 'Recenser les ' || :whose, 'Tous.', (select min(id) from organisation), '2040-01-01', '2041-12-31', '{JUSTICE}'
                from a""").param("plan", plan).param("whose", whose).update();
        return plan;
    }

    @Test
    void a_contribution_is_found_while_it_is_public_beside_everything_else() {
        long id = db.sql("""
                insert into contribution (consultation_id, standing, title, text, theme, written_at, published_at)
                select min(id), 'PUBLIC', 'Des gargouilles', 'Une *gargouille* <b>par</b> mairie.', 'JUSTICE', now(), '2022-03-01' from consultation
                returning id""").query(Long.class).single();
        db.sql("""
                insert into contribution_words (contribution_id, consultation_id, words)
                select id, consultation_id, contribution_words(title || ' ' || text) from contribution where id = ?""").param(id).update();
        var found = find("gargouille", "genre", "contributions", "theme", "justice");
        assertThat(addresses(found)).containsExactly("/contributions/" + id);
        assertThat(found.finds().getFirst().extract()).contains(new Find.Part("gargouille", true));
        var html = site.get("/recherche?q=gargouille").html();
        assertThat(html.select(".hit mark").eachText()).contains("gargouilles", "gargouille");
        assertThat(html.select(".hit b")).isEmpty();
        for (String standing : List.of("HIDDEN", "WITHDRAWN")) {
            db.sql("update contribution set standing = ? where id = ?")
                    .params(standing, id)
                    .update();
            assertThat(find("gargouille").count()).as(standing).isZero();
        }
        db.sql("delete from contribution_words where contribution_id = ?")
                .param(id)
                .update();
        db.sql("delete from contribution where id = ?").param(id).update();
    }

    @Test
    void nothing_that_people_write_becomes_html() {
        organisation(
                "Jabberwock <script>alert(1)</script> \uE000faux\uE001", "<img src=x onerror=y>", "<svg onload=z>");
        written();
        var answer = site.get("/recherche?q=jabberwock");
        assertThat(answer.html().select(".hit script, .hit img, .hit svg")).isEmpty();
        assertThat(answer.html().select(".hit mark").eachText()).containsExactly("Jabberwock");
        assertThat(answer.text()).contains("&lt;script");
        assertThat(site.get("/recherche?q=" + URLEncoder.encode("\"><script>alert(1)</script>", StandardCharsets.UTF_8))
                        .html()
                        .select("main script"))
                .isEmpty();
    }

    /** The trace tells what everyone may see by each room's own rule. */
    @Test
    void the_index_holds_what_the_rooms_call_public_under_the_same_title() {
        var entries = db.sql(
                        "select address, title_fr from search_entry where kind in ('PLAN', 'ENGAGEMENT', 'COMMITMENT', 'CONSULTATION',"
                                + " 'GATHERING', 'OUTCOME', 'TEAM', 'PANEL', 'CALL', 'COHORT', 'INITIATIVE', 'INDICATOR') and shown_on <= ?")
                .param(clock.today())
                .query((row, _) -> List.of(row.getString(1), row.getString(2)))
                .list();
        assertThat(entries).hasSizeGreaterThan(90);
        var known = traces.find(entries.stream().map(List::getFirst).collect(Collectors.toSet()), clock.today());
        assertThat(entries)
                .allSatisfy(e -> assertThat(known)
                        .containsKey(e.getFirst())
                        .extractingByKey(e.getFirst())
                        .extracting(Thing::title)
                        .extracting(t -> t.fr().replaceAll("[*_`]", ""))
                        .isEqualTo(e.getLast()));
    }

    @Test
    void every_kind_of_the_demonstration_is_there_and_every_find_leads_to_a_page() {
        assertThat(db.sql("select distinct kind from search_entry")
                        .query(String.class)
                        .set())
                .containsAll(Set.of(
                        "PLAN",
                        "ENGAGEMENT",
                        "COMMITMENT",
                        "MILESTONE",
                        "REPORT",
                        "EVIDENCE",
                        "CONSULTATION",
                        "RESPONSE",
                        "GATHERING",
                        "SERIES",
                        "OUTCOME",
                        "TEAM",
                        "PANEL",
                        "CALL",
                        "COHORT",
                        "INITIATIVE",
                        "INDICATOR",
                        "QUESTION",
                        "ORGANISATION",
                        "TERRITORY",
                        "PAGE",
                        "DOCUMENT"));
        for (String address : db.sql("""
                select distinct on (kind) address from search_entry where shown_on <= ? order by kind, md5(address)""")
                .param(clock.today())
                .query((row, _) -> row.getString(1))
                .list())
            assertThat(site.get(address.replaceFirst("#.*", "")).status())
                    .as(address)
                    .isEqualTo(200);
    }

    @Test
    void finds_are_counted_by_each_filter_and_pages_follow_each_other_without_a_gap() {
        var all = find("participation");
        assertThat(all.facets()).containsKeys(Search.Facet.KIND, Search.Facet.THEME, Search.Facet.PLAN);
        var kind = Objects.requireNonNull(all.facets().get(Search.Facet.KIND)).stream()
                .filter(c -> c.value().equals("COMMITMENT"))
                .findFirst()
                .orElseThrow();
        assertThat(find("participation", "genre", "actions").count()).isEqualTo(kind.count());
        var pages = new LinkedHashSet<String>();
        int shown = 0;
        for (int page = 1; page <= SearchFilter.LAST_PAGE; page++) {
            var found = find("participation", "page", Integer.toString(page));
            pages.addAll(addresses(found));
            shown += found.finds().size();
        }
        assertThat(pages).hasSize(shown).hasSize(Math.min(all.count(), 200));
    }

    @Test
    void a_territory_is_found_and_holds_what_lies_in_it() {
        assertThat(addresses(find("correze"))).contains("/barometre/territoires/DEPT-19");
        assertThat(addresses(find("tulle", "territoire", "REG-75"))).contains("/barometre/territoires/COM-19272");
        assertThat(addresses(find("tulle", "territoire", "REG-84"))).doesNotContain("/barometre/territoires/COM-19272");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "participation",
                "zzzzqqqq",
                "particpation citoyene",
                "\"gouvernement ouvert\" -données",
                "de la",
                "&|!()<->:*'\\",
                "'; drop table search_entry; --",
                "a -b -c -d -e -f -g",
                "-seulement",
                "\"\"\"\"\"",
                "\u0001\u0002mot",
                "participation participation participation participation",
                "%_\\%",
                "mot:* & !autre | (a <-> b)",
                "<\uE000>",
                "👩‍👩‍👧 été",
                "participation -\"\" -'"
            })
    void whatever_is_asked_is_answered_by_a_page_of_few_queries(String q) {
        for (String prefix : List.of("", "/en")) {
            statements.forget();
            var answer = site.get(prefix + "/recherche?q=" + UriUtils.encode(q, StandardCharsets.UTF_8));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(statements.heard()).hasSizeLessThanOrEqualTo(MOST_QUERIES);
            assertThat(answer.html().select("h1")).hasSize(1);
            assertThat(site.get(answer.path()).body()).isEqualTo(answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=a&couleur=bleu",
                "q=a&genre=licornes",
                "q=a&theme=poesie",
                "q=a&territoire=ici",
                "q=a&plan=%27",
                "q=a&page=11",
                "q=a&page=0",
                "q=a&depuis=hier",
                "q=a&depuis=+999999999-01-01",
                "q=a&jusque=0001-01-01",
                "q=a&q=b"
            })
    void a_filter_that_cannot_be_is_answered_by_what_is_allowed(String query) {
        var answer = site.get("/recherche?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.html().select("main .lead").text()).contains("paramètre");
    }

    @Test
    void what_nobody_types_is_refused_by_a_sentence() {
        var answer = site.get("/recherche?q=" + "mot%20".repeat(100));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.html().select("main .lead").text()).contains("200");
        assertThat(site.get("/recherche?q=" + "x".repeat(100_000)).status()).isBetween(400, 431);
    }

    @Test
    void every_page_holds_the_field_but_the_search_itself_which_has_its_own() {
        assertThat(site.get("/plans").html().select("header form[role=search][action=/recherche] input[name=q]"))
                .hasSize(1);
        assertThat(site.get("/en/plans").html().select("header form[action=/en/recherche]"))
                .hasSize(1);
        assertThat(site.get("/recherche?q=participation").html().select("form[role=search]"))
                .hasSize(1);
    }

    @Test
    void the_index_made_anew_is_the_same() {
        String digest =
                "select md5(string_agg(address || title_fr || words::text, '' order by address)) from search_entry";
        String before = db.sql(digest).query(String.class).single();
        index.rebuild();
        written();
        assertThat(db.sql(digest).query(String.class).single()).isEqualTo(before);
        assertThat(db.sql("select count(*) from search_queue where due = '-infinity'")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
