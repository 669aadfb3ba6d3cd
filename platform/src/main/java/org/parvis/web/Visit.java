package org.parvis.web;

import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** The parameter that asks for an earlier day. */
    public static final String DAY = "au";

    private static final JsonMapper JSON = new JsonMapper();

    /** The same visit in another language, for a text that is written in both. */
    public Visit speaking(Language other) {
        return new Visit(other, path, query, today, actor, token, instance);
    }

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

    /**
     * The day whose state is asked for: {@code ?au=2022-03-01}, or today.
     *
     * @throws BadInput where it is no date, or one that has not come
     */
    public LocalDate day() {
        LocalDate day = asked();
        if (day == null) throw new BadInput("web.day.bad");
        if (day.isAfter(today)) throw new BadInput("web.day.future", date(today));
        return day;
    }

    /** Whether the page is read as it stood on an earlier day. */
    public boolean isPast() {
        LocalDate day = asked();
        return day != null && day.isBefore(today);
    }

    private @Nullable LocalDate asked() {
        for (String pair : query.split("&", -1)) {
            if (!pair.startsWith(DAY + "=") || pair.length() == DAY.length() + 1) continue;
            try {
                return LocalDate.parse(pair.substring(DAY.length() + 1));
            } catch (DateTimeException e) {
                return null;
            }
        }
        return today;
    }

    /** A link that stays on the day that is read, where it leads to a plan. */
    public String stay(String page) {
        String link = link(page);
        return page.startsWith("/plans") && isPast()
                ? link + (page.contains("?") ? "&" : "?") + DAY + "=" + asked()
                : link;
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
        var changed = new StringJoiner("&");
        for (String pair : query.split("&", -1))
            if (!pair.isEmpty() && !parameters.containsKey(pair.replaceFirst("=.*", ""))) changed.add(pair);
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) changed.add(name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8));
        });
        return link(path) + (changed.length() == 0 ? "" : "?" + changed);
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
