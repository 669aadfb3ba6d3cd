package org.parvis.library;

import java.util.Arrays;
import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
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

/** What members tell editors of an article. */
@Controller
@RequestMapping("/" + Article.Kind.SECTION + "/{slug:[a-z0-9-]+}/avis")
class FeedbackController {
    private static final int LONGEST = 2_000;

    private final Articles articles;
    private final Feedbacks feedbacks;
    private final CivicClock clock;

    FeedbackController(Articles articles, Feedbacks feedbacks, CivicClock clock) {
        this.articles = articles;
        this.feedbacks = feedbacks;
        this.clock = clock;
    }

    @GetMapping
    FeedbackFormPage form(@PathVariable String section, @PathVariable String slug, Actor actor) {
        var article = articles.getPublic(Article.Kind.ofSection(section), slug);
        var own = feedbacks.findOwn(actor, article);
        return new FeedbackFormPage(
                article,
                own.isPresent(),
                own.map(f -> f.rating().name()).orElse(""),
                own.map(Feedbacks.Feedback::text).orElse(""),
                List.of());
    }

    @PostMapping
    Page give(
            @PathVariable String section,
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var article = articles.getPublic(Article.Kind.ofSection(section), slug);
        var typed = Typed.of(fields);
        var rating = Arrays.stream(Feedbacks.Rating.values())
                .filter(r -> r.name().equals(typed.get("note")))
                .findFirst();
        String text = typed.get("texte");
        if (rating.isEmpty() || text.length() > LONGEST)
            return new FeedbackFormPage(
                    article,
                    false,
                    typed.get("note"),
                    text,
                    List.of(
                            rating.isEmpty()
                                    ? new Mistake("note", visit.say("library.feedback.note.missing"))
                                    : new Mistake("texte", visit.say("library.form.long", LONGEST))));
        feedbacks.give(actor, article, rating.get(), text);
        return new Redirect(article.path() + "/avis");
    }

    @GetMapping("/recus")
    FeedbackPage read(@PathVariable String section, @PathVariable String slug, Actor actor) {
        var article = articles.getLatest(Article.Kind.ofSection(section), slug, actor);
        return new FeedbackPage(article, feedbacks.list(actor, article), clock.zone());
    }

    @PostMapping("/recus")
    Redirect mark(
            @PathVariable String section,
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String jusque,
            Actor actor) {
        var article = articles.getLatest(Article.Kind.ofSection(section), slug, actor);
        if (jusque.matches("[0-9]{1,18}")) feedbacks.markRead(actor, article, Long.parseLong(jusque));
        return new Redirect(article.path() + "/avis/recus");
    }
}
