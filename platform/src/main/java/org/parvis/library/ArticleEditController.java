package org.parvis.library;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.files.BadFile;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.plan.Drafts;
import org.parvis.plan.Subjects;
import org.parvis.trace.Link;
import org.parvis.trace.Trace;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Articles written, published, withdrawn and restored by their editors. */
@Controller
@RequestMapping("/" + Article.Kind.SECTION)
class ArticleEditController {
    private static final String ONE = "/{slug:[a-z0-9-]+}";
    private static final int LONGEST_REASON = 2_000;

    private final Articles articles;
    private final Drafts drafts;
    private final Subjects subjects;
    private final Traces traces;
    private final Files files;
    private final CivicClock clock;

    ArticleEditController(
            Articles articles, Drafts drafts, Subjects subjects, Traces traces, Files files, CivicClock clock) {
        this.articles = articles;
        this.drafts = drafts;
        this.subjects = subjects;
        this.traces = traces;
        this.files = files;
        this.clock = clock;
    }

    @GetMapping("/nouveau")
    ArticleFormPage form(@PathVariable String section, Actor actor) {
        actor.must(Role.COORDINATOR);
        return blank(Article.Kind.ofSection(section), null, actor);
    }

    @GetMapping(ONE + "/modification")
    ArticleFormPage change(@PathVariable String section, @PathVariable String slug, Actor actor) {
        return blank(
                Article.Kind.ofSection(section),
                articles.getLatest(Article.Kind.ofSection(section), slug, actor),
                actor);
    }

    /** With what was kept from an earlier sitting, or else what was saved last. */
    private ArticleFormPage blank(Article.Kind kind, @Nullable Article article, Actor actor) {
        var kept = drafts.findFields(actor, draft(kind, article));
        return page(
                kind,
                article,
                kept.map(ArticleForm::of).orElseGet(() -> ArticleForm.of(article == null ? null : article.version())),
                kept.isPresent(),
                false,
                null,
                List.of());
    }

    private ArticleFormPage page(
            Article.Kind kind,
            @Nullable Article article,
            ArticleForm form,
            boolean kept,
            boolean preview,
            @Nullable List<Difference> theirs,
            List<Mistake> mistakes) {
        return new ArticleFormPage(
                kind,
                article,
                article == null ? List.of() : articles.listTemplates(article.version()),
                form,
                kept,
                preview,
                theirs,
                mistakes);
    }

    private static String draft(Article.Kind kind, @Nullable Article article) {
        return "article/" + kind.name() + "/" + (article == null ? "" : article.id());
    }

