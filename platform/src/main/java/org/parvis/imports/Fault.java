package org.parvis.imports;

import java.util.Arrays;
import java.util.List;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.Visit;

/**
 * What is wrong with a row.
 *
 * @param column the file's name of the cell, or empty where it is the whole row
 * @param key the message that says what to do
 */
public record Fault(String column, String key, List<String> arguments) {
    public static Fault of(String column, String key, Object... arguments) {
        return new Fault(
                column, key, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    public String sentence(Visit visit) {
        return visit.say(key, spoken());
    }

    public String sentence(Messages messages, Language language) {
        return messages.say(language, key, spoken());
    }

    private Object[] spoken() {
        return arguments.stream()
                .map(a -> a.matches("-?[0-9]{1,9}") ? (Object) Integer.valueOf(a) : a)
                .toArray();
    }
}
