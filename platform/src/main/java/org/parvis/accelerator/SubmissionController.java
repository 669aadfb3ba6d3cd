package org.parvis.accelerator;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.People;
import org.parvis.files.BadFile;
import org.parvis.files.Files;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Applying, alone or together. */
@Controller
@RequestMapping("/accelerateur")
class SubmissionController {
    private static final String APPLY = "/appels/{slug:[a-z0-9-]+}/candidater";

    private final Calls calls;
    private final Submissions submissions;
    private final Applications applications;
    private final Files files;
    private final People people;
    private final CivicClock clock;

    SubmissionController(
            Calls calls,
            Submissions submissions,
            Applications applications,
            Files files,
            People people,
            CivicClock clock) {
        this.calls = calls;
        this.submissions = submissions;
        this.applications = applications;
        this.files = files;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping(APPLY)
    ApplicationFormPage form(@PathVariable String slug, Actor actor) {
        return page(calls.get(slug, null), null, UUID.randomUUID().toString(), "", List.of(), actor);
    }

    /** @param form what was typed; what is kept where it is none */
    private ApplicationFormPage page(
            Call call,
            @Nullable ApplicationForm form,
            String writer,
            String typedEmail,
            List<Mistake> mistakes,
            Actor actor) {
        return page(call, calls.listFields(call), form, writer, typedEmail, false, mistakes, actor);
    }

    private ApplicationFormPage page(
            Call call,
            List<CallField> fields,
            @Nullable ApplicationForm form,
            String writer,
            String typedEmail,
            boolean overtaken,
            List<Mistake> mistakes,
            Actor actor) {
        var draft = submissions.findDraft(call, actor);
        List<Application.Answer> answers = draft.map(applications::listAnswers).orElse(List.of());
        var kept = draft.map(d -> ApplicationForm.of(d, answers)).orElseGet(() -> blank(actor));
        return new ApplicationFormPage(
                call,
                fields,
                form == null ? kept : form,
                draft.orElse(null),
                ApplicationFormPage.files(answers),
                draft.map(submissions::listCoApplicants).orElse(List.of()),
                overtaken ? kept : null,
                writer,
                typedEmail,
                clock.now(),
                mistakes);
    }

    private ApplicationForm blank(Actor actor) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("nom", people.get(actor.personId()).name());
        return ApplicationForm.of(fields);
    }

    @KeepsDrafts
    @PostMapping(APPLY)
    Page take(
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam MultiValueMap<String, MultipartFile> uploads,
            Actor actor,
            Visit visit)
            throws IOException {
        boolean submits = "deposer".equals(typed.getFirst("acte"));
        var at = submits ? submissions.arrival() : clock.now();
        var call = calls.get(slug, null);
        var fields = calls.listFields(call);
        var form = ApplicationForm.of(typed);
        var tab = form.tab();
        var mistakes = new ArrayList<>(form.excesses(fields, visit));
        boolean keepable = mistakes.isEmpty();
        var kept = submissions
                .findDraft(call, actor)
                .map(applications::listAnswers)
                .orElse(List.of());
        var attached = attach(fields, kept, uploads, actor, mistakes, visit);
        if (submits) mistakes.addAll(form.mistakes(call, fields, answered(form, fields, kept, attached), visit));
        boolean overtaken = false, taken = false;
        try {
            if (submits && mistakes.isEmpty()) {
                var sheet = form.complete(fields, kept, attached);
                int number = submissions.submit(actor, slug, sheet, tab, at);
                taken = true;
                return new Redirect(call.path() + "/candidatures/" + number + "/recu");
            }
            if (keepable) {
                submissions.save(actor, slug, form.draft(fields, attached), tab);
                taken = true;
                if (mistakes.isEmpty()) return new Redirect(call.path() + "/candidater");
            }
        } catch (Submissions.Overtaken elsewhere) {
            overtaken = true;
            mistakes.add(new Mistake("contenu", visit.say("accelerator.apply.overtaken")));
        } catch (Submissions.TooLate late) {
            mistakes.add(new Mistake(
                    "contenu",
                    visit.say(
                            "accelerator.apply.late",
                            Moments.exact(late.at.atZone(late.call.zone()), visit.language()),
                            Moments.exact(late.call.closes(), visit.language()))));
            taken = keep(actor, late, form.draft(fields, attached), tab);
        } catch (BadInput refused) {
            mistakes.add(new Mistake("contenu", refused.sentence(visit)));
        } finally {
            if (!taken) attached.forEach(file -> files.remove(file.file()));
        }
        String writer = overtaken ? UUID.randomUUID().toString() : tab.writer().toString();
        return page(call, fields, form, writer, "", overtaken, mistakes, actor);
    }

