package org.parvis.accounts;

import org.parvis.house.CivicClock;
import org.parvis.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** In a demonstration, everyone's letters lie open: its people are invented, and whoever signs up must find their link. */
@Controller
class MailboxController {
    private final Mails mails;
    private final CivicClock clock;

    MailboxController(Mails mails, CivicClock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    @GetMapping("/boite-aux-lettres")
    MailboxPage show() {
        if (!clock.isDemonstration()) throw new NotFound("a mailbox outside a demonstration");
        return new MailboxPage(mails.listLatest());
    }
}
