package org.parvis.panels;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.imports.BadSource;
import org.parvis.imports.Source;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
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

/** Invitations by lot: the list, its lot, and whoever says no. */
@Controller
@RequestMapping("/panels/{slug:[a-z0-9-]+}/invitations")
class InvitationController {
    private final Panels panels;
    private final Invitations invitations;
    private final CivicClock clock;

    InvitationController(Panels panels, Invitations invitations, CivicClock clock) {
        this.panels = panels;
        this.invitations = invitations;
        this.clock = clock;
    }

    @GetMapping
    InvitationsPage show(@PathVariable String slug, Actor actor) {
        return page(panels.getOrganised(slug, actor), new InvitationForm(new Typed(Map.of())), List.of());
    }

    private InvitationsPage page(Panel panel, InvitationForm form, List<Mistake> mistakes) {
        return new InvitationsPage(panel, invitations.find(panel).orElse(null), form, clock.now(), mistakes);
    }

    @PostMapping
    Page commit(
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile upload,
            Actor actor,
            Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        var form = new InvitationForm(Typed.of(fields));
        boolean hasFile = upload != null && !upload.isEmpty();
        var mistakes = form.mistakes(hasFile, panel.zone(), visit);
        if (!mistakes.isEmpty()) return page(panel, form, mistakes);
        byte[] pasted = form.get("liste").getBytes(StandardCharsets.UTF_8);
        Source.Bytes list =
                hasFile ? Objects.requireNonNull(upload)::getInputStream : () -> new ByteArrayInputStream(pasted);
        try {
            invitations.commit(actor, slug, list, form.sheet(panel.zone()));
        } catch (BadSource bad) {
            return page(panel, form, List.of(new Mistake(hasFile ? "fichier" : "liste", bad.sentence(visit))));
        } catch (BadInput bad) {
            return page(panel, form, List.of(InvitationForm.refused(bad, hasFile, visit)));
        }
        return new Redirect(panel.path() + "/invitations");
    }

    @PostMapping("/tirage")
    Page draw(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        var form = new InvitationForm(Typed.of(fields));
        var publishedAt = form.typed().moment("publie", panel.zone());
        if (publishedAt == null)
            return page(panel, form, List.of(new Mistake("publie", visit.say("panels.invitations.publie.bad"))));
        try {
            invitations.draw(actor, slug, form.get("alea"), publishedAt);
        } catch (BadInput bad) {
            return page(panel, form, List.of(InvitationForm.refused(bad, false, visit)));
        }
        return new Redirect(panel.path() + "/invitations");
    }

    /** A link of a letter only shows a button: a mail reader that follows links must not say no. */
    @GetMapping("/refus")
    DeclinePage declining(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton) {
        var panel = panels.get(slug, null);
        return new DeclinePage(panel, invitations.find(panel, jeton).isPresent() ? jeton : "");
    }

    @PostMapping("/refus")
    Redirect decline(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton) {
        invitations.decline(slug, jeton);
        return new Redirect("/panels/" + slug + "/invitations/refus");
    }
}
