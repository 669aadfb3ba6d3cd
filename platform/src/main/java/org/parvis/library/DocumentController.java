package org.parvis.library;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.files.BadFile;
import org.parvis.files.FileType;
import org.parvis.files.Files;
import org.parvis.house.CivicClock;
import org.parvis.plan.ActionPlan;
import org.parvis.plan.Plans;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The repository of documents. */
@Controller
@RequestMapping("/documents")
class DocumentController {
    private static final String ONE = "/{slug:[a-z0-9-]+}";
    private static final int SIZE = 50;

    private final Documents documents;
    private final Plans plans;
    private final Files files;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    DocumentController(
            Documents documents, Plans plans, Files files, Traces traces, TracePages tracePages, CivicClock clock) {
        this.documents = documents;
        this.plans = plans;
        this.files = files;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    @GetMapping
    DocumentsPage index(@RequestParam MultiValueMap<String, String> parameters, Visit visit) {
        var of = documents.listPlans();
        var filter = DocumentFilter.of(
                parameters,
                plans.list(clock.today()).stream().map(ActionPlan::slug).toList());
        var after = DocumentFilter.after(parameters);
        return new DocumentsPage(filter, of, documents.listPublic(filter, after, SIZE), after == null, visit.actor());
    }

    @GetMapping(ONE)
    Page show(@PathVariable String slug, Visit visit) {
        var document = documents.get(slug);
        var withdrawal = document.withdrawal();
        if (withdrawal != null)
            return new WithdrawnPage(
                    document.title(),
                    withdrawal.at().atZone(clock.zone()).toLocalDate(),
                    withdrawal.reason(),
                    "/documents",
                    "",
                    false);
        var day = clock.today();
        return new DocumentPage(
                document,
                traces.find(document.path(), day).map(t -> traces.of(t, day)).orElse(null),
                clock.zone(),
                visit.actor());
    }

    /** Leads to the file, and counts that it was asked for. */
    @GetMapping(ONE + "/fichier")
    ResponseEntity<Void> download(@PathVariable String slug) {
        var document = present(slug);
        documents.count(document);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", document.file().path())
                .header("Cache-Control", "no-store")
                .build();
    }

    private Document present(String slug) {
        var document = documents.get(slug);
        if (document.withdrawal() != null) throw new NotFound("document " + slug);
        return document;
    }

    @GetMapping(ONE + "/fil")
    Page trace(@PathVariable String slug, Visit visit) {
        return tracePages.page(present(slug).path(), visit);
    }

    @GetMapping(ONE + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String slug, Visit visit) {
        return tracePages.json(present(slug).path(), visit);
    }

    /** @param remplace the document that it takes the place of */
    @GetMapping("/nouveau")
    DocumentFormPage form(@RequestParam(defaultValue = "") String remplace, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        var replaced = remplace.isEmpty() ? null : present(remplace);
        return page(null, replaced, DocumentForm.of(replaced), false, List.of(), visit);
    }

    private DocumentFormPage page(
            @Nullable Document document,
            @Nullable Document replaced,
            DocumentForm form,
            boolean overtaken,
            List<Mistake> mistakes,
            Visit visit) {
        return new DocumentFormPage(
                document,
                replaced,
                form,
                plans.list(clock.today()).stream()
                        .map(p -> new Choice(p.slug(), visit.in(p.title())))
                        .toList(),
                overtaken,
                mistakes);
    }

    private Map<String, Long> plansBySlug() {
        Map<String, Long> all = new LinkedHashMap<>();
        plans.list(clock.today()).forEach(p -> all.put(p.slug(), p.id()));
        return all;
    }

    @PostMapping
    Page publish(
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile upload,
            Actor actor,
            Visit visit)
            throws IOException {
        actor.must(Role.COORDINATOR);
        var form = DocumentForm.of(fields);
        var replaced = form.get("remplace").isEmpty() ? null : present(form.get("remplace"));
        var known = plansBySlug();
        boolean withFile = upload != null && !upload.isEmpty();
        var mistakes = form.mistakes(known, true, withFile, visit);
        if (!mistakes.isEmpty()) return page(null, replaced, form, false, mistakes, visit);
        try (InputStream content = Objects.requireNonNull(upload).getInputStream()) {
            var file = files.store(
                    content, Objects.requireNonNullElse(upload.getOriginalFilename(), ""), actor.personId());
            boolean untagged = file.type() == FileType.PDF && !PdfTags.areIn(upload.getBytes());
            documents.publish(actor, form.slug(), form.sheet(known), file, untagged, replaced);
        } catch (BadFile bad) {
            return page(null, replaced, form, false, List.of(bad.at("fichier", visit)), visit);
        } catch (BadInput bad) {
            return page(null, replaced, form, false, List.of(new Mistake("adresse", bad.sentence(visit))), visit);
        }
        return new Redirect("/documents/" + form.slug());
    }

    @GetMapping(ONE + "/modification")
    DocumentFormPage change(@PathVariable String slug, Actor actor, Visit visit) {
        var document = documents.getEdited(slug, actor);
        return page(document, null, DocumentForm.of(document), false, List.of(), visit);
    }

    @PostMapping(ONE + "/modification")
    Page change(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var document = documents.getEdited(slug, actor);
        var form = DocumentForm.of(fields);
        var known = plansBySlug();
        var mistakes = form.mistakes(known, false, false, visit);
        if (!mistakes.isEmpty()) return page(document, null, form, false, mistakes, visit);
        try {
            documents.change(actor, document, form.edition(), form.sheet(known));
        } catch (Documents.ChangedSince since) {
            return page(document, null, DocumentForm.of(document), true, List.of(), visit);
        }
        return new Redirect(document.path());
    }

    @GetMapping(ONE + "/retrait")
    DocumentWithdrawalPage withdrawal(@PathVariable String slug, Actor actor) {
        return new DocumentWithdrawalPage(documents.getEdited(slug, actor), new Typed(Map.of()), List.of());
    }

    @PostMapping(ONE + "/retrait")
    Page withdraw(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var document = documents.getEdited(slug, actor);
        var typed = Typed.of(fields);
        try {
            documents.withdraw(actor, document, ArticleEditController.reason(typed, "motif"));
        } catch (BadInput bad) {
            return new DocumentWithdrawalPage(document, typed, List.of(new Mistake("motif", bad.sentence(visit))));
        }
        return new Redirect(document.path());
    }
}
