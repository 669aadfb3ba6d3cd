package org.parvis.participation;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.parvis.web.Csv;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;

/** The contributions of a consultation as open data, written as they are read: any number, the same memory. Nothing names a person. */
@Controller
class ContributionFiles {
    private static final List<String> COLUMNS = List.of(
            "ref",
            "title",
            "text",
            "language",
            "theme",
            "place",
            "paragraph",
            "organisation",
            "author_kind",
            "source",
            "published_at",
            "supports",
            "comments",
            "outcome",
            "response",
            "response_by",
            "response_reason",
            "answered_at",
            "fictional");

    private final Consultations consultations;
    private final ContributionLists lists;
    private final JsonMapper json;

    ContributionFiles(Consultations consultations, ContributionLists lists, JsonMapper json) {
        this.consultations = consultations;
        this.lists = lists;
        this.json = json;
    }

    @GetMapping("/consultations/{slug:[a-z0-9-]+}/contributions.csv")
    void csv(@PathVariable String slug, Visit visit, HttpServletResponse response) throws IOException {
        var consultation = consultations.get(slug, visit.actor());
        try (var out = begin(response, "text/csv;charset=UTF-8", slug + "-contributions.csv", visit);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(COLUMNS);
            lists.stream(
                    consultation,
                    c -> csv.writeRecord(
                            Long.toString(c.ref()),
                            Csv.text(c.title()),
                            Csv.text(c.text()),
                            c.language(),
                            Objects.toString(c.theme(), ""),
                            Csv.text(c.place()),
                            c.paragraph() == null ? "" : c.paragraph().toString(),
                            Objects.toString(c.organisation(), ""),
                            Csv.text(c.authorKind()),
                            Csv.text(c.source()),
                            c.publishedAt().toString(),
                            Integer.toString(c.supports()),
                            Integer.toString(c.comments()),
                            Objects.toString(c.outcome(), ""),
                            Objects.toString(c.response(), ""),
                            Objects.toString(c.responseBy(), ""),
                            Csv.text(c.responseReason()),
                            Objects.toString(c.answeredAt(), ""),
                            Boolean.toString(c.fictional())));
        }
    }

    @GetMapping("/consultations/{slug:[a-z0-9-]+}/contributions.jsonl")
    void jsonl(@PathVariable String slug, Visit visit, HttpServletResponse response) throws IOException {
        var consultation = consultations.get(slug, visit.actor());
        try (var out = begin(response, "application/jsonl;charset=UTF-8", slug + "-contributions.jsonl", visit)) {
            lists.stream(consultation, c -> {
                try {
                    out.write(json.writeValueAsString(c));
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    static Writer begin(HttpServletResponse response, String type, String name, Visit visit) throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", visit.actor() == null ? "public, no-cache" : "private, no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
    }
}
