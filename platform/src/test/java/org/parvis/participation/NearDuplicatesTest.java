package org.parvis.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final String TEXT =
            "Les horaires prévus sont ouverts. Ce sont les retards qui nous manquent, ligne par ligne."
                    + " Publiez-les chaque mois, avec leur motif.";

    private static NearDuplicates.Texts of(List<String> texts) {
        return new NearDuplicates.Texts() {
            @Override
            public int size() {
                return texts.size();
            }

            @Override
            public String get(int place) {
                return texts.get(place);
            }
        };
    }

    private static List<List<Integer>> groups(List<String> texts) {
        return NearDuplicates.find(of(texts), NearDuplicates.Parameters.DEFAULT, (_, _) -> {}).stream()
                .map(g -> Arrays.stream(g.members()).boxed().toList())
                .toList();
    }

    @Test
    void a_text_finds_itself_in_capitals_without_accents_mistyped_and_in_another_order() {
        var texts = List.of(
                TEXT,
                "Une tout autre demande, sur les bibliothèques de quartier et leurs heures d’ouverture.",
                TEXT.toUpperCase(Locale.FRANCE),
                "Publiez-les chaque mois, avec leur motif. Les horaires prévus sont ouverts. Ce sont les retards qui nous manquent, ligne par ligne.",
                TEXT.replace("prévus", "prevus").replace("retards", "retads").replace("motif", "moitf"));
        assertThat(groups(texts)).containsExactly(List.of(0, 2, 3, 4));
    }

    @Test
    void short_texts_are_grouped_only_when_they_say_the_same() {
        assertThat(groups(List.of("Oui", "oui !", "Ouïe", "Non", "Oui, mais"))).containsExactly(List.of(0, 1));
    }

    @Test
    void nothing_and_one_make_no_group() {
        assertThat(groups(List.of())).isEmpty();
        assertThat(groups(List.of(TEXT))).isEmpty();
        assertThat(groups(List.of("", "", "…"))).containsExactly(List.of(0, 1, 2));
    }

    @Test
    void whoever_follows_the_progress_can_end_it() {
        assertThatThrownBy(() ->
                        NearDuplicates.find(of(List.of(TEXT, TEXT)), NearDuplicates.Parameters.DEFAULT, (_, _) -> {
                            throw new IllegalStateException("enough");
                        }))
                .hasMessage("enough");
    }

    @Test
    void planted_copies_are_found_and_strangers_are_not_grouped() {
        var random = new Random(7);
        var words = new ArrayList<String>();
        for (int i = 0; i < 3_000; i++) {
            var word = new StringBuilder();
            for (int c = 3 + random.nextInt(7); c > 0; c--) word.append((char) ('a' + random.nextInt(26)));
            words.add(word.toString());
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++) texts.add(sentence(words, 25, random));
        for (int i = 0; i < 500; i++) texts.add(mistyped(texts.get(i), random));
        var found = groups(texts);
        long planted = found.stream()
                .filter(g -> g.size() == 2 && g.getLast() == g.getFirst() + 2_000)
                .count();
        assertThat(planted).isGreaterThanOrEqualTo(495);
        assertThat(found).hasSize((int) planted);
    }

    @Test
    void the_same_texts_in_another_order_make_the_same_groups() {
        var random = new Random(11);
        var texts = new ArrayList<String>();
        for (int i = 0; i < 60; i++)
            texts.add(i % 3 == 0 ? TEXT + " Et " + i : mistyped(TEXT, random) + " Ou " + i / 3);
        var order = new ArrayList<>(texts);
        Collections.shuffle(order, random);
        assertThat(groups(texts)).isEqualTo(groups(texts)).hasSize(1);
        assertThat(groups(order).getFirst()).hasSameSizeAs(groups(texts).getFirst());
    }

    private static String sentence(List<String> words, int length, Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++)
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        return text.toString();
    }

    /** Every twelfth word loses a letter. */
    private static String mistyped(String text, Random random) {
        var words = text.split(" ");
        for (int i = random.nextInt(12); i < words.length; i += 12)
            if (words[i].length() > 3) words[i] = words[i].substring(0, 2) + words[i].substring(3);
        return String.join(" ", words);
    }
}
