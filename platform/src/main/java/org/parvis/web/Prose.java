package org.parvis.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The long texts, {@code pages/<name>_<language>.md}: a title, a first paragraph that sums them up, and the rest.
 * {@code {publisher}} and the like are the instance's identity, or a sentence that says it has yet to be filled in.
 */
@Component
class Prose {
    private static final List<String> NAMES =
            List.of("accessibilite", "mentions-legales", "donnees-personnelles", "gouvernement-ouvert");
    private static final Pattern BLANK = Pattern.compile("\\{([a-z-]+)}");
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .attributeProviderFactory(_ -> new Attributes())
            .build();

    private final Map<Language, Map<String, ProsePage>> pages = new EnumMap<>(Language.class);

    Prose(Identity identity, Messages messages) {
        for (Language language : Language.values()) {
            Map<String, String> known = known(identity, messages, language);
            Map<String, ProsePage> all = new HashMap<>();
            for (String name : NAMES)
                all.put(name, read("pages/" + name + "_" + language.code() + ".md", known, language, messages));
            pages.put(language, all);
        }
    }

    ProsePage page(String name, Visit visit) {
        return Objects.requireNonNull(
                Objects.requireNonNull(pages.get(visit.language())).get(name));
    }

    private static Map<String, String> known(Identity identity, Messages messages, Language language) {
        Map<String, String> known = new HashMap<>();
        put(known, "name", identity.name());
        known.put("status", messages.say(language, "web.accessibility.status." + identity.accessibility()));
        put(known, "publisher", identity.publisher());
        put(known, "director", identity.director());
        put(known, "host", identity.host());
        put(known, "contact", identity.contact());
        put(known, "source", identity.source());
        for (String address : List.of("contact", "source")) known.computeIfPresent(address, (_, a) -> "<" + a + ">");
        return known;
    }

    private static void put(Map<String, String> known, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) known.put(key, HtmlUtils.htmlEscape(value.strip(), "UTF-8"));
    }

    private static ProsePage read(String file, Map<String, String> known, Language language, Messages messages) {
        String text;
        try {
            text = new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String filled = BLANK.matcher(text).replaceAll(blank -> {
            String value = known.get(blank.group(1));
            return Matcher.quoteReplacement(
                    value == null ? messages.say(language, "web.identity.missing", blank.group(1)) : value);
        });
        Node document = PARSER.parse(filled);
        if (!(document.getFirstChild() instanceof Heading title) || !(title.getNext() instanceof Paragraph summary))
            throw new IllegalStateException(file + " must begin with a title and a paragraph");
        return new ProsePage(text(title), text(summary), RENDERER.render(document));
    }

    private static String text(Node node) {
        var words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                words.append(' ');
            }
        });
        return words.toString();
    }

    /** What the style sheet and assistive technologies need: the summary's class, tables that fold into cards. */
    private static final class Attributes implements AttributeProvider {
        @Override
        public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
            if (node instanceof Paragraph && node.getPrevious() instanceof Heading h && h.getLevel() == 1)
                attributes.put("class", "lead");
            if (node instanceof TableBlock) named(node, attributes);
            if (node instanceof TableCell cell) {
                if (cell.isHeader()) attributes.put("scope", "col");
                else if (cell.getParent().getParent() instanceof TableBody body)
                    attributes.put("data-label", text(headerOf(cell, body)));
            }
        }

        /** A table is named by the heading above it. */
        private static void named(Node table, Map<String, String> attributes) {
            Node above = table;
            while (above != null && !(above instanceof Heading)) above = above.getPrevious();
            if (above != null) attributes.put("aria-label", text(above));
        }

        private static Node headerOf(TableCell cell, TableBody body) {
            Node header = body.getPrevious().getFirstChild().getFirstChild();
            for (Node at = cell.getPrevious(); at != null; at = at.getPrevious()) header = header.getNext();
            return header;
        }
    }
}
