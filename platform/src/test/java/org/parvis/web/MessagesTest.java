package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    private static final Path FOLDER = Path.of("src/main/resources/messages");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

    static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("_(fr|en)\\.properties$", ""))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void every_key_stands_in_both_languages_with_the_same_arguments(String module) throws IOException {
        Map<String, String> french = read(module, Language.FR);
        Map<String, String> english = read(module, Language.EN);
        assertThat(english.keySet()).isEqualTo(french.keySet());
        french.forEach(
                (key, text) -> assertThat(arguments(english.get(key))).as(key).isEqualTo(arguments(text)));
    }

    @ParameterizedTest
    @EnumSource
    void every_pattern_parses_and_no_apostrophe_is_taken_for_its_quote(Language language) throws IOException {
        for (String module : modules())
            read(module, language).forEach((key, text) -> {
                assertThat(text).as(key).doesNotContain("'").isNotBlank();
                if (!arguments(text).isEmpty())
                    assertThat(new MessageFormat(text, language.locale()).format(new Object[] {3, 3, 3, 3, 3, 3, 3, 3}))
                            .as(key)
                            .doesNotContain("{");
            });
    }

    @Test
    void french_spaces_do_not_break_before_double_punctuation() throws IOException {
        for (String module : modules())
            read(module, Language.FR)
                    .forEach((key, text) ->
                            assertThat(text).as(key).doesNotContainPattern("(?<!\\u00a0)([;?!»]|:( |$))|«(?!\\u00a0)"));
    }

    private static Set<String> arguments(@Nullable String text) {
        return text == null
                ? Set.of()
                : ARGUMENT.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(String module, Language language) throws IOException {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(
                FOLDER.resolve(module + "_" + language.code() + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        var texts = new TreeMap<String, String>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".jte"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_template_has_no_text_of_its_own(Path template) throws IOException {
        assertThat(TemplateText.of(Files.readString(template))).isEmpty();
    }

    @Test
    void the_reading_of_templates_finds_text_wherever_a_person_would_meet_it() {
        assertThat(TemplateText.of("@param String a\n<p class=\"x\">${a} Bonjour</p>"))
                .containsExactly("Bonjour");
        assertThat(TemplateText.of("@template.web.card(title = visit.say(\"k\"), content = @`<p>Salut</p>`)"))
                .containsExactly("Salut");
        assertThat(TemplateText.of("<a aria-label=\"Fermer\" href=\"/x\">@if(a > b)×@else${c}@endif</a>"))
                .containsExactly("Fermer");
        assertThat(TemplateText.of("@template.web.badge(label = \"Deux mots\")"))
                .containsExactly("Deux mots");
        assertThat(new ArrayList<>(TemplateText.of("@if(x){y}@endif"))).containsExactly("{y}");
    }
}
