package org.parvis.agenda;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;
import org.parvis.print.Prints;
import org.parvis.web.Identity;
import org.parvis.web.Language;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;

/** Public gatherings as calendars: one, those of a series, all of them, written as they are read. */
@Controller
class CalendarController {
    private final Gatherings gatherings;
    private final Agenda agenda;
    private final Cycles cycles;
    private final Calendars calendars;
    private final Identity identity;

    CalendarController(Gatherings gatherings, Agenda agenda, Cycles cycles, Calendars calendars, Identity identity) {
        this.gatherings = gatherings;
        this.agenda = agenda;
        this.cycles = cycles;
        this.calendars = calendars;
        this.identity = identity;
    }

    @GetMapping("/agenda/{slug:[a-z0-9-]+}.ics")
    void one(
            @PathVariable String slug,
            @RequestParam(defaultValue = "fr") String lang,
            Visit visit,
            WebRequest request,
            HttpServletResponse response)
            throws IOException {
        byte[] file =
                calendars.ics(gatherings.get(slug, null), Prints.language(lang)).getBytes(StandardCharsets.UTF_8);
        String edition = Sha256.hex(Sha256.of(file)).substring(0, 24);
        if (isKnown(slug, edition, visit, request, response)) return;
        response.setContentLength(file.length);
        response.getOutputStream().write(file);
    }

    @GetMapping("/agenda.ics")
    void all(
            @RequestParam(defaultValue = "fr") String lang,
            Visit visit,
            WebRequest request,
            HttpServletResponse response)
            throws IOException {
        write(null, Prints.language(lang), visit, request, response);
    }

    @GetMapping("/agenda/cycles/{slug:[a-z0-9-]+}.ics")
    void series(
            @PathVariable String slug,
            @RequestParam(defaultValue = "fr") String lang,
            Visit visit,
            WebRequest request,
            HttpServletResponse response)
            throws IOException {
        write(cycles.get(slug, null), Prints.language(lang), visit, request, response);
    }

    private void write(
            @Nullable Cycle cycle, Language language, Visit visit, WebRequest request, HttpServletResponse response)
            throws IOException {
        String file = cycle == null ? "agenda" : cycle.slug();
        String name = cycle == null ? identity.name() : cycle.title().in(language);
        if (isKnown(file, agenda.edition(cycle) + "." + language.code(), visit, request, response)) return;
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var calendar = calendars.begin(out, language, name)) {
            agenda.stream(cycle, calendar::add);
        }
    }

    /** Says what the answer is, and whether whoever asks has it already. */
    private static boolean isKnown(
            String file, String edition, Visit visit, WebRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", visit.actor() == null ? "public, no-cache" : "private, no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"parvis-" + file + ".ics\"");
        response.setContentType("text/calendar;charset=UTF-8");
        return request.checkNotModified("W/\"" + edition + "\"");
    }
}
