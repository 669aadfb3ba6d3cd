package org.parvis.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds, in a template's source, the words that it would show without asking for a message. */
final class TemplateText {
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern SENTENCE = Pattern.compile("\\p{L}[\\p{L}’,.]* +\\p{L}");
    private static final Pattern READ_ALOUD =
            Pattern.compile("\\b(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"");

    private final String source;
    private final List<String> found = new ArrayList<>();
    private int at;

    private TemplateText(String source) {
        this.source = source;
    }

    static List<String> of(String source) {
        var reading = new TemplateText(source.replaceAll("(?s)<%--.*?--%>", "")
                .replaceAll("(?m)^@(import|param) .*$", "")
                .replaceAll("(?s)<!doctype[^>]*>", "")
                .replaceAll("(?s)<pre><code>.*?</code></pre>", ""));
        reading.html(false);
        return reading.found;
    }

    /** Reads HTML up to the end, or to the backtick that closes a content block. */
    private void html(boolean block) {
        var text = new StringBuilder();
        while (at < source.length()) {
            char c = source.charAt(at);
            if (block && c == '`') break;
            if (source.startsWith("${", at) || source.startsWith("!{", at) || source.startsWith("$unsafe{", at)) {
                at = source.indexOf('{', at) + 1;
                java('{', '}');
                text.append('\u0000');
            } else if (c == '@') {
                directive();
            } else {
                text.append(c);
                at++;
            }
        }
        at++;
        words(text.toString());
    }

    private void directive() {
        at++;
        while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '.')) at++;
        if (at < source.length() && source.charAt(at) == '(') {
            at++;
            java('(', ')');
        }
    }

    /** Reads Java up to the bracket that closes it, and the content blocks within. */
    private void java(char open, char close) {
        int depth = 1;
        while (depth > 0) {
            char c = source.charAt(at);
            if (c == '"') {
                int end = at + 1;
                while (source.charAt(end) != '"') end += source.charAt(end) == '\\' ? 2 : 1;
                String literal = source.substring(at + 1, end);
                if (SENTENCE.matcher(literal).find()) found.add(literal);
                at = end;
            } else if (source.startsWith("@`", at)) {
                at += 2;
                html(true);
                at--;
            } else if (c == open) {
                depth++;
            } else if (c == close) {
                depth--;
            }
            at++;
        }
    }

    private void words(String html) {
        READ_ALOUD.matcher(html).results().map(a -> a.group(1)).forEach(this::word);
        for (String text :
                html.replaceAll("(?s)<[/a-z](?:\"[^\"]*\"|[^\">])*>", "\u0000").split("\u0000", -1)) word(text);
    }

    private void word(String text) {
        if (LETTER.matcher(text).find()) found.add(text.replace("\u0000", "").strip());
    }
}
