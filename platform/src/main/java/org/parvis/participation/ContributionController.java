package org.parvis.participation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.discussion.Blocks;
import org.parvis.discussion.Comments;
import org.parvis.discussion.Discussions;
import org.parvis.discussion.Subject;
import org.parvis.files.BadFile;
import org.parvis.files.Files;
import org.parvis.house.CivicClock;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Crumb;
import org.parvis.web.Forbidden;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Contributions: read, written, supported, discussed, reported. */
@Controller
class ContributionController {
    private static final String ONE = "/contributions/{id:[0-9]{1,18}}",
            ALL = "/consultations/{slug:[a-z0-9-]+}/contributions";

    private final Consultations consultations;
    private final SubmittedTexts texts;
    private final Kits kits;
    private final Contributions contributions;
    private final ContributionLists lists;
    private final Responses responses;
    private final Moderation moderation;
    private final Blocks blocks;
    private final Discussions discussions;
    private final Files files;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    ContributionController(
            Consultations consultations,
            SubmittedTexts texts,
            Kits kits,
            Contributions contributions,
            ContributionLists lists,
            Responses responses,
            Moderation moderation,
            Blocks blocks,
            Discussions discussions,
            Files files,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.consultations = consultations;
        this.texts = texts;
        this.kits = kits;
        this.contributions = contributions;
        this.lists = lists;
        this.responses = responses;
        this.moderation = moderation;
        this.blocks = blocks;
        this.discussions = discussions;
        this.files = files;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    /** An order of chance without a seed receives one, so that its address can be shared and followed from page to page. */
    @GetMapping(ALL)
    Page index(@PathVariable String slug, @RequestParam Map<String, String> parameters, Visit visit) {
        var consultation = consultations.get(slug, visit.actor());
        var filter = ContributionFilter.of(parameters);
        if (filter.sort() == ContributionFilter.Sort.RANDOM && !parameters.containsKey("graine"))
            return new Redirect(visit.with(Map.of("graine", Integer.toString(ContributionFilter.draw())))
                    .substring(visit.language().prefix().length()));
        return new ContributionsPage(
                consultation, filter, lists.list(consultation, filter), consultation.isOpen(clock.now()));
    }

    /**
     * @param paragraphe the one to remark on, where the consultation has a text
     * @param feuille the code of a sheet of paper that is typed in
     */
    @GetMapping(ALL + "/nouvelle")
    Page form(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String paragraphe,
            @RequestParam(defaultValue = "") String feuille,
            Actor actor,
            Visit visit) {
        var consultation = consultations.get(slug, actor);
        if (paragraphe.isEmpty() && feuille.isEmpty() && !consultation.proposals() && consultation.hasText())
            return new Redirect(consultation.path() + "/texte");
        return writing(actor, consultation, null, ContributionForm.blank(paragraphe, feuille, visit), List.of());
    }

    @PostMapping(ALL)
    Page create(@PathVariable String slug, @RequestParam Map<String, String> fields, Actor actor, Visit visit) {
        var consultation = consultations.get(slug, actor);
        var form = ContributionForm.of(fields, visit);
        var mistakes = form.mistakes(visit);
        if (!mistakes.isEmpty()) return writing(actor, consultation, null, form, mistakes);
        try {
            if (!form.sheet().isEmpty()) {
                var sheet = kits.get(kits.mayType(actor, slug), form.sheet());
                contributions.typeIn(actor, consultation, sheet, form.words());
                return new Redirect(sheet.path(consultation));
            }
            long id = contributions.draft(actor, slug, form.words());
            return new Redirect(Contribution.path(id) + "/redaction");
        } catch (BadInput refused) {
            return writing(actor, consultation, null, form, List.of(new Mistake("texte", refused.sentence(visit))));
        }
    }

    @GetMapping(ONE + "/redaction")
    Page read(@PathVariable long id, Actor actor) {
        var whole = mine(id, actor);
        var consultation = consultations.get(whole.it().consultationId());
        if (!whole.it().isEditable(actor, consultation, clock.now())
                && whole.it().standing() != Contribution.Standing.DRAFT)
            return new Redirect(whole.it().path());
        return writing(actor, consultation, whole, ContributionForm.of(whole.it()), List.of());
    }

    /** Keeps what is typed, and with « publier » publishes it. */
    @KeepsDrafts
    @PostMapping(ONE + "/redaction")
    Page write(@PathVariable long id, @RequestParam Map<String, String> fields, Actor actor, Visit visit) {
        var whole = mine(id, actor);
        var consultation = consultations.get(whole.it().consultationId());
        var form = ContributionForm.of(fields, visit);
        var mistakes = form.mistakes(visit);
        if (!mistakes.isEmpty()) return writing(actor, consultation, whole, form, mistakes);
        boolean publish = "publier".equals(fields.get("acte"));
        try {
            if (publish) contributions.publish(actor, id, form.words(), form.isTrapped());
            else contributions.edit(actor, id, form.words());
        } catch (BadInput refused) {
            return writing(actor, consultation, whole, form, List.of(new Mistake("texte", refused.sentence(visit))));
        }
        boolean stays = !publish && whole.it().standing() == Contribution.Standing.DRAFT;
        return new Redirect(whole.it().path() + (stays ? "/redaction" : ""));
    }

    @PostMapping(ONE + "/pieces")
    Page attach(
            @PathVariable long id,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile upload,
            Actor actor,
            Visit visit)
            throws IOException {
        var whole = mine(id, actor);
        String wrong = "";
        if (upload == null || upload.isEmpty()) wrong = visit.say("participation.files.choose");
        else
            try (InputStream content = upload.getInputStream()) {
                String name = Objects.requireNonNullElse(upload.getOriginalFilename(), "");
                contributions.attach(actor, id, files.store(content, name, actor.personId()));
            } catch (BadInput refused) {
                wrong = refused instanceof BadFile bad
                        ? bad.at("fichier", visit).sentence()
                        : refused.sentence(visit);
            }
        if (wrong.isEmpty()) return new Redirect(whole.it().path() + "/redaction");
        return writing(
                actor,
                consultations.get(whole.it().consultationId()),
                whole,
                ContributionForm.of(whole.it()),
                List.of(new Mistake("fichier", wrong)));
    }

    private Contribution.Whole mine(long id, Actor actor) {
        var whole = contributions.getWhole(id, actor);
        if (!whole.it().isBy(actor)) throw new Forbidden();
        return whole;
    }

    private ContributionFormPage writing(
            Actor actor,
            Consultation consultation,
            Contribution.@Nullable Whole whole,
            ContributionForm form,
            List<Mistake> mistakes) {
        return new ContributionFormPage(
                consultation,
                whole,
                form,
                paragraph(consultation, form.paragraphNumber()),
                form.text().isBlank()
                        ? List.of()
                        : lists.listNear(
                                consultation,
                                form.title(),
                                form.text(),
                                whole == null ? 0 : whole.it().id()),
                contributions.listOrganisations(actor),
                mistakes);
    }

    private SubmittedText.@Nullable Paragraph paragraph(Consultation consultation, @Nullable Integer number) {
        return number == null
                ? null
                : texts.find(consultation).map(text -> text.find(number)).orElse(null);
    }

    @GetMapping(ONE)
    ContributionPage show(@PathVariable long id, Visit visit) {
        var whole = contributions.getWhole(id, visit.actor());
        var it = whole.it();
        var day = clock.today();
        var consultation = consultations.get(it.consultationId());
        return new ContributionPage(
                consultation,
                whole,
                paragraph(consultation, it.paragraph()),
                responses.listOf(id),
                moderation.listSteps(id),
                it.standing() == Contribution.Standing.HIDDEN
                        ? moderation.findAppeal(id).orElse(null)
                        : null,
                it.isPublic() ? discussions.listFirst(it.path()) : new Comments.Slice(List.of(), 0, false),
                traces.find(it.path(), day).map(thing -> traces.of(thing, day)).orElse(null),
                clock.now(),
                visit.actor());
    }

    @GetMapping(ONE + "/fil")
    Page trace(@PathVariable long id, Visit visit) {
        return tracePages.page(contributions.get(id, null).path(), visit);
    }

    @GetMapping(ONE + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable long id, Visit visit) {
        return tracePages.json(contributions.get(id, null).path(), visit);
    }

    @GetMapping(ONE + "/agir")
    ContributionActsPage acts(@PathVariable long id, Actor actor) {
        return acts(id, actor, "", "", List.of());
    }

    private ContributionActsPage acts(long id, Actor actor, String form, String typed, List<Mistake> mistakes) {
        var it = contributions.get(id, actor);
        return new ContributionActsPage(
                consultations.get(it.consultationId()),
                it,
                moderation.listSteps(id),
                moderation.findAppeal(id).orElse(null),
                contributions.isSupportedBy(actor, id),
                clock.now(),
                actor,
                form,
                typed,
                mistakes);
    }

    /** Does it, or shows the page again with what is wrong at the form that was sent. */
    private Page taken(long id, String form, String typed, Actor actor, Visit visit, Runnable act) {
        try {
            act.run();
        } catch (BadInput refused) {
            return acts(id, actor, form, typed, List.of(new Mistake(form, refused.sentence(visit))));
        }
        return new Redirect(Contribution.path(id));
    }

    @PostMapping(ONE + "/soutien")
    Page support(@PathVariable long id, Actor actor, Visit visit) {
        return taken(id, "soutien", "", actor, visit, () -> contributions.support(actor, id));
    }

    @PostMapping(ONE + "/soutien/retrait")
    Page unsupport(@PathVariable long id, Actor actor, Visit visit) {
        return taken(id, "soutien", "", actor, visit, () -> contributions.unsupport(actor, id));
    }

    @PostMapping(ONE + "/retrait")
    Page withdraw(@PathVariable long id, Actor actor, Visit visit) {
        var it = contributions.get(id, actor);
        if (!it.isBy(actor)) throw new Forbidden();
        var page = taken(id, "retrait", "", actor, visit, () -> contributions.withdraw(actor, id));
        boolean gone = it.standing() == Contribution.Standing.DRAFT && page instanceof Redirect;
        return gone ? new Redirect(consultations.get(it.consultationId()).path() + "/contributions") : page;
    }

    @PostMapping(ONE + "/signalement")
    Page alert(@PathVariable long id, @RequestParam(defaultValue = "") String signalement, Actor actor, Visit visit) {
        return taken(id, "signalement", signalement, actor, visit, () -> contributions.alert(actor, id, signalement));
    }

    @PostMapping(ONE + "/recours")
    Page appeal(@PathVariable long id, @RequestParam(defaultValue = "") String recours, Actor actor, Visit visit) {
        return taken(id, "recours", recours, actor, visit, () -> moderation.appeal(actor, id, recours));
    }

    @PostMapping(ONE + "/moderation")
    Page moderate(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String motif,
            @RequestParam(defaultValue = "") String passage,
            @RequestParam(defaultValue = "") String jours,
            Actor actor,
            Visit visit) {
        actor.must(Role.MODERATOR);
        return taken(id, "motif", motif, actor, visit, () -> {
            switch (decision) {
                case "masquer" -> moderation.hide(actor, id, motif);
                case "montrer" -> moderation.show(actor, id, motif);
                case "maintenir" -> moderation.keep(actor, id, motif);
                case "caviarder" -> moderation.redact(actor, id, passage, motif);
                case "suspendre" -> block(actor, id, jours, motif);
                default -> throw new BadInput("participation.moderate.choose");
            }
        });
    }

    private void block(Actor actor, long id, String days, String reason) {
        var author = contributions.get(id, actor).authorId();
        if (author == null) throw new BadInput("participation.block.nobody");
        blocks.block(actor, author, days.matches("[0-9]{1,4}") ? Integer.parseInt(days) : 0, reason, clock.now());
    }

    @GetMapping(ONE + "/discussion")
    Page discussion(@PathVariable long id, @RequestParam(defaultValue = "0") long avant, Visit visit) {
        var it = contributions.get(id, visit.actor());
        return discussions.page(subject(it), crumbs(it, visit), avant);
    }

    @GetMapping(ONE + "/discussion/nouveau")
    Page comment(@PathVariable long id, Actor actor, Visit visit) {
        var it = shown(id, actor);
        return discussions.form(subject(it), crumbs(it, visit));
    }

    @PostMapping(ONE + "/discussion")
    Page comment(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String position,
            @RequestParam(defaultValue = "") String texte,
            Actor actor,
            Visit visit) {
        var it = shown(id, actor);
        return discussions.post(actor, subject(it), crumbs(it, visit), position, texte, visit);
    }

    private Contribution shown(long id, Actor actor) {
        var it = contributions.get(id, actor);
        if (!it.isPublic()) throw new BadInput("participation.support.unseen");
        return it;
    }

    private Subject subject(Contribution it) {
        var holder = Consultations.holderOf(consultations.get(it.consultationId()), it.theme());
        return new Subject(it.path(), new Bilingual(it.title(), null), holder.slug(), true);
    }

    private List<Crumb> crumbs(Contribution it, Visit visit) {
        var consultation = consultations.get(it.consultationId());
        return new ArrayList<>(List.of(
                new Crumb(visit.say("participation.title"), "/consultations"),
                new Crumb(visit.in(consultation.title()), consultation.path()),
                new Crumb(visit.say("participation.one"), it.path())));
    }
}
