package org.parvis.agenda;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

/** What is asked at registration. */
@Controller
@RequestMapping("/agenda/{slug:[a-z0-9-]+}/questions")
class GatheringQuestionsController {
    private final Gatherings gatherings;
    private final GatheringQuestions questions;

    GatheringQuestionsController(Gatherings gatherings, GatheringQuestions questions) {
        this.gatherings = gatherings;
        this.questions = questions;
    }

    @GetMapping
    GatheringQuestionsPage show(@PathVariable String slug, Actor actor) {
        return page(gatherings.getOrganised(slug, actor), null, GatheringQuestionForm.BLANK, List.of());
    }

    private GatheringQuestionsPage page(
            Gathering gathering, @Nullable Long id, GatheringQuestionForm form, List<Mistake> mistakes) {
        return new GatheringQuestionsPage(
                gathering, questions.list(gathering), id == null ? null : questions.get(gathering, id), form, mistakes);
    }

    @GetMapping("/{id:[0-9]{1,18}}")
    GatheringQuestionsPage change(@PathVariable String slug, @PathVariable long id, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        return page(gathering, id, GatheringQuestionForm.of(questions.get(gathering, id)), List.of());
    }

    @PostMapping
    Page add(@PathVariable String slug, @RequestParam Map<String, String> fields, Actor actor, Visit visit) {
        return take(slug, null, fields, actor, visit, sheet -> questions.add(actor, slug, sheet));
    }

    @PostMapping("/{id:[0-9]{1,18}}")
    Page change(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam Map<String, String> fields,
            Actor actor,
            Visit visit) {
        return take(slug, id, fields, actor, visit, sheet -> questions.change(actor, slug, id, sheet));
    }

    private Page take(
            String slug,
            @Nullable Long id,
            Map<String, String> fields,
            Actor actor,
            Visit visit,
            java.util.function.Consumer<GatheringQuestions.Sheet> act) {
        var gathering = gatherings.getOrganised(slug, actor);
        var form = new GatheringQuestionForm(fields);
        var mistakes = form.mistakes(visit);
        if (!mistakes.isEmpty()) return page(gathering, id, form, mistakes);
        try {
            act.accept(form.sheet());
        } catch (BadInput bad) {
            return page(gathering, id, form, List.of(new Mistake("intitule", bad.sentence(visit))));
        }
        return new Redirect(gathering.path() + "/questions");
    }

    @PostMapping("/{id:[0-9]{1,18}}/retrait")
    Page remove(@PathVariable String slug, @PathVariable long id, Actor actor, Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        try {
            questions.remove(actor, slug, id);
        } catch (BadInput bad) {
            return page(
                    gathering,
                    null,
                    GatheringQuestionForm.BLANK,
                    List.of(new Mistake("intitule", bad.sentence(visit))));
        }
        return new Redirect(gathering.path() + "/questions");
    }
}