    /** What came too late is not lost. */
    private boolean keep(Actor actor, Submissions.TooLate late, Submissions.Sheet sheet, Submissions.Tab tab) {
        try {
            submissions.keep(actor, late, sheet, tab);
            return true;
        } catch (Submissions.Overtaken elsewhere) {
            return false;
        }
    }

    /** Keeps the files that came; those that cannot be taken are mistakes. */
    private List<Submissions.Attached> attach(
            List<CallField> fields,
            List<Application.Answer> kept,
            MultiValueMap<String, MultipartFile> uploads,
            Actor actor,
            List<Mistake> mistakes,
            Visit visit)
            throws IOException {
        var attached = new ArrayList<Submissions.Attached>();
        Map<Long, Integer> counts = kept.stream()
                .collect(Collectors.toMap(a -> a.field().id(), a -> a.files().size()));
        for (var field : fields) {
            if (field.kind() != CallField.Kind.FILE) continue;
            for (var upload : uploads.getOrDefault(field.name(), List.of())) {
                if (upload.isEmpty()
                        && Objects.requireNonNullElse(upload.getOriginalFilename(), "")
                                .isEmpty()) continue;
                if (counts.merge(field.id(), 1, Integer::sum) > ApplicationForm.MOST_FILES) {
                    mistakes.add(new Mistake(
                            field.name(), visit.say("accelerator.apply.files.many", ApplicationForm.MOST_FILES)));
                    continue;
                }
                try (InputStream content = upload.getInputStream()) {
                    String name = Objects.requireNonNullElse(upload.getOriginalFilename(), "");
                    attached.add(new Submissions.Attached(
                            field.id(),
                            files.store(content, name, actor.personId()).id()));
                } catch (BadFile bad) {
                    mistakes.add(bad.at(field.name(), visit));
                }
            }
        }
        return attached;
    }

    /** The fields that some file answers once those to be removed are gone. */
    private static Set<Long> answered(
            ApplicationForm form,
            List<CallField> fields,
            List<Application.Answer> kept,
            List<Submissions.Attached> attached) {
        var removed = form.draft(fields, attached).removed();
        return Stream.concat(
                        kept.stream()
                                .filter(a -> a.files().stream().anyMatch(f -> !removed.contains(f.id())))
                                .map(a -> a.field().id()),
                        attached.stream().map(Submissions.Attached::field))
                .collect(Collectors.toSet());
    }

    @PostMapping(APPLY + "/abandon")
    Page drop(@PathVariable String slug, Actor actor) {
        submissions.drop(actor, slug);
        return new Redirect("/accelerateur/candidatures");
    }

    /** Asks somebody to apply too, or no longer. */
    @PostMapping(APPLY + "/ensemble")
    Page together(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.get(slug, null);
        var typed = Typed.of(fields);
        String removed = typed.get("retirer"), email = typed.get("courriel");
        try {
            if (!removed.isEmpty()) submissions.remove(actor, slug, removed);
            else
                submissions.invite(
                        actor, slug, Email.find(email).orElseThrow(() -> new BadInput("accelerator.co.email.bad")));
        } catch (BadInput bad) {
            return page(
                    call,
                    null,
                    UUID.randomUUID().toString(),
                    email,
                    List.of(new Mistake("courriel", bad.sentence(visit))),
                    actor);
        }
        return new Redirect(call.path() + "/candidater");
    }

    /** A letter's link: somebody is asked to apply too. */
    @GetMapping("/cosigner")
    TogetherPage invitation(@RequestParam(defaultValue = "") String jeton, Actor actor) {
        return together(jeton, List.of());
    }

    private TogetherPage together(String secret, List<Mistake> mistakes) {
        var invitation = submissions.getInvitation(secret);
        return new TogetherPage(calls.get(invitation.call()), invitation, secret, mistakes);
    }

    @PostMapping("/cosigner")
    Page answer(@RequestParam Map<String, String> typed, Actor actor, Visit visit) {
        String secret = Optional.ofNullable(typed.get("jeton")).orElse("");
        try {
            submissions.answer(actor, secret, "accepter".equals(typed.get("acte")));
        } catch (BadInput bad) {
            return together(secret, List.of(new Mistake("contenu", bad.sentence(visit))));
        }
        return new Redirect("/accelerateur/candidatures");
    }

    @GetMapping("/candidatures")
    OwnApplicationsPage own(Actor actor) {
        return new OwnApplicationsPage(applications.listOwn(actor), clock.now());
    }
}