    @KeepsDrafts
    @PostMapping
    Page create(
            @PathVariable String section,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "image", required = false) @Nullable MultipartFile picture,
            @RequestParam(name = "modele", required = false) @Nullable MultipartFile template,
            Actor actor,
            Visit visit)
            throws IOException {
        actor.must(Role.COORDINATOR);
        return take(Article.Kind.ofSection(section), null, ArticleForm.of(fields), picture, template, actor, visit);
    }

    @KeepsDrafts
    @PostMapping(ONE + "/modification")
    Page change(
            @PathVariable String section,
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "image", required = false) @Nullable MultipartFile picture,
            @RequestParam(name = "modele", required = false) @Nullable MultipartFile template,
            Actor actor,
            Visit visit)
            throws IOException {
        var kind = Article.Kind.ofSection(section);
        return take(
                kind, articles.getLatest(kind, slug, actor), ArticleForm.of(fields), picture, template, actor, visit);
    }

    private Page take(
            Article.Kind kind,
            @Nullable Article article,
            ArticleForm form,
            @Nullable MultipartFile picture,
            @Nullable MultipartFile template,
            Actor actor,
            Visit visit)
            throws IOException {
        String here = kind.path() + (article == null ? "/nouveau" : "/" + article.slug() + "/modification");
        if (form.asks("brouillon") || form.asks("abandon")) {
            if (form.asks("brouillon")) drafts.save(actor, draft(kind, article), form.values());
            else drafts.drop(actor, draft(kind, article));
            return new Redirect(here);
        }
        var before = article == null ? null : article.version().picture();
        boolean pictured = isThere(picture) || before != null && form.keepsPicture();
        var mistakes = new ArrayList<>(form.mistakes(article == null, pictured, isThere(template), visit));
        if (!mistakes.isEmpty() || form.asks("apercu"))
            return page(kind, article, form, false, mistakes.isEmpty(), null, mistakes);
        UUID shown =
                before == null || !form.keepsPicture() ? null : before.file().id();
        var attached = new ArrayList<Articles.Attached>();
        if (article != null)
            articles.listTemplates(article.version()).stream()
                    .filter(t -> !form.dropped().contains(Integer.toString(t.position())))
                    .forEach(t -> attached.add(
                            new Articles.Attached(t.title(), t.file().id())));
        String field = "image";
        try {
            if (isThere(picture)) {
                var file = store(Objects.requireNonNull(picture), actor);
                if (!file.type().isPicture()) throw new BadInput("library.form.image.bad");
                shown = file.id();
            }
            field = "modele";
            if (isThere(template)) {
                if (attached.size() >= ArticleForm.MOST_TEMPLATES)
                    throw new BadInput("library.form.modele.most", ArticleForm.MOST_TEMPLATES);
                attached.add(new Articles.Attached(
                        new Bilingual(form.get("modele_titre"), form.get("modele_titre_en")),
                        store(Objects.requireNonNull(template), actor).id()));
            }
            field = "adresse";
            var sheet = form.sheet(shown, attached);
            if (article == null) articles.create(actor, kind, form.slug(), sheet);
            else articles.save(actor, article, form.base(), sheet);
        } catch (BadFile bad) {
            return page(kind, article, form, false, false, null, List.of(bad.at(field, visit)));
        } catch (BadInput bad) {
            return page(kind, article, form, false, false, null, List.of(new Mistake(field, bad.sentence(visit))));
        } catch (Articles.SavedSince since) {
            return overtaken(
                    articles.getLatest(kind, Objects.requireNonNull(article).slug(), actor), form);
        }
        drafts.drop(actor, draft(kind, article));
        return new Redirect(kind.path() + "/" + (article == null ? form.slug() : article.slug()));
    }

    /** What another wrote since stands beside what was typed, which is then saved over it knowingly. */
    private ArticleFormPage overtaken(Article article, ArticleForm form) {
        var theirs = article.version();
        var all = new ArrayList<Difference>();
        ArticleController.add(all, "titre", theirs.title(), form.typed().text("titre"));
        ArticleController.add(all, "resume", theirs.summary(), form.typed().text("resume"));
        ArticleController.add(all, "texte", theirs.text(), form.typed().text("texte"));
        ArticleController.add(all, "etapes", theirs.steps(), form.typed().text("etapes"));
        return page(article.kind(), article, form.over(theirs.number()), false, false, all, List.of());
    }

    private static boolean isThere(@Nullable MultipartFile file) {
        return file != null && !file.isEmpty();
    }

    private StoredFile store(MultipartFile upload, Actor actor) throws IOException {
        try (InputStream content = upload.getInputStream()) {
            return files.store(content, Objects.requireNonNullElse(upload.getOriginalFilename(), ""), actor.personId());
        }
    }

    @GetMapping(ONE + "/historique")
    HistoryPage history(@PathVariable String section, @PathVariable String slug, Actor actor) {
        var article = articles.getLatest(Article.Kind.ofSection(section), slug, actor);
        return new HistoryPage(
                article, articles.listVersions(article, actor), null, List.of(), clock.now(), clock.zone());
    }

    @GetMapping(ONE + "/historique/{number:[0-9]{1,6}}")
    HistoryPage version(
            @PathVariable String section, @PathVariable String slug, @PathVariable int number, Actor actor) {
        var article = articles.getLatest(Article.Kind.ofSection(section), slug, actor);
        var versions = articles.listVersions(article, actor);
        var shown = versions.stream()
                .filter(v -> v.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("version " + number));
        var before = versions.stream()
                .filter(v -> v.number() == number - 1)
                .findFirst()
                .orElse(null);
        return new HistoryPage(
                article, versions, shown, ArticleController.differences(before, shown), clock.now(), clock.zone());
    }

    @PostMapping(ONE + "/historique/{number:[0-9]{1,6}}")
    Redirect restore(@PathVariable String section, @PathVariable String slug, @PathVariable int number, Actor actor) {
        var article = articles.getLatest(Article.Kind.ofSection(section), slug, actor);
        articles.restore(actor, article, number);
        return new Redirect(article.path() + "/historique");
    }

    @GetMapping(ONE + "/etapes")
    ArticleStepsPage steps(@PathVariable String section, @PathVariable String slug, Actor actor, Visit visit) {
        return steps(
                articles.getLatest(Article.Kind.ofSection(section), slug, actor),
                new Typed(Map.of()),
                List.of(),
                visit);
    }

    private ArticleStepsPage steps(Article article, Typed typed, List<Mistake> mistakes, Visit visit) {
        var day = clock.today();
        return new ArticleStepsPage(
                article,
                !articles.listEditions(article).isEmpty(),
                subjects.list(visit),
                traces
                        .find(article.path(), day)
                        .map(thing -> traces.of(thing, day).up())
                        .orElse(List.<Trace.Step>of())
                        .stream()
                        .filter(s -> s.link().kind() == Link.Kind.RELATED_TO)
                        .toList(),
                clock.now(),
                clock.zone(),
                typed,
                mistakes);
    }

    @PostMapping(ONE + "/etapes")
    Page advance(
            @PathVariable String section,
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var kind = Article.Kind.ofSection(section);
        var article = articles.getLatest(kind, slug, actor);
        var typed = Typed.of(fields);
        String act = typed.get("etape");
        try {
            switch (act) {
                case "PUBLISHED" -> articles.publish(actor, kind, slug, null);
                case "SCHEDULED" -> {
                    var moment = typed.moment("moment", clock.zone());
                    if (moment == null) throw new BadInput("library.steps.moment");
                    articles.publish(actor, kind, slug, moment);
                }
                case "UNSCHEDULED" -> articles.unschedule(actor, kind, slug);
                case "WITHDRAWN" -> articles.withdraw(actor, kind, slug, reason(typed, "motif"));
                case "RETURNED" -> articles.giveBack(actor, kind, slug);
                case "RELATED" -> articles.relate(actor, article, address(typed, visit), reason(typed, "motif_lien"));
                default -> throw new BadInput("library.steps.bad");
            }
        } catch (BadInput bad) {
            return steps(article, typed, List.of(new Mistake(ArticleStepsPage.field(act), bad.sentence(visit))), visit);
        }
        return new Redirect(act.equals("RELATED") ? article.path() + "/etapes" : article.path());
    }

    /** One of those offered, or one of this site's, pasted whole. */
    private static String address(Typed typed, Visit visit) {
        String path = typed.get(typed.isEmpty("adresse") ? "objet" : "adresse");
        if (path.startsWith(visit.absolute("")))
            path = path.substring(visit.absolute("").length());
        return path.startsWith("/en/") ? path.substring(3) : path;
    }

    static Bilingual reason(Typed typed, String name) {
        if (typed.isEmpty(name) || typed.isLonger(name, LONGEST_REASON)) throw new BadInput("library.steps.reason");
        return typed.text(name);
    }
}
