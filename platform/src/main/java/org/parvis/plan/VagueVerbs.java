package org.parvis.plan;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.Yaml;

/** The verbs of {@code vague-verbs.yaml}: what begins with « renforcer » cannot be seen to be done. */
final class VagueVerbs {
    private static final Map<Language, Pattern> PATTERNS = read();

    record Lists(List<String> fr, List<String> en) {}

    private VagueVerbs() {}

    private static Map<Language, Pattern> read() {
        var lists = Yaml.one("vague-verbs.yaml", Lists.class);
        return Map.of(
                Language.FR, pattern(lists.fr().stream().map(VagueVerbs::french).toList()),
                Language.EN,
                        pattern(lists.en().stream().map(VagueVerbs::english).toList()));
    }

    private static Pattern pattern(List<String> forms) {
        return Pattern.compile(
                forms.stream().collect(Collectors.joining("|", "\\b(?:", ")\\b")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static String french(String verb) {
        return verb.endsWith("er") ? verb.substring(0, verb.length() - 2) + "(?:er|e|ent|ons|ez|ant|era|eront)" : verb;
    }

    private static String english(String verb) {
        return verb.endsWith("e") || verb.endsWith("y")
                ? verb.substring(0, verb.length() - 1) + "(?:e|es|ed|ing|y|ies|ied|ying)"
                : verb + "(?:s|ed|ing)?";
    }

    /** The vague verbs of a text in both its languages, as it writes them, each once. */
    static List<String> in(@Nullable Bilingual text) {
        var found = new TreeSet<String>();
        if (text != null)
            for (Language language : Language.values()) {
                String words = language == Language.FR ? text.fr() : text.en();
                if (words != null)
                    Objects.requireNonNull(PATTERNS.get(language))
                            .matcher(words)
                            .results()
                            .map(MatchResult::group)
                            .map(verb -> verb.toLowerCase(language.locale()))
                            .forEach(found::add);
            }
        return List.copyOf(found);
    }
}
