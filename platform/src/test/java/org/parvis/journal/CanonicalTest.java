package org.parvis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.house.Sha256;
import org.parvis.web.Role;

class CanonicalTest {
    private static final Instant CIVIC = Instant.parse("2022-05-02T07:00:00Z");
    private static final Instant REAL = Instant.parse("2026-03-02T08:00:00.250Z");

    /** The worked example of docs/algorithms/journal.md. */
    @Test
    void the_form_of_an_entry_and_its_hash_are_those_of_the_documentation() {
        var act = Act.of("plan.amended", "/plans/2021-2023/actions/47", Role.COORDINATOR, "dinum")
                .because("L’échéance « 2022 » était intenable.")
                .with("dueOn", "2023-06-30")
                .with("dueBefore", "2022-12-31");
        var items = new Merkle();
        items.add("one".getBytes(StandardCharsets.UTF_8));
        items.add("two".getBytes(StandardCharsets.UTF_8));
        String text = Canonical.act(act, Map.of("person", "ab".repeat(32)), items, CIVIC, REAL);
        assertThat(text)
                .isEqualTo(
                        "{\"civicTime\":\"2022-05-02T07:00:00Z\",\"facts\":{\"dueBefore\":\"2022-12-31\",\"dueOn\":\"2023-06-30\"},"
                                + "\"items\":{\"count\":2,\"root\":\"" + Sha256.hex(items.root())
                                + "\"},\"kind\":\"plan.amended\","
                                + "\"organisation\":\"dinum\",\"realTime\":\"2026-03-02T08:00:00.250Z\","
                                + "\"reason\":\"L’échéance « 2022 » était intenable.\",\"reference\":\"/plans/2021-2023/actions/47\","
                                + "\"role\":\"COORDINATOR\",\"sealed\":{\"person\":\"" + "ab".repeat(32) + "\"}}");
        String entry = Canonical.entry(text, 1, Entry.BEFORE_THE_FIRST);
        assertThat(Sha256.hex(Sha256.of(entry.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("89119ca175c82dd1899639edaf72016d1e96c9e90b0ff4898620027d80ca1875");
    }

    /** The strings of RFC 8785, sections 3.2.2.2 and 3.2.3. */
    @Test
    void strings_escape_what_json_demands_and_nothing_else() {
        assertThat(Canonical.string("\u20ac$\u000F\nA'B\"\\\\\"/"))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
        assertThat(Canonical.string("\u007f\u2028\ud83d\ude02")).isEqualTo("\"\u007f\u2028\ud83d\ude02\"");
    }

    @Test
    void names_stand_in_the_order_of_their_utf_16_units() {
        var act = Act.of("a.b", "/", Role.MEMBER, null)
                .with("\u20ac", "Euro Sign")
                .with("\r", "Carriage Return")
                .with("\ufb33", "Hebrew Letter Dalet With Dagesh")
                .with("1", "One")
                .with("\ud83d\ude00", "Emoji: Grinning Face")
                .with("\u0080", "Control")
                .with("\u00f6", "Latin Small Letter O With Diaeresis");
        assertThat(Canonical.act(act, Map.of(), null, CIVIC, REAL))
                .contains("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void what_no_database_could_keep_is_refused() {
        assertThatThrownBy(() -> Canonical.string("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Canonical.string("\ud83d")).isInstanceOf(IllegalArgumentException.class);
    }
}
