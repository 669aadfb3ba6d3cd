package org.parvis.opendata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.ServletWebRequest;

/** What changed last, for whoever follows a list from elsewhere: Atom (RFC 4287), the last fifty. */
@Controller
class FeedController {
    private static final int LAST = 50;
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final Resources resources;
    private final OpenData data;

    FeedController(Resources resources, OpenData data) {
        this.resources = resources;
        this.data = data;
    }

    @GetMapping("/flux/{name:[a-z-]+}.atom")
    void feed(@PathVariable String name, Visit visit, HttpServletRequest request, HttpServletResponse response)
            throws IOException, XMLStreamException {
        for (var resource : resources.feeds()) {
            var feed = Objects.requireNonNull(resource.feed());
            if (!feed.name().equals(name)) continue;
            byte[] body = atom(resource, feed, visit);
            response.setHeader("Cache-Control", "public, no-cache");
            response.setHeader("Access-Control-Allow-Origin", "*");
            if (new ServletWebRequest(request, response)
                    .checkNotModified("W/\"" + Sha256.hex(Sha256.of(body)).substring(0, 24) + "\"")) return;
            response.setContentType("application/atom+xml;charset=UTF-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            return;
        }
        throw new NotFound("feed " + name);
    }

    private byte[] atom(Resource resource, Resource.Feed feed, Visit visit) throws XMLStreamException {
        var language = visit.language();
        var changes = data.latest(resource, feed, LAST);
        String own = visit.absolute("/flux/" + feed.name() + ".atom");
        var bytes = new ByteArrayOutputStream();
        XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
        out.writeStartDocument("UTF-8", "1.0");
        out.writeStartElement("feed");
        out.writeDefaultNamespace(ATOM);
        out.writeAttribute("xml:lang", language.code());
        element(out, "id", own);
        element(
                out,
                "title",
                resource.title().in(language) + " · "
                        + visit.instance().identity().name());
        link(out, "self", language == Language.FR ? own : own + "?lang=en", "application/atom+xml");
        link(out, "alternate", visit.absolute(visit.link(resource.listed())), "text/html");
        element(
                out,
                "updated",
                moment(
                        changes.isEmpty()
                                ? OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                                : changes.getFirst().at()));
        out.writeStartElement("author");
        element(
                out,
                "name",
                Objects.requireNonNullElse(
                        visit.instance().identity().publisher(),
                        visit.instance().identity().name()));
        out.writeEndElement();
        element(out, "rights", "Licence Ouverte 2.0");
        for (var change : changes) {
            out.writeStartElement("entry");
            // Each change of a thing is news: its identity is the thing’s at that moment.
            element(
                    out,
                    "id",
                    visit.absolute(change.address())
                            + (change.address().contains("#")
                                    ? ""
                                    : "#" + change.at().toEpochSecond()));
            element(out, "title", said(language, change.titleFr(), change.titleEn()));
            link(out, "alternate", visit.absolute(visit.link(change.address())), "text/html");
            element(out, "updated", moment(change.at()));
            String summary = change.summaryFr() == null ? null : said(language, change.summaryFr(), change.summaryEn());
            if (summary != null && !summary.isBlank()) element(out, "summary", summary);
            out.writeEndElement();
        }
        out.writeEndElement();
        out.writeEndDocument();
        out.close();
        return bytes.toByteArray();
    }

    private static String said(Language language, String fr, @Nullable String en) {
        return language == Language.EN && en != null ? en : fr;
    }

    private static String moment(OffsetDateTime at) {
        return DateTimeFormatter.ISO_INSTANT.format(at.toInstant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    /** What XML cannot hold is left out. */
    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text.replaceAll("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", ""));
        out.writeEndElement();
    }

    private static void link(XMLStreamWriter out, String relation, String href, String type) throws XMLStreamException {
        out.writeEmptyElement("link");
        out.writeAttribute("rel", relation);
        out.writeAttribute("href", href);
        out.writeAttribute("type", type);
    }
}
