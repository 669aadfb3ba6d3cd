package org.parvis.journal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.parvis.house.CivicClock;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class JournalController {
    private final Journal journal;
    private final CivicClock clock;

    JournalController(Journal journal, CivicClock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @GetMapping("/journal")
    JournalPage index(@RequestParam Map<String, String> parameters) {
        var kinds = journal.listKinds();
        var organisations = journal.listOrganisations();
        var filter = JournalFilter.of(parameters, kinds, organisations);
        return new JournalPage(filter, journal.list(filter), kinds, organisations, journal.findHead(), clock.zone());
    }

    @GetMapping("/journal/{number:[0-9]{1,18}}")
    EntryPage show(@PathVariable long number) {
        var entry = journal.get(number);
        boolean last = journal.findHead().filter(head -> head.number() > number).isEmpty();
        return new EntryPage(entry, entry.content(), last, clock.zone());
    }

    /** The whole chain, or from an entry on, a line each. */
    @GetMapping("/journal.jsonl")
    void lines(@RequestParam Map<String, String> parameters, HttpServletResponse response) throws IOException {
        Long from = JournalFilter.number(parameters, "depuis");
        response.setContentType("application/x-ndjson;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, no-cache");
        try (var out = new BufferedWriter(
                new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16)) {
            journal.findFirst(from == null ? 1 : from, entry -> write(entry, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<Void> write(Entry entry, Writer out) {
        try {
            out.append(entry.line()).append('\n');
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of one file, to be read and run by whoever does not want to believe this site. */
    @GetMapping("/journal/VerifyJournal.java")
    ResponseEntity<Resource> verifier() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache().cachePublic())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("VerifyJournal.java")
                                .build()
                                .toString())
                .body(new ClassPathResource("verifier/VerifyJournal.java"));
    }
}
