package org.parvis.agenda;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.files.BadFile;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Recordings and materials of a gathering, added by whoever organises it. */
@Controller
@RequestMapping("/agenda/{slug:[a-z0-9-]+}/ressources")
class MaterialController {
    private final Gatherings gatherings;
    private final Materials materials;
    private final Files files;

    MaterialController(Gatherings gatherings, Materials materials, Files files) {
        this.gatherings = gatherings;
        this.materials = materials;
        this.files = files;
    }

    @GetMapping
    MaterialsPage index(@PathVariable String slug, Actor actor) {
        return page(slug, actor, MaterialForm.of(Map.of()), List.of());
    }

    private MaterialsPage page(String slug, Actor actor, MaterialForm form, List<Mistake> mistakes) {
        var gathering = gatherings.getOrganised(slug, actor);
        return new MaterialsPage(gathering, materials.list(gathering), form, mistakes);
    }

    @PostMapping
    Page add(
            @PathVariable String slug,
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile upload,
            Actor actor,
            Visit visit)
            throws IOException {
        gatherings.getOrganised(slug, actor);
        var form = MaterialForm.of(fields);
        boolean hasFile = upload != null && !upload.isEmpty();
        var mistakes = new ArrayList<>(form.mistakes(hasFile, visit));
        if (mistakes.isEmpty())
            try {
                materials.add(
                        actor,
                        slug,
                        form.kind(),
                        form.title(),
                        hasFile ? null : form.get("lien"),
                        hasFile ? store(Objects.requireNonNull(upload), actor) : null);
                return new Redirect("/agenda/" + slug + "/ressources");
            } catch (BadFile bad) {
                mistakes.add(bad.at("fichier", visit));
            } catch (BadInput bad) {
                mistakes.add(new Mistake("titre", bad.sentence(visit)));
            }
        return page(slug, actor, form, mistakes);
    }

    private StoredFile store(MultipartFile upload, Actor actor) throws IOException {
        try (InputStream content = upload.getInputStream()) {
            return files.store(content, Objects.requireNonNullElse(upload.getOriginalFilename(), ""), actor.personId());
        }
    }

    @PostMapping("/{id:[0-9]{1,18}}/retrait")
    Redirect remove(@PathVariable String slug, @PathVariable long id, Actor actor) {
        materials.remove(actor, slug, id);
        return new Redirect("/agenda/" + slug + "/ressources");
    }
}
