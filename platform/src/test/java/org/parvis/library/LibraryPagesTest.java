package org.parvis.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Bilingual;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an editor's browser sends and what readers get, hostile files and texts among them. */
@ParvisTest
class LibraryPagesTest {
    private static final List<String> FIELDS = List.of("titre", "Une image", "resume", "En bref.", "licence", "ETALAB");

    @LocalServerPort
    int port;

    @Autowired
    GivenArticle given;

    @Autowired
    Articles articles;

    @Autowired
    Documents documents;

    private Browser editor() {
        return Browser.of(port, "coordinator");
    }

    private static byte[] png(int width, int height) {
        return ByteBuffer.allocate(33)
                .put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(width)
                .putInt(height)
                .array();
    }

    @Test
    void a_text_is_seen_before_it_is_saved_and_nothing_in_it_runs() {
        var draft = given.draft();
        String path = draft.path() + "/modification";
        String hostile = "# Titre\n<script>alert(1)</script>\n[clic](javascript:alert(1))\n"
                + "<svg onload=alert(1)>\n![x](data:image/svg+xml;base64,PHN2Zz4=)";
        var form = editor().open(path).form(path).with("texte", hostile).with("acte", "apercu");
        var preview = form.send();
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body())
                .contains("Aperçu", "&lt;script&gt;")
                .doesNotContain("<script>alert", "href=\"javascript", "<svg onload", "src=\"data:");
        assertThat(articles.listVersions(draft, given.editor())).hasSize(1);
        assertThat(form.with("acte", "").send().statusCode()).isEqualTo(303);
        articles.publish(given.editor(), Article.Kind.KIT, draft.slug(), null);
        assertThat(new Browser(port).get(draft.path()).body())
                .doesNotContain("<script>alert", "href=\"javascript", "<svg onload", "src=\"data:");
    }

    @Test
    void a_picture_needs_words_and_may_not_unpack_to_more_than_a_page_shows() {
        var browser = editor();
        String path = "/actualites/" + news() + "/modification";
        byte[] small = png(40, 30);
        assertThat(send(browser, path, "photo.png", small, "").body()).contains("Dites ce que montre l’image");
        var bomb = send(browser, path, "photo.png", png(60_000, 60_000), "Une salle");
        assertThat(bomb.statusCode()).isEqualTo(422);
        assertThat(bomb.body()).contains("millions de points", "Une salle");
        assertThat(send(
                                browser,
                                path,
                                "photo.png",
                                "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8),
                                "Une salle")
                        .statusCode())
                .isEqualTo(422);
        assertThat(send(browser, path, "photo.csv", "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8), "Une salle")
                        .body())
                .contains("n’est pas une image");
        assertThat(send(browser, path, "photo.png", small, "Une salle pleine").statusCode())
                .isEqualTo(303);
    }

    private java.net.http.HttpResponse<String> send(
            Browser browser, String path, String name, byte[] content, String alt) {
        var fields = new java.util.ArrayList<>(FIELDS);
        fields.addAll(List.of("alt", alt, "base", "1"));
        return browser.upload(path, fields, "image", name, content);
    }

    private String news() {
        String slug = GivenArticle.slug();
        articles.create(given.editor(), Article.Kind.NEWS, slug, GivenArticle.sheet("Une image", ""));
        return slug;
    }

    @Test
    void whoever_saves_second_sees_both_texts_and_loses_nothing() {
        var draft = given.draft();
        String path = draft.path() + "/modification";
        var form = editor().open(path).form(path).with("texte", "Ma phrase à moi.");
        articles.save(given.editor(), draft, 1, GivenArticle.sheet("Un kit", "Leur phrase."));
        var refused = form.send();
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Ma phrase à moi.", "<del>", "<ins>", "Leur");
        assertThat(refused.body()).contains("name=\"base\" value=\"2\"");
    }

    @Test
    void what_is_typed_is_kept_for_its_author_without_being_saved() {
        var draft = given.draft();
        String path = draft.path() + "/modification";
        var browser = editor();
        browser.open(path)
                .form(path)
                .with("texte", "À finir demain.")
                .with("acte", "brouillon")
                .send();
        assertThat(articles.listVersions(draft, given.editor())).hasSize(1);
        assertThat(browser.open(path).html).contains("À finir demain.");
        browser.open(path).form(path).with("acte", "abandon").send();
        assertThat(browser.open(path).html).doesNotContain("À finir demain.");
    }

    @Test
    void a_withdrawn_page_answers_that_it_is_gone_and_why() {
        var kit = given.published();
        articles.withdraw(given.editor(), Article.Kind.KIT, kit.slug(), new Bilingual("Le modèle était faux.", null));
        var gone = new Browser(port).get(kit.path());
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("Le modèle était faux.").doesNotContain("Le guide.");
    }

    @Test
    void a_document_tells_its_day_language_format_size_hash_and_counts_its_downloads() {
        var browser = editor();
        String slug = GivenArticle.slug();
        byte[] content = "date;étape\n2022-03-01;réunion\n".getBytes(StandardCharsets.UTF_8);
        var fields = List.of(
                "titre",
                "Un calendrier",
                "plan",
                "2021-2023",
                "etape",
                "co-construction",
                "date",
                "2022-03-01",
                "langue",
                "fr",
                "licence",
                "ETALAB",
                "adresse",
                slug);
        assertThat(upload(browser, fields, "calendrier.csv", content).statusCode())
                .isEqualTo(303);
        var document = documents.get(slug);
        var reader = new Browser(port);
        assertThat(reader.get(document.path()).body())
                .contains("1er mars 2022", "en français", "CSV", document.file().sha256(), "pas encore téléchargé");
        var download = reader.get(document.path() + "/fichier");
        assertThat(download.statusCode()).isEqualTo(303);
        assertThat(reader.get(download.headers().firstValue("Location").orElseThrow())
                        .body())
                .isEqualTo(new String(content, StandardCharsets.UTF_8));
        assertThat(documents.get(slug).downloads()).isEqualTo(1);
        documents.withdraw(given.editor(), document, new Bilingual("Une erreur.", null));
        assertThat(reader.get(document.path()).statusCode()).isEqualTo(410);
        assertThat(reader.get(document.file().path()).statusCode()).isEqualTo(404);
    }

    private static java.net.http.HttpResponse<String> upload(
            Browser browser, List<String> fields, String name, byte[] content) {
        return browser.upload("/documents/nouveau", "/documents", fields, "fichier", name, content);
    }

    @Test
    void a_pdf_without_tags_is_said_to_be_so() {
        assertThat(documents.get("compte-rendu-atelier-de-suivi").untagged()).isTrue();
        assertThat(new Browser(port)
                        .get("/documents/compte-rendu-atelier-de-suivi")
                        .body())
                .contains("PDF sans balises");
        assertThat(PdfTags.areIn("%PDF-1.7 /StructTreeRoot 3 0 R %%EOF".getBytes(StandardCharsets.ISO_8859_1)))
                .isTrue();
        assertThat(PdfTags.areIn(packed("/MarkInfo<</Marked true>>/StructTreeRoot 3 0 R")))
                .isTrue();
        assertThat(PdfTags.areIn(packed("rien"))).isFalse();
        assertThat(PdfTags.areIn(packed("0".repeat(200 << 20)))).isFalse();
    }

    private static byte[] packed(String text) {
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(
                "%PDF-1.7\n1 0 obj<</Type/ObjStm/Filter/FlateDecode>>\nstream\n".getBytes(StandardCharsets.ISO_8859_1));
        var deflater = new java.util.zip.DeflaterOutputStream(out);
        try {
            deflater.write(text.getBytes(StandardCharsets.ISO_8859_1));
            deflater.finish();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        out.writeBytes("\nendstream\n%%EOF".getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    @Test
    void a_filter_that_cannot_be_is_refused_with_those_that_can() {
        var reader = new Browser(port);
        assertThat(reader.get("/documents?etape=jamais").statusCode()).isEqualTo(400);
        assertThat(reader.get("/documents?etape=jamais").body()).contains("co-construction", "evaluation");
        assertThat(reader.get("/documents?couleur=bleu").body()).contains("plan, etape, langue, format");
        assertThat(reader.get("/documents?apres=%27--").statusCode()).isEqualTo(400);
        assertThat(reader.get("/actualites?apres=x").statusCode()).isEqualTo(400);
        assertThat(reader.get("/kits?apres=999999999").statusCode()).isEqualTo(200);
        assertThat(reader.get("/documents?langue=en").body())
                .contains("priorities-and-ambitions")
                .doesNotContain("/documents/engagements-et-ambitions\"");
    }

    @Test
    void an_upload_of_gigabytes_is_refused_by_its_header() throws Exception {
        try (var socket = new java.net.Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            ("POST /documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                                            + "Content-Length: 3221225472\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readNBytes(20), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void an_uploaded_page_is_no_document() {
        String slug = GivenArticle.slug();
        var fields = List.of(
                "titre",
                "Une page",
                "etape",
                "adoption",
                "date",
                "2022-03-01",
                "langue",
                "fr",
                "licence",
                "ETALAB",
                "adresse",
                slug);
        var refused =
                upload(editor(), fields, "page.html", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Une page");
        assertThat(documents.find(slug)).isEmpty();
    }
}
