package org.parvis.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.util.Models;
import org.eclipse.rdf4j.model.util.Values;
import org.eclipse.rdf4j.model.vocabulary.DCAT;
import org.eclipse.rdf4j.model.vocabulary.DCTERMS;
import org.eclipse.rdf4j.model.vocabulary.FOAF;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.model.vocabulary.XSD;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.house.Settings;
import org.parvis.house.Sha256;
import org.parvis.journeys.Site;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What other catalogues, readers of feeds and search engines count on. */
@ParvisTest
@Order(5)
class CatalogueTest {
    private static final String SPDX = "http://spdx.org/rdf/terms#",
            EUROPE = "http://publications.europa.eu/resource/authority/";

    @LocalServerPort
    int port;

    @Autowired
    Resources resources;

    @Autowired
    Settings settings;

    Site site;

    @BeforeEach
    void open() {
        site = new Site(port);
    }

    private Model read(String path, RDFFormat format) throws Exception {
        var answer = site.get(path);
        assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(format.getDefaultMIMEType());
        return Rio.parse(new StringReader(answer.text()), settings.publicUrl() + "/", format);
    }

    @Test
    void the_three_syntaxes_say_the_same_graph() throws Exception {
        var turtle = read("/catalog.ttl", RDFFormat.TURTLE);
        assertThat(Models.isomorphic(turtle, read("/catalog.rdf", RDFFormat.RDFXML)))
                .isTrue();
        assertThat(Models.isomorphic(turtle, read("/catalog.jsonld", RDFFormat.JSONLD)))
                .isTrue();
    }

