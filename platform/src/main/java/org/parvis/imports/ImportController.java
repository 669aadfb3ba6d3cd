package org.parvis.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Csv;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A file, from its choice to its rows in the register. */
@Controller
class ImportController {
    private static final String ONE = "/imports/{id:[0-9a-f-]{36}}";
    private static final int FAULTS = 50, SAMPLE = 3;

    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    @GetMapping("/imports")
    ImportsPage index(Actor actor, Visit visit, @RequestParam(defaultValue = "") String vers) {
        return page(actor, visit, vers, List.of());
    }

    private ImportsPage page(Actor actor, Visit visit, String chosen, List<Mistake> mistakes) {
        Map<ImportKind, List<org.parvis.web.Choice>> where = new LinkedHashMap<>();
        for (var kind : imports.kinds()) {
            var targets = kind.targets(actor, visit);
            if (!targets.isEmpty()) where.put(kind, targets);
        }
        if (where.isEmpty()) throw new Forbidden();
        return new ImportsPage(where, chosen, imports.listOf(actor), mistakes);
    }

    /** @param vers what and where: {@code actions/2024-2026} */
    @PostMapping("/imports")
    Page receive(
            Actor actor,
            @RequestParam(defaultValue = "") String vers,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile file,
            Visit visit) {
        var page = page(actor, visit, vers, List.of());
        if (page.choices(visit).stream().noneMatch(c -> c.value().equals(vers)))
            return page(actor, visit, vers, List.of(new Mistake("vers", visit.say("imports.choose"))));
        if (file == null || file.isEmpty())
            return page(actor, visit, vers, List.of(new Mistake("fichier", visit.say("imports.file.missing"))));
        String kind = vers.substring(0, vers.indexOf('/'));
        String target = vers.substring(vers.indexOf('/') + 1);
        imports.authorise(actor, kind, target, visit);
        try (var in = file.getInputStream()) {
            var id = imports.receive(
                    actor, kind, target, Objects.requireNonNullElse(file.getOriginalFilename(), ""), in);
            return new Redirect("/imports/" + id);
        } catch (BadSource bad) {
            return page(actor, visit, vers, List.of(new Mistake("fichier", bad.sentence(visit))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(ONE)
    ImportPage show(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long apres,
            @RequestParam(defaultValue = "") String etape,
            Visit visit) {
        return page(imports.get(id, actor), apres, etape.equals("colonnes"), List.of());
    }

    private ImportPage page(Import it, long after, boolean mapping, List<Mistake> mistakes) {
        return new ImportPage(
                it,
                imports.kind(it.kind()),
                imports.listFirst(it, SAMPLE),
                it.stage() == Import.Stage.TO_MAP ? List.of() : imports.listFaulty(it, after, FAULTS + 1),
                after,
                mapping,
                mistakes);
    }

    @PostMapping(ONE + "/colonnes")
    Page map(Actor actor, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, Visit visit) {
        var it = mine(actor, id, visit);
        var encoding = Encoding.find(Objects.requireNonNullElse(form.getFirst("codage"), ""));
        var separator = Imports.separator(Objects.requireNonNullElse(form.getFirst("separateur"), ""));
        boolean otherwise =
                encoding.isPresent() && encoding.get() != it.source().encoding()
                        || !it.source().isJson()
                                && separator.isPresent()
                                && !separator.get().equals(it.source().separator());
        if (otherwise || "relire".equals(form.getFirst("acte"))) {
            try {
                imports.reread(
                        it,
                        encoding.orElse(it.source().encoding()),
                        separator.orElse(it.source().separator()));
            } catch (BadSource bad) {
                return page(it, 0, true, List.of(new Mistake("codage", bad.sentence(visit))));
            }
            return new Redirect(it.path() + "?etape=colonnes");
        }
        Map<String, String> mapping = new LinkedHashMap<>();
        var mistakes = new ArrayList<Mistake>();
        for (int i = 0; i < it.columns().size(); i++) {
            String field = Objects.requireNonNullElse(form.getFirst("colonne-" + i), "");
            if (field.isEmpty()) continue;
            if (imports.kind(it.kind()).fields().stream()
                    .noneMatch(f -> f.name().equals(field))) throw new BadInput("imports.choose");
            if (mapping.containsValue(field))
                mistakes.add(new Mistake(
                        "colonne-" + i,
                        visit.say("imports.map.twice", it.columns().get(i))));
            mapping.put(it.columns().get(i), field);
        }
        if (!mistakes.isEmpty()) return page(it, 0, true, mistakes);
        var options = Objects.requireNonNullElse(form.get("options"), List.<String>of()).stream()
                .filter(imports.kind(it.kind()).options()::contains)
                .toList();
        imports.map(it, mapping, options);
        return new Redirect(it.path());
    }

    @PostMapping(ONE + "/confirmation")
    Page confirm(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String valides, Visit visit) {
        var it = mine(actor, id, visit);
        if (imports.confirm(it, valides.equals("oui"))) return new Redirect(it.path());
        return page(
                imports.get(id, actor), 0, false, List.of(new Mistake("valides", visit.say("imports.confirm.bad"))));
    }

    @PostMapping(ONE + "/annulation")
    Redirect cancel(Actor actor, @PathVariable UUID id, Visit visit) {
        var it = mine(actor, id, visit);
        imports.cancel(it);
        return new Redirect(it.path());
    }

    /** Whoever lost the right in the meantime goes no further. */
    private Import mine(Actor actor, UUID id, Visit visit) {
        var it = imports.get(id, actor);
        imports.authorise(actor, it.kind(), it.target(), visit);
        return it;
    }

    /** The rows at fault, to mend in a spreadsheet. */
    @GetMapping(ONE + "/erreurs.csv")
    void faults(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "fr") String lang,
            Visit visit,
            HttpServletResponse response)
            throws IOException {
        var it = imports.get(id, actor);
        var spoken = visit.speaking(Language.find(lang).orElse(visit.language()));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"parvis-import-" + it.kind() + "-erreurs.csv\"");
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("line", "column", "value", "reason");
            imports.eachFaulty(
                    it,
                    row -> row.faults()
                            .forEach(fault -> csv.writeRecord(
                                    Long.toString(row.line()),
                                    Csv.text(fault.column()),
                                    Csv.text(row.cells().getOrDefault(fault.column(), "")),
                                    fault.sentence(spoken))));
        }
    }
}
