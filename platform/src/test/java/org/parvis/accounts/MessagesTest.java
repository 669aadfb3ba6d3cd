package org.parvis.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MessagesTest {
    @Test
    void every_message_is_said_in_both_languages_with_the_marks_of_the_trade() throws IOException {
        Properties french = read("fr"), english = read("en");
        assertThat(french.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(french.values())
                .allSatisfy(text -> assertThat((String) text)
                        .doesNotContain("'")
                        .doesNotContainPattern(" [?!:;»]")
                        .doesNotContain("« "));
        assertThat(english.values())
                .allSatisfy(text -> assertThat((String) text).doesNotContain("'"));
    }

    private static Properties read(String language) throws IOException {
        var properties = new Properties();
        String name = "/messages/accounts_" + language + ".properties";
        try (var in = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }
}
