package org.parvis.discussion;

import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.Forbidden;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What one may do with a comment: reply, mend, withdraw, tell the moderators, moderate. */
@Controller
@RequestMapping("/commentaires")
class CommentController {
    private final Comments comments;
    private final CivicClock clock;

    CommentController(Comments comments, CivicClock clock) {
        this.comments = comments;
        this.clock = clock;
    }

    @GetMapping
    AlertedPage alerted(Actor actor) {
        return new AlertedPage(comments.listAlerted(actor));
    }

    @GetMapping("/{id:[0-9]{1,12}}")
    CommentPage show(@PathVariable long id, Actor actor) {
        return CommentPage.of(comments.get(id), actor, clock.now());
    }

    @PostMapping("/{id:[0-9]{1,12}}/reponse")
    Page reply(@PathVariable long id, @RequestParam(defaultValue = "") String reponse, Actor actor, Visit visit) {
        var comment = comments.get(id);
        return taken(
                comment,
                "reponse",
                reponse,
                CommentFormPage.mistakes(reponse, visit),
                actor,
                visit,
                () -> comments.post(actor, comment.subject(), id, null, reponse, clock.now()));
    }

    @PostMapping("/{id:[0-9]{1,12}}/texte")
    Page edit(@PathVariable long id, @RequestParam(defaultValue = "") String texte, Actor actor, Visit visit) {
        var comment = comments.get(id);
        if (!comment.isBy(actor)) throw new Forbidden();
        return taken(
                comment,
                "texte",
                texte,
                CommentFormPage.mistakes(texte, visit),
                actor,
                visit,
                () -> comments.edit(actor, id, texte, clock.now()));
    }

    @PostMapping("/{id:[0-9]{1,12}}/retrait")
    Page withdraw(@PathVariable long id, Actor actor) {
        comments.withdraw(actor, id, clock.now());
        return there(comments.get(id));
    }

    @PostMapping("/{id:[0-9]{1,12}}/signalement")
    Page alert(@PathVariable long id, @RequestParam(defaultValue = "") String signalement, Actor actor, Visit visit) {
        return taken(
                comments.get(id),
                "signalement",
                signalement,
                reason(signalement, visit),
                actor,
                visit,
                () -> comments.alert(actor, id, signalement, clock.now()));
    }

    @PostMapping("/{id:[0-9]{1,12}}/moderation")
    Page moderate(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String motif,
            @RequestParam(defaultValue = "") String decision,
            Actor actor,
            Visit visit) {
        actor.must(Role.MODERATOR);
        return taken(
                comments.get(id),
                "motif",
                motif,
                reason(motif, visit),
                actor,
                visit,
                () -> comments.moderate(actor, id, !decision.equals("montrer"), motif, clock.now()));
    }

    private Page taken(
            Comment comment,
            String form,
            String typed,
            List<Mistake> mistakes,
            Actor actor,
            Visit visit,
            Runnable act) {
        var wrong = mistakes.stream().map(m -> new Mistake(form, m.sentence())).toList();
        try {
            if (wrong.isEmpty()) act.run();
        } catch (Comments.TooOften e) {
            wrong = List.of(new Mistake(form, visit.say("discussion.often")));
        } catch (Blocks.Blocked blocked) {
            wrong = List.of(new Mistake(form, blocked.sentence(visit)));
        }
        return wrong.isEmpty() ? there(comment) : new CommentPage(comment, actor, clock.now(), form, typed, wrong);
    }

    private static List<Mistake> reason(String reason, Visit visit) {
        return reason.isBlank() || reason.length() > 1_000
                ? List.of(new Mistake("", visit.say("discussion.reason.missing")))
                : List.of();
    }

    private static Redirect there(Comment comment) {
        long line = comment.parent() == null ? comment.id() : comment.parent();
        return new Redirect(comment.subject().discussionPath() + "?avant=" + (line + 1) + "#" + comment.anchor());
    }
}
