package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.ParvisTest;
import org.parvis.journeys.Site;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What anyone sees of the barometer, and programs read. */
@ParvisTest
class BarometerPagesTest {
    @LocalServerPort
    int port;

    Site site;

    @BeforeEach
    void open() {
        site = new Site(port);
    }

    @Test
    void one_finds_ones_territory_by_postcode() {
        // Two communes share this one.
        assertThat(site.get("/barometre/territoires?q=19000").html().select("section:has(#trouves) a"))
                .extracting(org.jsoup.nodes.Element::text)
                .containsExactly("Tulle", "Les Angles-sur-Corrèze");
        assertThat(site.get("/barometre/territoires?q=94240").header("Location"))
                .isEqualTo("/barometre/territoires/COM-94038");
        var tulle = site.get("/barometre/territoires/COM-19272").html();
        assertThat(tulle.select("main a[href=/barometre/territoires/DEPT-19]")).isNotEmpty();
        assertThat(site.get("/en/barometre/territoires?q=COM-19272").header("Location"))
                .isEqualTo("/en/barometre/territoires/COM-19272");
    }

    @ParameterizedTest
    @CsvSource({"FRANCE, NAT-FR", "R84, REG-84", "D01, DEPT-01", "REG-42, REG-44", "COM-75101, COM-75056"})
    void codes_of_files_and_of_yesterday_lead_to_todays(String asked, String code) {
        assertThat(site.get("/barometre/territoires/" + asked).header("Location"))
                .isEqualTo("/barometre/territoires/" + code);
    }

    @Test
    void a_rate_says_its_formula_with_its_numbers() {
        var text = site.get("/barometre/indicateurs/IND-DEMO-04?territoire=DEPT-19")
                .html()
                .text();
        assertThat(text).containsPattern("100 × \\([0-9]+ − [0-9]+\\) ÷ \\([0-9]+ − [0-9]+\\) = [0-9]+,[0-9]+.%");
        assertThat(text).contains("Chiffres fictifs");
    }

    @Test
    void the_map_and_its_table_say_the_same() {
        var page = site.get("/barometre/indicateurs/IND-DEMO-04").html();
        var areas = page.select("svg.map a");
        assertThat(areas).hasSize(101);
        assertThat(page.select("#tableau tbody tr")).hasSize(101);
        String correze = page.select("svg.map a[href*=DEPT-19]").attr("aria-label");
        String row = page.select("#tableau tr:has(a[href$=DEPT-19])").text();
        assertThat(row)
                .contains(
                        correze.replaceFirst(".* : ", "").replace('\u00a0', ' ').replace('\u202f', ' '));
        assertThat(page.select("svg.map > title").text()).isEqualTo("Lieux où se faire aider avec le numérique");
        assertThat(page.select("svg.map desc").text()).contains("Carte de 101 territoires");
    }