    /** What a class of DCAT-AP 3.0.0 must have, each property with what its values must be. */
    private record Shape(IRI of, List<IRI> texts, List<IRI> nodes) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape(
                    DCAT.CATALOG,
                    List.of(DCTERMS.TITLE, DCTERMS.DESCRIPTION),
                    List.of(DCTERMS.PUBLISHER, DCAT.HAS_DATASET, DCAT.HAS_SERVICE, DCTERMS.LICENSE)),
            new Shape(
                    DCAT.DATASET,
                    List.of(DCTERMS.TITLE, DCTERMS.DESCRIPTION, DCAT.KEYWORD, DCTERMS.IDENTIFIER),
                    List.of(
                            DCAT.HAS_DISTRIBUTION,
                            DCTERMS.PUBLISHER,
                            DCAT.CONTACT_POINT,
                            DCAT.THEME,
                            DCTERMS.LICENSE,
                            DCTERMS.ACCRUAL_PERIODICITY,
                            DCTERMS.ACCESS_RIGHTS)),
            new Shape(
                    DCAT.DISTRIBUTION,
                    List.of(DCTERMS.TITLE),
                    List.of(DCAT.ACCESS_URL, DCTERMS.FORMAT, DCAT.MEDIA_TYPE, DCTERMS.LICENSE)),
            new Shape(
                    DCAT.DATA_SERVICE,
                    List.of(DCTERMS.TITLE),
                    List.of(DCAT.ENDPOINT_URL, DCAT.ENDPOINT_DESCRIPTION, DCAT.SERVES_DATASET)),
            new Shape(FOAF.AGENT, List.of(FOAF.NAME), List.of()),
            new Shape(
                    Values.iri(SPDX, "Checksum"),
                    List.of(Values.iri(SPDX, "checksumValue")),
                    List.of(Values.iri(SPDX, "algorithm"))));

    @Test
    void the_catalogue_has_all_that_dcat_ap_3_demands() throws Exception {
        var model = read("/catalog.ttl", RDFFormat.TURTLE);
        for (var shape : SHAPES) {
            var nodes = model.filter(null, RDF.TYPE, shape.of()).subjects();
            assertThat(nodes).as(shape.of().toString()).isNotEmpty();
            for (var node : nodes) {
                for (var property : shape.texts())
                    assertThat(model.filter(node, property, null).objects())
                            .as(node + " " + property)
                            .isNotEmpty()
                            .allMatch(value -> value instanceof Literal text
                                    && !text.getLabel().isBlank());
                for (var property : shape.nodes())
                    assertThat(model.filter(node, property, null).objects())
                            .as(node + " " + property)
                            .isNotEmpty()
                            .allMatch(IRI.class::isInstance);
            }
        }
        // Ranges: what is pointed at within the catalogue is what it should be.
        for (var range : List.of(
                List.of(DCAT.HAS_DATASET, DCAT.DATASET),
                List.of(DCAT.HAS_DISTRIBUTION, DCAT.DISTRIBUTION),
                List.of(DCAT.HAS_SERVICE, DCAT.DATA_SERVICE),
                List.of(DCAT.ACCESS_SERVICE, DCAT.DATA_SERVICE),
                List.of(DCTERMS.PUBLISHER, FOAF.AGENT)))
            for (var node : model.filter(null, range.getFirst(), null).objects())
                assertThat(model.contains((IRI) node, RDF.TYPE, range.getLast()))
                        .as(range + " " + node)
                        .isTrue();
        // At most one of each of these, of its type.
        for (var dataset : model.filter(null, RDF.TYPE, DCAT.DATASET).subjects())
            for (var property : List.of(DCTERMS.ISSUED, DCTERMS.MODIFIED)) {
                var values = model.filter(dataset, property, null).objects();
                assertThat(values).as(dataset + " " + property).hasSizeLessThanOrEqualTo(1);
                for (var value : values) {
                    assertThat(((Literal) value).getDatatype()).isEqualTo(XSD.DATETIME);
                    OffsetDateTime.parse(((Literal) value).getLabel());
                }
            }
        assertThat(model.filter(null, DCTERMS.LANGUAGE, null).objects())
                .allMatch(l -> l.stringValue().startsWith(EUROPE + "language/"));
        assertThat(model.filter(null, RDF.TYPE, DCAT.DATASET).subjects())
                .hasSize(resources.all().size());
    }

    @Test
    void a_harvester_finds_each_file_and_its_checksum_true() throws Exception {
        var model = read("/catalog.ttl", RDFFormat.TURTLE);
        int checked = 0;
        for (var file : model.filter(null, DCAT.DOWNLOAD_URL, null)) {
            var answer = site.get(local(file.getObject().stringValue()));
            assertThat(answer.status()).isEqualTo(200);
            assertThat("http://www.iana.org/assignments/media-types/"
                            + answer.header("Content-Type").replaceFirst(";.*", ""))
                    .isEqualTo(one(model, (IRI) file.getSubject(), DCAT.MEDIA_TYPE));
            var checksum = model.filter(file.getSubject(), Values.iri(SPDX, "checksum"), null)
                    .objects();
            if (checksum.isEmpty()) continue;
            checked++;
            assertThat(one(model, (IRI) checksum.iterator().next(), Values.iri(SPDX, "checksumValue")))
                    .isEqualTo(Sha256.hex(Sha256.of(answer.body())));
            assertThat(one(model, (IRI) file.getSubject(), DCAT.BYTE_SIZE))
                    .isEqualTo(Integer.toString(answer.body().length));
        }
        assertThat(checked).isGreaterThan(30);
        for (var page : model.filter(null, DCAT.LANDING_PAGE, null).objects())
            assertThat(site.get(local(page.stringValue())).status())
                    .as(page.toString())
                    .isEqualTo(200);
    }

    private static String one(Model model, IRI node, IRI property) {
        return model.filter(node, property, null).objects().iterator().next().stringValue();
    }

    private String local(String address) {
        assertThat(address).startsWith(settings.publicUrl().toString());
        return address.substring(settings.publicUrl().toString().length());
    }

    private Document xml(String path) throws Exception {
        var answer = site.get(path);
        assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("xml");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
    }

    private static List<Element> under(Element parent, String name) {
        NodeList all = parent.getChildNodes();
        var found = new java.util.ArrayList<Element>();
        for (int i = 0; i < all.getLength(); i++)
            if (all.item(i) instanceof Element e && e.getLocalName().equals(name)) found.add(e);
        return found;
    }

    /** RFC 4287, 4.1: what must be there, once, and in its form. */
    @Test
    void each_list_has_a_feed_that_is_atom() throws Exception {
        assertThat(resources.feeds().stream().map(CatalogueTest::feed))
                .contains("journal", "plans", "consultations", "reponses", "agenda", "panels", "appels", "barometre");
        for (var resource : resources.feeds())
            for (String language : List.of("fr", "en")) {
                String path = "/flux/" + feed(resource) + ".atom?lang=" + language;
                var feed = xml(path).getDocumentElement();
                assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
                assertThat(feed.getLocalName()).isEqualTo("feed");
                assertThat(feed.getAttribute("xml:lang")).isEqualTo(language);
                held(path, feed);
                assertThat(under(feed, "author")).hasSize(1);
                assertThat(under(feed, "link").stream().map(l -> l.getAttribute("rel")))
                        .contains("self", "alternate");
                var entries = under(feed, "entry");
                assertThat(entries).as(path).hasSizeBetween(1, 50);
                var ids = new HashSet<String>();
                OffsetDateTime before = null;
                for (var entry : entries) {
                    held(path, entry);
                    assertThat(ids.add(under(entry, "id").getFirst().getTextContent()))
                            .as(path)
                            .isTrue();
                    var at = OffsetDateTime.parse(
                            under(entry, "updated").getFirst().getTextContent());
                    assertThat(before == null || !at.isAfter(before)).as(path).isTrue();
                    before = at;
                }
                String page = local(under(entries.getFirst(), "link").getFirst().getAttribute("href"));
                assertThat(site.get(page.replaceFirst("#.*", "")).status())
                        .as(page)
                        .isEqualTo(200);
                assertThat(page.startsWith("/en/")).isEqualTo(language.equals("en"));
            }
        assertThat(site.get("/flux/rien.atom").status()).isEqualTo(404);
    }

    private static String feed(Resource resource) {
        return Objects.requireNonNull(resource.feed()).name();
    }

    private static void held(String path, Element element) {
        for (String name : List.of("id", "title", "updated"))
            assertThat(under(element, name)).as(path + " " + name).hasSize(1);
        assertThat(under(element, "id").getFirst().getTextContent()).startsWith("http");
        assertThat(under(element, "title").getFirst().getTextContent()).isNotBlank();
        OffsetDateTime.parse(under(element, "updated").getFirst().getTextContent());
    }

    @Test
    void the_site_map_leads_to_pages_in_both_languages() throws Exception {
        var parts = under(xml("/sitemap.xml").getDocumentElement(), "sitemap");
        Set<String> all = new HashSet<>();
        for (var part : parts) {
            String path = local(under(part, "loc").getFirst().getTextContent());
            var urls = under(xml(path).getDocumentElement(), "url");
            assertThat(urls).as(path).hasSizeBetween(1, 50_000);
            for (var url : urls) {
                assertThat(all.add(under(url, "loc").getFirst().getTextContent()))
                        .isTrue();
                assertThat(under(url, "link").stream().map(l -> l.getAttribute("hreflang")))
                        .containsExactly("fr", "en");
            }
            for (int i = 0; i < urls.size(); i += Math.max(1, urls.size() / 5)) {
                String page = local(under(urls.get(i), "loc").getFirst().getTextContent());
                var answer = site.get(page.isEmpty() ? "/" : page);
                assertThat(answer.status()).as(page).isEqualTo(200);
                assertThat(answer.html().select("link[rel=canonical]").attr("href"))
                        .isEqualTo(settings.publicUrl() + page);
            }
        }
        assertThat(all.stream().map(this::local).collect(Collectors.toSet()))
                .contains("/", "/en", "/plans/2021-2023", "/en/plans/2021-2023/actions/47", "/donnees");
        assertThat(site.get("/sitemaps/pages-7.xml").status()).isEqualTo(404);
        assertThat(site.get("/sitemaps/plans-99999.xml").status()).isEqualTo(404);
    }

    @Test
    void finders_of_holes_and_robots_find_what_they_look_for() {
        var security = site.get("/.well-known/security.txt");
        assertThat(security.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(security.text()).contains("Contact: ", "Canonical: ", "Preferred-Languages: fr, en");
        var expires = security.text()
                .lines()
                .filter(l -> l.startsWith("Expires: "))
                .map(l -> OffsetDateTime.parse(l.substring("Expires: ".length())))
                .toList();
        assertThat(expires).hasSize(1);
        assertThat(site.get("/robots.txt").text()).contains("Sitemap: " + settings.publicUrl() + "/sitemap.xml");
    }

    @Test
    void the_pages_for_people_name_each_data_set_and_each_field() {
        var data = site.get("/donnees");
        assertThat(data.html().select("section h2")).hasSize(resources.all().size());
        assertThat(data.html().select("script[type=application/ld+json]").html())
                .contains("\"Dataset\"");
        var api = site.get("/en/api").html();
        assertThat(api.select("details[id] tbody tr"))
                .hasSize(resources.all().stream()
                        .mapToInt(r -> r.fields().size())
                        .sum());
        for (var link : data.html().select("main a[href^=/]")) {
            String path = link.attr("href").replaceFirst("#.*", "");
            if (!path.matches(".*(readings|territories).*"))
                assertThat(site.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(site.get("/plans").html().select("details.cite").text())
                .contains(settings.publicUrl() + "/plans", "2 mai 2022");
        assertThat(new String(data.body(), StandardCharsets.UTF_8)).doesNotContain("opendata.");
    }
}
