package org.parvis.print;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** From HTML to an accessible, archivable PDF (ISO 14289-1, ISO 19005-2 level A). */
final class Printer {
    /** Printed again when this changes, since the same words would look otherwise. */
    static final String VERSION = "1";

    private static final String SANS = "/fonts/public-sans-regular.ttf",
            BOLD = "/fonts/public-sans-bold.ttf",
            OTHERS = "/fonts/dejavu-sans.ttf";
    private static final List<Font> FONTS = List.of(font(SANS), font(OTHERS));
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String NOT_IN_THE_FONT = "\uFFFD";

    static {
        XRLog.setLoggingEnabled(false);
    }

    private Printer() {}

    /** Prints in a process of its own: {@code from} an HTML file {@code to} a PDF. */
    static void main(String[] fromTo) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(fromTo[1])))) {
            print(Files.readString(Path.of(fromTo[0])), out);
        }
    }

    /**
     * The same for a document of any length. Laying it out takes memory by its pages, which is not to be taken from those who
     * read the site: another process has it, up to half of the machine's, and dies of too much alone.
     */
    static byte[] printApart(String html) throws IOException, InterruptedException {
        Path from = Files.createTempFile("parvis-", ".html");
        Path to = Files.createTempFile("parvis-", ".pdf");
        Process process = null;
        try {
            Files.writeString(from, html);
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:MaxRAMPercentage=50",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-Djava.awt.headless=true",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Printer.class.getName(),
                            from.toString(),
                            to.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new IOException("A document of " + html.length() + " characters could not be printed.");
            return Files.readAllBytes(to);
        } finally {
            if (process != null) process.destroyForcibly();
            Files.deleteIfExists(from);
            Files.deleteIfExists(to);
        }
    }

    /** @param html of a {@code document.jte}: language, title, subject, one style sheet, no address to fetch */
    static void print(String html, OutputStream out) {
        Document document = Jsoup.parse(html);
        writable(document);
        outline(document);
        try {
            new PdfRendererBuilder()
                    .withW3cDocument(new W3CDom().fromJsoup(document), null)
                    .useUriResolver((_, _) -> null)
                    .usePdfUaAccessibility(true)
                    .usePdfAConformance(PdfAConformance.PDFA_2_A)
                    .useColorProfile(SRGB)
                    .useFont(open(SANS), "Public Sans", 400, FontStyle.NORMAL, true)
                    .useFont(open(BOLD), "Public Sans", 700, FontStyle.NORMAL, true)
                    .useFont(open(OTHERS), "DejaVu Sans", 400, FontStyle.NORMAL, true)
                    .useFont(open(OTHERS), "DejaVu Sans", 700, FontStyle.NORMAL, true)
                    .toStream(out)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reader's own table of contents: the headings that have an address. */
    private static void outline(Document document) {
        Element bookmarks = document.head().appendElement("bookmarks");
        Element chapter = bookmarks;
        for (Element heading : document.select("h1[id], h2[id]")) {
            Element under = heading.tagName().equals("h1") ? bookmarks : chapter;
            Element bookmark = under.appendElement("bookmark");
            bookmark.attr("name", heading.text()).attr("href", "#" + heading.id());
            if (under == bookmarks) chapter = bookmark;
        }
    }

    private static FSSupplier<InputStream> open(String resource) {
        return () -> Objects.requireNonNull(Printer.class.getResourceAsStream(resource));
    }

    private static Font font(String resource) {
        try (InputStream in = Objects.requireNonNull(Printer.class.getResourceAsStream(resource))) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A character that no embedded font draws would make the document unreadable to machines: a sign stands in its place. */
    private static void writable(Document document) {
        document.traverse((NodeVisitor) (node, _) -> {
            if (!(node instanceof TextNode text)) return;
            String words = text.getWholeText();
            var written = new StringBuilder(words.length());
            words.codePoints().forEach(c -> {
                if (Character.isWhitespace(c) || FONTS.stream().anyMatch(font -> font.canDisplay(c)))
                    written.appendCodePoint(c);
                else if (Character.getType(c) != Character.NON_SPACING_MARK && Character.getType(c) != Character.FORMAT)
                    written.append(NOT_IN_THE_FONT);
            });
            if (!written.toString().equals(words)) text.text(written.toString());
        });
    }
}