    @ParameterizedTest
    @CsvSource({"dept, 101", "reg, 18"})
    void the_picture_alone_is_small_names_each_area_and_says_that_it_is_fictional(String level, int areas)
            throws Exception {
        var answer = site.get("/barometre/cartes/IND-DEMO-04.svg?maille=" + level);
        assertThat(answer.header("Content-Type")).startsWith("image/svg+xml");
        var svg = Jsoup.parse(answer.text(), "", Parser.xmlParser());
        assertThat(svg.select("path title")).hasSize(areas);
        assertThat(svg.text()).contains("Chiffres fictifs");
        assertThat(answer.text()).doesNotContain("style=", "<style", "<script");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(answer.body());
        }
        assertThat(packed.size()).isLessThan(60_000);
    }

    @Test
    void others_may_show_the_map_and_nothing_else_in_their_pages() {
        var map = site.get("/barometre/cartes/IND-DEMO-04");
        assertThat(map.header("Content-Security-Policy")).contains("frame-ancestors *");
        assertThat(map.header("X-Frame-Options")).isEmpty();
        var page = site.get("/barometre/indicateurs/IND-DEMO-04");
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void the_table_for_programs_holds_every_figure_but_those_that_are_hidden() {
        var lines = site.get("/barometre/indicateurs/IND-DEMO-08.csv")
                .text()
                .lines()
                .toList();
        assertThat(lines.getFirst()).startsWith("indicator,name,territory,territory_name,level,kind,date,value,unit");
        assertThat(lines)
                .hasSizeGreaterThan(700)
                .allSatisfy(l -> assertThat(l).startsWith(lines.indexOf(l) == 0 ? "indicator" : "IND-DEMO-08"));
        var hidden =
                lines.stream().filter(l -> l.matches(".*,true,[0-9]+,20.*")).toList();
        assertThat(hidden)
                .isNotEmpty()
                .allSatisfy(l -> assertThat(l).matches(".*,[0-9]{4}-[0-9]{2}-[0-9]{2},,classes,.*"));
        assertThat(lines.subList(1, lines.size())).allMatch(l -> l.endsWith(",true"));
        String json =
                site.get("/barometre/indicateurs/IND-DEMO-08.json?maille=reg").text();
        assertThat(json).contains("\"territory\":\"REG-75\"", "\"fictional\":true");
        assertThat(site.get("/barometre/releves.csv").text().lines().count()).isGreaterThan(8_000);
    }

    @ParameterizedTest
    @CsvSource({
        "/barometre/indicateurs/INCONNU, 404",
        "/barometre/indicateurs/INCONNU.csv, 404",
        "/barometre/territoires/DEPT-99, 404",
        "/barometre/territoires/<script>, 404",
        "/barometre/indicateurs/IND-DEMO-04?territoire=DEPT-99, 400",
        "/barometre/indicateurs/IND-DEMO-04?maille=epci, 400",
        "/barometre/indicateurs/IND-DEMO-04?date=hier, 400",
        "/barometre/cartes/IND-DEMO-04.svg?maille=com, 400",
        "/barometre/territoires/DEPT-19?date=2022-02-31, 400"
    })
    void a_bad_address_gets_its_sentence(String path, int status) {
        assertThat(site.get(path.replace("<", "%3C").replace(">", "%3E")).status())
                .isEqualTo(status);
    }

    @Test
    void more_than_five_are_not_compared() {
        var answer =
                site.get("/barometre/indicateurs/IND-DEMO-04?territoire=DEPT-01&territoire=DEPT-02&territoire=DEPT-03"
                        + "&territoire=DEPT-04&territoire=DEPT-05&territoire=DEPT-06");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("On compare 5 territoires au plus");
    }

    @Test
    void a_commitment_and_an_engagement_show_their_figures() {
        var action = site.get("/plans/2021-2023/actions/32").html();
        assertThat(action.select("#mesures ~ ul a[href=/barometre/indicateurs/IND-DEMO-04]"))
                .isNotEmpty();
        assertThat(action.select("section:has(#mesures)").text()).contains("cible", "Avancement", "fictif");
        assertThat(site.get("/plans/2021-2023/engagements/3").html().select("section:has(#mesures) li"))
                .hasSize(4);
    }

    @Test
    void a_day_in_the_past_shows_what_was_known_of_it() {
        var now = site.get("/barometre/indicateurs/IND-DEMO-04?territoire=DEPT-19")
                .html();
        var then = site.get("/barometre/indicateurs/IND-DEMO-04?territoire=DEPT-19&date=2021-07-01")
                .html();
        assertThat(now.select(".facts").getFirst().text()).contains("mars 2022");
        assertThat(then.select(".facts").getFirst().text())
                .contains("juin 2021")
                .doesNotContain("mars 2022");
    }

    @Test
    void the_lineage_tells_what_was_corrected_and_why() {
        var text = site.get("/barometre/indicateurs/IND-DEMO-04/lignage?territoire=DEPT-19")
                .html()
                .text();
        assertThat(text)
                .contains("remplacée le 26 avril 2022", "Trois lieux fermés en février étaient encore comptés.");
    }

    @Test
    void what_is_written_in_an_address_is_never_markup() {
        assertThat(site.get("/barometre/territoires?q=%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .asString(StandardCharsets.UTF_8)
                .doesNotContain("<script>alert");
    }
}
