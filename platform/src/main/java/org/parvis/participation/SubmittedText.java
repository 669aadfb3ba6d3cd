package org.parvis.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/** A text put up for remarks: its paragraphs, numbered from 1. */
public record SubmittedText(Bilingual title, List<Paragraph> paragraphs) {
    static final int MOST_PARAGRAPHS = 300;

    /** @param remarks how many contributions about it can be read */
    public record Paragraph(int number, Bilingual text, int remarks) {}

    /** Paragraphs of Markdown: what an empty line sets apart, a heading with what follows it. */
    static List<String> split(String text) {
        var paragraphs = new ArrayList<String>();
        var heading = new StringBuilder();
        for (String block : text.replace("\r\n", "\n").strip().split("\n[ \t]*\n\\s*")) {
            if (block.isBlank()) continue;
            if (block.lines().allMatch(line -> line.startsWith("#")))
                heading.append(block).append("\n\n");
            else {
                paragraphs.add(heading + block);
                heading.setLength(0);
            }
        }
        if (!heading.isEmpty()) paragraphs.add(heading.toString().strip());
        return paragraphs;
    }

    /** The whole text again, as it was split. */
    String whole(boolean french) {
        return paragraphs.stream()
                .map(p -> french
                        ? p.text().fr()
                        : java.util.Objects.requireNonNullElse(p.text().en(), ""))
                .collect(Collectors.joining("\n\n"))
                .strip();
    }

    @Nullable
    Paragraph find(int number) {
        return number >= 1 && number <= paragraphs.size() ? paragraphs.get(number - 1) : null;
    }
}
