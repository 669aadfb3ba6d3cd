package org.parvis.web;

import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * One visit to one page: its language, its place, its civic day. Templates say, link and format through it.
 *
 * @param language the page's language
 * @param path the path without the language's prefix, as the contract names it ({@code /plans/2021-2023})
 * @param query the raw query string, possibly empty
 * @param today the civic date
 * @param actor who visits, where they signed in
 * @param token against forged forms; empty on a public page, which holds no form that changes anything
 * @param instance what this instance is
 */
public record Visit(
        Language language,
        String path,
        String query,
        LocalDate today,
        @Nullable Actor actor,
        String token,
        Instance instance) {

    /** What every visit to this instance shares. */
    public record Instance(
            Messages messages, Identity identity, Assets assets, String publicUrl, boolean demonstration) {}

    private static final JsonMapper JSON = new JsonMapper();

    public String say(String key, Object... arguments) {
        return instance.messages().say(language, key, arguments);
    }

    /** A text of an enumeration's value: {@code plan.completion.LIMITED}. */
    public String say(String prefix, Enum<?> value) {
        return say(prefix + "." + value.name());
    }

    public String in(Bilingual text) {
        return text.in(language);
    }

    /** A root-relative link to a page, in the visit's language. */
    public String link(String page) {
        return language.prefix() + (page.equals("/") && language != Language.FR ? "" : page);
    }

    /** This same page in another language, with its query. */
    public String here(Language other) {
        String page = other.prefix() + (path.equals("/") && other != Language.FR ? "" : path);
        return query.isEmpty() ? page : page + "?" + query;
    }

    /** This page with some query parameters changed; an empty value leaves its parameter out. */
    public String with(Map<String, String> parameters) {
        var uri = UriComponentsBuilder.fromPath(link(path)).query(query);
        parameters.forEach((name, value) -> {
            uri.replaceQueryParam(name);
            if (!value.isEmpty()) uri.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        });
        return uri.build(true).toUriString();
    }

    /** The address of a page for the outside: canonical links, JSON-LD, feeds. */
    public String absolute(String rootRelative) {
        return instance.publicUrl() + rootRelative;
    }

    /** A name for one filling-in of a form: the same one sent twice is taken once. */
    public String once() {
        return UUID.randomUUID().toString();
    }

    public String asset(String name) {
        return instance.assets().url(name);
    }

    /** « 1er mai 2022 », “1 May 2022”. */
    public String date(LocalDate date) {
        String text = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .format(date);
        return language == Language.FR && date.getDayOfMonth() == 1 ? "1er" + text.substring(1) : text;
    }

    /** « mai 2022 ». */
    public String month(LocalDate date) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", language.locale()).format(date);
    }

    public String number(Number number) {
        return NumberFormat.getInstance(language.locale()).format(number);
    }

    /** JSON-LD for a {@code <script type="application/ld+json">}: data, which the content policy lets stand in the page. */
    public static String jsonLd(Map<String, ?> data) {
        return JSON.writeValueAsString(data).replace("<", "\\u003c");
    }
}
