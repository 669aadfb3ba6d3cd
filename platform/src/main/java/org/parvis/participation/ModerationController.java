package org.parvis.participation;

import org.parvis.discussion.Comments;
import org.parvis.web.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The moderators' queue. */
@Controller
class ModerationController {
    private final Moderation moderation;
    private final Comments comments;

    ModerationController(Moderation moderation, Comments comments) {
        this.moderation = moderation;
        this.comments = comments;
    }

    @GetMapping("/moderation")
    ModerationPage queue(Actor actor) {
        return new ModerationPage(
                moderation.listAlerted(actor),
                moderation.listHeld(actor),
                moderation.listAppeals(actor),
                comments.listAlerted(actor).size());
    }
}
