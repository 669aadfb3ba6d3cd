package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class MaterialsTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenTalk given;

    @Autowired
    Gatherings gatherings;

    @Autowired
    Materials materials;

    private Gathering talk() {
        return given.published(GivenTalk.sheet(
                new Bilingual("Une causerie", null),
                "Pour parler.",
                "2022-04-05T12:30",
                "2022-04-05T13:30",
                "Europe/Paris",
                "Paris"));
    }

    @Test
    void a_link_is_added_by_its_organiser_and_taken_away_again() {
        var talk = talk();
        var browser = Browser.of(port, "contributor");
        String path = talk.path() + "/ressources";
        var form = browser.open(path).form(path).with("genre", "RECORDING").with("titre", "La vidéo");
        var refused = form.with("lien", "javascript:alert(1)").send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("La vidéo", "Le lien doit commencer par");
        assertThat(form.with("lien", "").send().body()).contains("l’un des deux");
        assertThat(form.with("lien", "https://video.example/1").send().statusCode())
                .isEqualTo(303);
        var added = materials.list(talk).getFirst();
        assertThat(added.kind()).isEqualTo(Material.Kind.RECORDING);
        assertThat(added.href()).isEqualTo("https://video.example/1");
        String removal = path + "/" + added.id() + "/retrait";
        assertThat(browser.open(path).form(removal).send().statusCode()).isEqualTo(303);
        assertThat(materials.list(talk)).isEmpty();
    }

    @Test
    void a_file_is_public_with_its_format_and_its_size_until_it_is_taken_away() {
        var talk = talk();
        var browser = Browser.of(port, "contributor");
        String path = talk.path() + "/ressources";
        byte[] content = "date,heures\n2022-04-05,1\n".getBytes(StandardCharsets.UTF_8);
        assertThat(browser.upload(path, List.of("titre", "Les heures"), "fichier", "heures.csv", content)
                        .statusCode())
                .isEqualTo(303);
        var added = materials.list(talk).getFirst();
        assertThat(browser.open(path).html).contains("CSV", "Les heures");
        assertThat(new Browser(port).get(added.href()).body()).isEqualTo(new String(content, StandardCharsets.UTF_8));
        materials.remove(given.contributor(), talk.slug(), added.id());
        assertThat(new Browser(port).get(added.href()).statusCode()).isEqualTo(404);
    }

    @Test
    void a_file_that_is_not_what_it_says_is_refused_and_what_was_typed_stays() {
        var talk = talk();
        String path = talk.path() + "/ressources";
        var refused = Browser.of(port, "contributor")
                .upload(path, List.of("titre", "Le film"), "fichier", "film.exe", new byte[] {'M', 'Z', 0, 1});
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Le film");
        assertThat(materials.list(talk)).isEmpty();
    }

    @Test
    void strangers_add_nothing() {
        var talk = talk();
        assertThatThrownBy(() -> materials.add(
                        given.member(),
                        talk.slug(),
                        Material.Kind.MATERIAL,
                        new Bilingual("Publicité", null),
                        "https://ailleurs.example",
                        null))
                .isInstanceOf(Forbidden.class);
        assertThat(Browser.of(port, "contributor-justice")
                        .get(talk.path() + "/ressources")
                        .statusCode())
                .isEqualTo(403);
    }
}
