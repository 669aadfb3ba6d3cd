package org.parvis.opendata;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Settings;
import org.parvis.web.Identity;
import org.parvis.web.Language;
import org.parvis.web.Navigation;
import org.parvis.web.NotFound;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What search engines and finders of holes look for at fixed addresses. */
@Controller
class SiteMapController {
    /** Each stands there in two languages, and a part holds at most 50,000 addresses (sitemaps.org). */
    private static final int PART = 25_000;

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String XML = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    private static final int DAYS_OF_TRUST = 180;

    private final Resources resources;
    private final OpenData data;
    private final Identity identity;
    private final InstantSource realTime;
    private final String site;

    SiteMapController(
            Resources resources, OpenData data, Identity identity, InstantSource realTime, Settings settings) {
        this.resources = resources;
        this.data = data;
        this.identity = identity;
        this.realTime = realTime;
        this.site = settings.publicUrl().toString();
    }

    @GetMapping("/sitemap.xml")
    void index(HttpServletResponse response) throws IOException {
        try (var out = begin(response)) {
            out.write(HEAD + "<sitemapindex" + XML + ">\n");
            part(out, "pages-0");
            for (var resource : resources.all())
                if (resource.pages())
                    for (long part : data.parts(resource, PART)) part(out, resource.name() + "-" + part);
            out.write("</sitemapindex>\n");
        }
    }

    private void part(Writer out, String name) throws IOException {
        out.write("<sitemap><loc>" + site + "/sitemaps/" + name + ".xml</loc></sitemap>\n");
    }

    @GetMapping("/sitemaps/{name:[a-z]+}-{part:[0-9]{1,12}}.xml")
    void part(@PathVariable String name, @PathVariable long part, HttpServletResponse response) throws IOException {
        var pages = name.equals("pages") && part == 0
                ? fixed().map(path -> new OpenData.PageAddress(path, null)).toList()
                : resources
                        .find(name)
                        .filter(Resource::pages)
                        .map(resource -> data.pages(resource, part, PART))
                        .filter(found -> !found.isEmpty())
                        .orElseThrow(() -> new NotFound("site map " + name + " " + part));
        try (var out = begin(response)) {
            out.write(HEAD + "<urlset" + XML + " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
            for (var page : pages)
                for (Language language : Language.values()) address(out, page.path(), language, page.changed());
            out.write("</urlset>\n");
        }
    }

    private static Stream<String> fixed() {
        return Stream.concat(
                        Stream.of("/", "/accessibilite"),
                        Stream.concat(Navigation.MAIN.stream(), Navigation.FOOTER.stream())
                                .map(Navigation.Link::path))
                .distinct();
    }

    private void address(Writer out, String path, Language language, @Nullable LocalDate changed) throws IOException {
        out.write("<url><loc>" + address(path, language) + "</loc>");
        if (changed != null) out.write("<lastmod>" + changed + "</lastmod>");
        for (Language other : Language.values())
            out.write("<xhtml:link rel=\"alternate\" hreflang=\"" + other.code() + "\" href=\"" + address(path, other)
                    + "\"/>");
        out.write("</url>\n");
    }

    private String address(String path, Language language) {
        return site + language.prefix() + (path.equals("/") && language != Language.FR ? "" : path);
    }

    private static Writer begin(HttpServletResponse response) throws IOException {
        response.setContentType("application/xml;charset=UTF-8");
        response.setHeader("Cache-Control", "public, max-age=3600");
        return new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
    }

    /** What signs in or changes something is no page to index; the rest is. */
    @GetMapping("/robots.txt")
    ResponseEntity<String> robots() {
        return text("""
                User-agent: *
                Disallow: /connexion
                Disallow: /en/connexion
                Disallow: /api/v1/

                Sitemap: %s/sitemap.xml
                """.formatted(site));
    }

    /** Whom to tell of a hole (RFC 9116). */
    @GetMapping("/.well-known/security.txt")
    ResponseEntity<String> security() {
        var until = realTime.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(DAYS_OF_TRUST);
        String contact = identity.contact() == null ? site + "/mentions-legales" : "mailto:" + identity.contact();
        return text("""
                Contact: %s
                Expires: %s
                Preferred-Languages: fr, en
                Canonical: %s/.well-known/security.txt
                """.formatted(contact, until, site));
    }

    private static ResponseEntity<String> text(String body) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(body);
    }
}
