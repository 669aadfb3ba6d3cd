package org.parvis.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.Demonstration;
import org.parvis.plan.Plans;
import org.parvis.trace.Traces;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.Role;
import org.parvis.web.Yaml;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** News of the plan as it was made, invented tools, a kit in two versions, and documents of the plan. */
@Component
class LibraryDemonstration implements Demonstration {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final String FOLDER = "demonstration/library/";
    private static final Traces.By COORDINATION = new Traces.By(Role.COORDINATOR, null, null);

    private final Articles articles;
    private final Documents documents;
    private final Plans plans;
    private final Files files;
    private final JdbcClient db;

    LibraryDemonstration(Articles articles, Documents documents, Plans plans, Files files, JdbcClient db) {
        this.articles = articles;
        this.documents = documents;
        this.plans = plans;
        this.files = files;
        this.db = db;
    }

    record All(List<Item> articles, List<DocumentItem> documents) {}

    record Item(
            Article.Kind kind,
            String slug,
            @Nullable Boolean fictional,
            List<EditionItem> editions,
            List<AboutItem> about) {}

    record EditionItem(
            LocalDateTime at,
            Bilingual title,
            Bilingual summary,
            Bilingual text,
            @Nullable Bilingual steps,
            @Nullable Bilingual audience,
            @Nullable Bilingual change,
            @Nullable List<TemplateItem> templates) {}

    record TemplateItem(String fr, @Nullable String en, String file) {}

    record AboutItem(String address, String fr, @Nullable String en) {}

    record DocumentItem(
            String slug,
            String file,
            Document.Stage stage,
            Language language,
            LocalDate date,
            @Nullable String plan,
            @Nullable String about,
            @Nullable Boolean fictional,
            Bilingual title,
            @Nullable Bilingual summary) {}

    @Override
    public void load() {
        var all = Yaml.one("demonstration/library.yaml", All.class);
        long editor = db.sql("select id from person where email = 'coordinator@demonstration.example'")
                .query(Long.class)
                .single();
        Map<String, StoredFile> stored = new HashMap<>();
        for (var item : all.articles()) load(item, editor, stored);
        for (var item : all.documents()) load(item, editor);
    }

    private void load(Item item, long editor, Map<String, StoredFile> stored) {
        boolean fictional = Boolean.TRUE.equals(item.fictional());
        long id = articles.insert(item.kind(), item.slug(), fictional);
        int number = 0;
        for (var edition : item.editions()) {
            var at = edition.at().atZone(ZONE).toInstant();
            var templates = Objects.requireNonNullElse(edition.templates(), List.<TemplateItem>of()).stream()
                    .map(t -> new Articles.Attached(
                            new Bilingual(t.fr(), t.en()),
                            stored.computeIfAbsent(t.file(), name -> store(name, editor))
                                    .id()))
                    .toList();
            var sheet = new Articles.Sheet(
                    edition.title(),
                    edition.summary(),
                    edition.text(),
                    Objects.requireNonNullElse(edition.steps(), new Bilingual("", null)),
                    edition.audience(),
                    Licence.ETALAB,
                    null,
                    null,
                    edition.change(),
                    templates);
            articles.release(id, articles.insert(editor, id, ++number, sheet, null, at), at);
            templates.forEach(t -> files.publish(t.file()));
        }
        var first = item.editions().getFirst().at().toLocalDate();
        for (var about : item.about())
            articles.relate(
                    COORDINATION,
                    item.kind().path() + "/" + item.slug(),
                    about.address(),
                    new Bilingual(about.fr(), about.en()),
                    fictional,
                    first);
    }

    private void load(DocumentItem item, long editor) {
        boolean fictional = Boolean.TRUE.equals(item.fictional());
        Instant at = item.date().atTime(10, 0).atZone(ZONE).toInstant();
        Long plan = item.plan() == null
                ? null
                : plans.get(item.plan(), LocalDate.of(2022, 5, 2)).id();
        var file = store(item.file(), editor);
        documents.insert(
                item.slug(),
                new Documents.Sheet(
                        plan, item.stage(), item.title(), item.summary(), item.date(), item.language(), Licence.ETALAB),
                file,
                file.type() == FileType.PDF && !PdfTags.areIn(bytes(item.file())),
                null,
                fictional,
                at);
        if (item.about() != null)
            articles.relate(
                    COORDINATION,
                    "/documents/" + item.slug(),
                    item.about(),
                    new Bilingual("Le document porte sur cette action.", "The document is about this commitment."),
                    fictional,
                    item.date());
    }

    private StoredFile store(String name, long editor) {
        try (var in = new ClassPathResource(FOLDER + name).getInputStream()) {
            return files.store(in, name, editor);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static byte[] bytes(String name) {
        try (var in = new ClassPathResource(FOLDER + name).getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
