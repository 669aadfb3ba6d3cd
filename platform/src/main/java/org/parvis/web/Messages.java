package org.parvis.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * What the pages say, one file a module and language: {@code messages/<module>_<language>.properties}. A text with
 * arguments is a {@link MessageFormat}; apostrophes are typographic (’), so that none is taken for its quote.
 */
@Component
public class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);

    Messages() {
        for (Language language : Language.values()) texts.put(language, read(language));
    }

    public String say(Language language, String key, Object... arguments) {
        String text = texts(language).get(key);
        if (text == null) {
            LOG.error("no message {} in {}", key, language);
            return key;
        }
        return arguments.length == 0 ? text : new MessageFormat(text, language.locale()).format(arguments);
    }

    public boolean knows(Language language, String key) {
        return texts(language).containsKey(key);
    }

    private Map<String, String> texts(Language language) {
        return java.util.Objects.requireNonNull(texts.get(language));
    }

    private static Map<String, String> read(Language language) {
        Map<String, String> all = new HashMap<>();
        try {
            String files = "classpath*:messages/*_" + language.code() + ".properties";
            for (var file : new PathMatchingResourcePatternResolver().getResources(files)) {
                var properties = new Properties();
                try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(in);
                }
                properties.forEach((key, text) -> {
                    if (all.put((String) key, (String) text) != null)
                        throw new IllegalStateException("message " + key + " stands in two files");
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }
}
