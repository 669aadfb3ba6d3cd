package org.parvis.web;

import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown (CommonMark with tables) as HTML. What people write can hold neither HTML, which is shown as they typed it, nor
 * an address that a browser would run.
 */
public final class Markdown {
    private static final int UNDER = 1;
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer OURS = renderer(false);
    private static final HtmlRenderer THEIRS = renderer(true);

    private Markdown() {}

    private static HtmlRenderer renderer(boolean wary) {
        return HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .attributeProviderFactory(_ -> new Attributes())
                .escapeHtml(wary)
                .sanitizeUrls(wary)
                .build();
    }

    /** What people wrote, safe in any page under its first heading. */
    public static String html(String text) {
        Node document = PARSER.parse(text);
        document.accept(new Tamed());
        return THEIRS.render(document);
    }

    /** Plain words, so that Markdown reads them as they are, on one line. */
    public static String plain(String words) {
        return words.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*_\\[\\]<>|#~])", "\\\\$1")
                .replaceFirst("^(\\d*)([-+.)])", "$1\\\\$2");
    }

    /** Our own texts. */
    static Node parse(String text) {
        return PARSER.parse(text);
    }

    static String render(Node document) {
        return OURS.render(document);
    }

    /** The plain words of a node. */
    static String words(Node node) {
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

    /** Headings go under the page's own; a picture of elsewhere, which would tell its host who reads, becomes a link. */
    private static final class Tamed extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(6, heading.getLevel() + UNDER));
            visitChildren(heading);
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
            var link = new Link(image.getDestination(), image.getTitle());
            for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild())
                link.appendChild(child);
            if (link.getFirstChild() == null) link.appendChild(new Text(image.getDestination()));
            image.insertAfter(link);
            image.unlink();
        }
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
                    attributes.put("data-label", words(headerOf(cell, body)));
            }
        }

        /** A table is named by the heading above it. */
        private static void named(Node table, Map<String, String> attributes) {
            Node above = table;
            while (above != null && !(above instanceof Heading)) above = above.getPrevious();
            if (above != null) attributes.put("aria-label", words(above));
        }

        private static Node headerOf(TableCell cell, TableBody body) {
            Node header = body.getPrevious().getFirstChild().getFirstChild();
            for (Node at = cell.getPrevious(); at != null; at = at.getPrevious()) header = header.getNext();
            return header;
        }
    }
}
