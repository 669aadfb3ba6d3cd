package org.parvis.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.BadInput;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** News, tools, kits and the like, as they are read. */
@Controller
class ArticleController {
    private static final String ALL = "/" + Article.Kind.SECTION, ONE = ALL + "/{slug:[a-z0-9-]+}";
    private static final int SIZE = 20, LATEST = 4;

    private final Articles articles;
    private final Documents documents;
    private final Feedbacks feedbacks;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    ArticleController(
            Articles articles,
            Documents documents,
            Feedbacks feedbacks,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.articles = articles;
        this.documents = documents;
        this.feedbacks = feedbacks;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    /** What there is to read and use, the latest of each. */
    @GetMapping("/ressources")
    ResourcesPage resources() {
        return new ResourcesPage(
                articles.listPublic(Article.Kind.NEWS, null, LATEST).articles(),
                articles.listPublic(Article.Kind.KIT, null, LATEST).articles(),
                articles.listPublic(Article.Kind.TOOL, null, LATEST).articles(),
                documents.listPublic(DocumentFilter.NONE, null, LATEST).documents(),
                clock.zone());
    }

    @GetMapping(ALL)
    ArticlesPage index(
            @PathVariable String section, @RequestParam MultiValueMap<String, String> parameters, Visit visit) {
        for (String name : parameters.keySet())
            if (!name.equals("apres")) throw new BadInput("library.filter.unknown", name, "apres");
        var kind = Article.Kind.ofSection(section);
        var after = DocumentFilter.after(parameters);
        var actor = visit.actor();
        return new ArticlesPage(
                kind,
                articles.listPublic(kind, after, SIZE),
                actor != null && Article.isEditor(actor) ? articles.listPending(kind, actor) : List.of(),
                after == null,
                clock.now(),
                clock.zone(),
                actor);
    }

    @GetMapping(ONE)
    Page show(@PathVariable String section, @PathVariable String slug, Visit visit) {
        var kind = Article.Kind.ofSection(section);
        var latest = articles.findLatest(kind, slug);
        var read = articles.findPublic(kind, slug);
        boolean editor = Article.isEditor(visit.actor());
        if (read.isPresent())
            return page(
                    read.get(),
                    editor
                            && latest.get().version().number()
                                    > read.get().version().number(),
                    visit);
        var article = latest.filter(a -> editor || a.withdrawal() != null && a.publishedAt() != null)
                .orElseThrow(() -> new NotFound(section + " " + slug));
        return article.withdrawal() == null ? page(article, false, visit) : withdrawn(article, visit);
    }

    private Page withdrawn(Article article, Visit visit) {
        var withdrawal = java.util.Objects.requireNonNull(article.withdrawal());
        return new WithdrawnPage(
                article.title(),
                withdrawal.at().atZone(clock.zone()).toLocalDate(),
                withdrawal.reason(),
                article.kind().path(),
                article.path() + "/etapes",
                Article.isEditor(visit.actor()));
    }

    private ArticlePage page(Article article, boolean pending, Visit visit) {
        var day = clock.today();
        return new ArticlePage(
                article,
                articles.listTemplates(article.version()),
                Optional.ofNullable(article.version().edition()).orElse(0),
                feedbacks.count(article),
                traces.find(article.path(), day).map(t -> traces.of(t, day)).orElse(null),
                pending,
                clock.now(),
                clock.zone(),
                visit.actor());
    }

    @GetMapping(ONE + "/fil")
    Page trace(@PathVariable String section, @PathVariable String slug, Visit visit) {
        return tracePages.page(
                articles.getPublic(Article.Kind.ofSection(section), slug).path(), visit);
    }

    @GetMapping(ONE + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String section, @PathVariable String slug, Visit visit) {
        return tracePages.json(
                articles.getPublic(Article.Kind.ofSection(section), slug).path(), visit);
    }

    @GetMapping(ONE + "/versions")
    EditionsPage editions(@PathVariable String section, @PathVariable String slug) {
        var article = articles.getPublic(Article.Kind.ofSection(section), slug);
        var versions = articles.listEditions(article);
        var editions = new ArrayList<EditionsPage.Edition>();
        for (int i = 0; i < versions.size(); i++)
            editions.add(new EditionsPage.Edition(
                    versions.get(i),
                    i + 1 < versions.size() ? differences(versions.get(i + 1), versions.get(i)) : null));
        return new EditionsPage(article, List.copyOf(editions), clock.zone());
    }

    /** An edition as it was read then. */
    @GetMapping(ONE + "/versions/{edition:[0-9]{1,6}}")
    ArticlePage edition(
            @PathVariable String section, @PathVariable String slug, @PathVariable int edition, Visit visit) {
        var article = articles.getPublic(Article.Kind.ofSection(section), slug);
        var version = articles.listEditions(article).stream()
                .filter(v -> Integer.valueOf(edition).equals(v.edition()))
                .findFirst()
                .orElseThrow(() -> new NotFound("edition " + edition));
        return new ArticlePage(
                new Article(
                        article.id(),
                        article.kind(),
                        article.slug(),
                        article.fictional(),
                        version,
                        article.publishedAt(),
                        null),
                articles.listTemplates(version),
                Optional.ofNullable(article.version().edition()).orElse(0),
                feedbacks.count(article),
                null,
                false,
                clock.now(),
                clock.zone(),
                visit.actor());
    }

    /** What differs between two versions, text by text. */
    static List<Difference> differences(Article.@Nullable Version before, Article.Version after) {
        var all = new ArrayList<Difference>();
        add(all, "titre", before == null ? null : before.title(), after.title());
        add(all, "resume", before == null ? null : before.summary(), after.summary());
        add(all, "texte", before == null ? null : before.text(), after.text());
        add(all, "etapes", before == null ? null : before.steps(), after.steps());
        add(all, "public", before == null ? null : before.audience(), after.audience());
        add(
                all,
                "alt",
                before == null || before.picture() == null
                        ? null
                        : before.picture().alt(),
                after.picture() == null ? null : after.picture().alt());
        return List.copyOf(all);
    }

    static void add(
            List<Difference> all,
            String field,
            org.parvis.web.@Nullable Bilingual before,
            org.parvis.web.@Nullable Bilingual after) {
        all.addAll(Difference.of(field, before == null ? null : before.fr(), after == null ? null : after.fr()));
        all.addAll(
                Difference.of(field + "_en", before == null ? null : before.en(), after == null ? null : after.en()));
    }
}
