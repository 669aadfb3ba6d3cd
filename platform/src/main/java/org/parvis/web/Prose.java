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
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The long texts, {@code pages/<name>_<language>.md}: a title, a first paragraph that sums them up, and the rest.
 * {@code {publisher}} and the like are the instance's identity, or a sentence that says it has yet to be filled in.
 */
@Component
public class Prose {
    private static final List<String> NAMES =
            List.of("accessibilite", "mentions-legales", "donnees-personnelles", "gouvernement-ouvert", "moderation");
    private static final Map<String, String> PATHS = Map.of("moderation", "/moderation/regles");
    private static final Pattern BLANK = Pattern.compile("\\{([a-z-]+)}");
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

    /** A long text as plain words. */
    public record Told(String path, Bilingual title, Bilingual words) {}

    /** All of them, to be searched. */
    public List<Told> list() {
        return NAMES.stream()
                .map(name -> {
                    var french = page(name, Language.FR);
                    var english = page(name, Language.EN);
                    return new Told(
                            PATHS.getOrDefault(name, "/" + name),
                            new Bilingual(french.title(), english.title()),
                            new Bilingual(words(french), words(english)));
                })
                .toList();
    }

    private static String words(ProsePage page) {
        return HtmlUtils.htmlUnescape(page.html().replaceAll("(?s)<h1.*?</h1>|<[^>]*>", " "))
                .replaceAll("\\s+", " ")
                .strip();
    }

    ProsePage page(String name, Visit visit) {
        return page(name, visit.language());
    }

    private ProsePage page(String name, Language language) {
        return Objects.requireNonNull(
                Objects.requireNonNull(pages.get(language)).get(name));
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
        Node document = Markdown.parse(filled);
        if (!(document.getFirstChild() instanceof Heading title) || !(title.getNext() instanceof Paragraph summary))
            throw new IllegalStateException(file + " must begin with a title and a paragraph");
        return new ProsePage(Markdown.words(title), Markdown.words(summary), Markdown.render(document));
    }
}
