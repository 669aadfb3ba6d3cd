package org.parvis.discussion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Plain text as a page shows it: paragraphs, line breaks, and web addresses one can follow. Nothing else is read in it. */
public final class Prose {
    /** A closing mark or a full stop after an address belongs to the sentence. */
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"«»]*[^\\s<>\"«».,;:!?)\\]]");

    private Prose() {}

    /** Lines set apart from others by an empty one. */
    public record Paragraph(List<List<Piece>> lines) {}

    /** Words, or an address. */
    public record Piece(String text, boolean link) {}

    public static List<Paragraph> of(String text) {
        return Arrays.stream(text.strip().replace("\r\n", "\n").split("\n\\s*\n"))
                .map(paragraph ->
                        new Paragraph(paragraph.lines().map(Prose::pieces).toList()))
                .toList();
    }

    public static long links(String text) {
        return LINK.matcher(text).results().count();
    }

    private static List<Piece> pieces(String line) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        var links = LINK.matcher(line);
        while (links.find()) {
            if (links.start() > from) pieces.add(new Piece(line.substring(from, links.start()), false));
            pieces.add(new Piece(links.group(), true));
            from = links.end();
        }
        if (from < line.length()) pieces.add(new Piece(line.substring(from), false));
        return pieces;
    }
}
