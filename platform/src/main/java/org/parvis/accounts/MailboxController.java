package org.parvis.accounts;

import java.nio.charset.StandardCharsets;
import org.parvis.house.CivicClock;
import org.parvis.web.NotFound;
import org.parvis.web.QrCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

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
        mustBeDemonstration();
        return new MailboxPage(mails.listLatest());
    }

    private void mustBeDemonstration() {
        if (!clock.isDemonstration()) throw new NotFound("a mailbox outside a demonstration");
    }

    /** A letter's calendar file or the picture of its code, as a mail reader shows them. */
    @GetMapping("/boite-aux-lettres/{id:[0-9]{1,18}}/{name:rencontre\\.ics|code\\.png}")
    ResponseEntity<byte[]> enclosure(@PathVariable long id, @PathVariable String name) {
        mustBeDemonstration();
        var letter = mails.find(id).orElseThrow(() -> new NotFound("letter " + id));
        boolean calendar = name.equals(Postman.CALENDAR);
        String content = calendar ? letter.calendar() : letter.code();
        if (content == null) throw new NotFound(name + " of letter " + id);
        return ResponseEntity.ok()
                .header("Content-Type", calendar ? "text/calendar;charset=UTF-8" : "image/png")
                .header("Cache-Control", "private, no-store")
                .body(calendar ? content.getBytes(StandardCharsets.UTF_8) : new QrCode(content).png());
    }
}
