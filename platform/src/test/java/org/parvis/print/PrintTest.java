package org.parvis.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.Statements;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What is printed can be read by everyone and kept by archives: said by the industry's own validator, veraPDF. */
@ParvisTest
class PrintTest {
    private static final String PLAN = "/plans/2021-2023";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    Prints prints;

    @Autowired
    Statements statements;

    @BeforeAll
    static void furnish() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) request.headers(headers);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void mustBeValid(byte[] pdf) {
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A)) {
            try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, 20, false, false, false)) {
                var result = validator.validate(parser);
                assertThat(result.getTestAssertions().stream()
                                .map(a -> a.getRuleId() + " " + a.getMessage() + " "
                                        + a.getLocation().getContext())
                                .distinct()
                                .limit(3)
                                .toList())
                        .as("faults under %s", flavour)
                        .isEmpty();
                assertThat(result.isCompliant()).isTrue();
            } catch (VeraPDFException | IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<String> pages(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            return IntStream.rangeClosed(1, document.getNumberOfPages())
                    .mapToObj(page -> {
                        stripper.setStartPage(page);
                        stripper.setEndPage(page);
                        try {
                            return stripper.getText(document);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PLAN + ".pdf",
                PLAN + ".pdf?lang=en",
                PLAN + "/actions/47.pdf",
                PLAN + "/actions/47.pdf?lang=en",
                PLAN + "/suivi-2022.pdf",
                PLAN + "/suivi-2022.pdf?lang=en"
            })
    void every_document_is_valid_pdf_ua_and_pdf_a(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("parvis-2021-2023");
        mustBeValid(answer.body());
    }

    @Test
    void the_contents_name_the_page_where_each_commitment_stands() {
        var pages = pages(get(PLAN + ".pdf").body());
        String contents = String.join("\n", pages.subList(1, 4)).replaceAll("\\.{2,}", " … ");
        var lines = Pattern.compile("(?m)^(\\d+)\\. .*?(\\d+)\\s*$")
                .matcher(contents.replaceAll("\\n(?!\\d+\\. )", " ").replace(" Plan d", "\n"));
        int read = 0;
        while (lines.find()) {
            int page = Integer.parseInt(lines.group(2));
            if (page > pages.size() || page < 4) continue;
            assertThat(pages.get(page - 1)).contains(lines.group(1) + ". ");
            read++;
        }
        assertThat(read).isGreaterThan(40);
        assertThat(pages.getLast()).contains(pages.size() + " / " + pages.size());
    }

    @Test
    void a_reader_finds_every_commitment_in_the_outline() throws IOException {
        try (PDDocument document = Loader.loadPDF(get(PLAN + ".pdf").body())) {
            int entries = 0;
            for (var chapter :
                    document.getDocumentCatalog().getDocumentOutline().children())
                for (var _ : chapter.children()) entries++;
            assertThat(entries).isEqualTo(59);
        }
    }

    @Test
    void what_the_page_says_the_document_says() {
        var text =
                String.join("\n", pages(get(PLAN + "/actions/47.pdf").body())).replaceAll("\\s+", " ");
        var page = org.jsoup.Jsoup.parse(
                new Browser(port).get(PLAN + "/actions/47").body());
        assertThat(text).contains(page.select("p.lead").text().replaceAll("\\s+", " "));
        assertThat(text).contains("Jalons").contains("État au");
    }

    @Test
    void the_same_words_are_printed_once_and_not_sent_twice() {
        db.sql("delete from print where address = ?")
                .param(PLAN + "/actions/12.pdf")
                .update();
        var first = get(PLAN + "/actions/12.pdf");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(get(PLAN + "/actions/12.pdf").body()).isEqualTo(first.body());
        assertThat(get(PLAN + "/actions/12.pdf", "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        assertThat(get(PLAN + "/actions/12.pdf?lang=en").headers().firstValue("ETag"))
                .isNotEqualTo(etag);
        assertThat(db.sql("select count(*) from print where address = ? and language = 'fr'")
                        .param(PLAN + "/actions/12.pdf")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_crowd_that_asks_for_one_document_gets_the_same() throws Exception {
        db.sql("delete from print where address = ?")
                .param(PLAN + "/actions/13.pdf")
                .update();
        try (var threads = Executors.newFixedThreadPool(12)) {
            List<Future<byte[]>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++)
                all.add(threads.submit(() -> get(PLAN + "/actions/13.pdf").body()));
            byte[] kept = null;
            for (var each : all) {
                assertThat(each.get()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
                kept = each.get();
            }
            assertThat(kept).isNotNull();
        }
        assertThat(db.sql("select count(*) from print where address = ?")
                        .param(PLAN + "/actions/13.pdf")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_plan_is_printed_in_as_many_queries_as_one_of_its_commitments_would_be() {
        get(PLAN + ".pdf");
        statements.forget();
        get(PLAN + ".pdf");
        assertThat(statements.heard()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void a_bad_language_an_unknown_year_or_commitment_is_said() {
        assertThat(get(PLAN + ".pdf?lang=de").statusCode()).isEqualTo(400);
        assertThat(get(PLAN + "/suivi-2019.pdf").statusCode()).isEqualTo(404);
        assertThat(get(PLAN + "/suivi-2023.pdf").statusCode()).isEqualTo(404);
        assertThat(get(PLAN + "/actions/600.pdf").statusCode()).isEqualTo(404);
        assertThat(get("/plans/inconnu.pdf").statusCode()).isEqualTo(404);
    }

    /** What people can write, and what no font of ours draws: the document stays valid. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script> ]]> &amp; \u0001",
                "السلام عليكم 漢字 👩‍👩‍👧 𝔘",
                "A\u0301 e\u0301 ﬁ № ½ ☃ → ≤",
                "Ελληνικά, кириллица, đặc biệt"
            })
    void hostile_words_stay_valid(String words) {
        var out = new java.io.ByteArrayOutputStream();
        String escaped = org.springframework.web.util.HtmlUtils.htmlEscape(words, "UTF-8");
        Printer.print(
                "<html lang=fr><head><title>Essai</title><meta name=subject content=Essai><style>" + PrintStyle.CSS
                        + "</style></head><body><h1>Essai</h1><p>" + escaped + "</p><p>" + "x".repeat(10_000)
                        + "</p></body></html>",
                out);
        mustBeValid(out.toByteArray());
    }

    @Test
    void a_large_document_is_printed_in_the_background() throws InterruptedException {
        String html = "<html lang=fr><head><title>Long</title><meta name=subject content=Long><style>" + PrintStyle.CSS
                + "</style></head><body>" + "<p>Une phrase qui revient.</p>".repeat(2_000) + "</body></html>";
        byte[] digest = new byte[32];
        Arrays.fill(digest, (byte) 7);
        var id = db.sql("""
                insert into print (address, language, digest, html, asked_at) values ('/essai.pdf', 'fr', ?, ?, now()) returning id""")
                .params(digest, Prints.gzip(html))
                .query(java.util.UUID.class)
                .single();
        prints.printLater(id);
        byte[] pdf = db.sql("select pdf from print where id = ?")
                .param(id)
                .query(byte[].class)
                .single();
        assertThat(pages(pdf).size()).isGreaterThan(20);
        mustBeValid(pdf);
        assertThat(db.sql("select count(*) from print where id = ? and html is null")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isOne();
    }
}
