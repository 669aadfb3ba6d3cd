package org.parvis.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class DuplicatesTest {
    private static final String TEXT =
            "Publier chaque mois les retards de chaque ligne de bus, avec leur motif, pour que chacun juge.";

    @LocalServerPort
    int port;

    @Autowired
    GivenConsultation given;

    @Autowired
    Duplicates duplicates;

    private Consultation consultation() {
        var consultation = given.open();
        given.contribution(given.member(), consultation, "Les retards", TEXT);
        given.contribution(given.member(), consultation, "LES RETARDS", TEXT.replace("mois", "moi"));
        given.contribution(given.member(), consultation, "Les retards !", TEXT.replace("motif", "moitf"));
        given.contribution(
                given.member(), consultation, "Des arbres", "Planter des arbres le long des avenues du centre.");
        return consultation;
    }

    private Duplicates.Search searched(Consultation consultation) throws InterruptedException {
        duplicates.ask(given.coordinator(), consultation);
        duplicates.search(duplicates.findLast(consultation).orElseThrow().id());
        return duplicates.findLast(consultation).orElseThrow();
    }

    @Test
    void what_looks_alike_is_grouped_and_the_page_says_how() throws Exception {
        var consultation = consultation();
        var search = searched(consultation);
        assertThat(search.isDone()).isTrue();
        assertThat(search.contributions()).isEqualTo(4);
        assertThat(search.step()).isEqualTo(search.steps()).isPositive();
        assertThat(duplicates.listGroups(search, null, 10))
                .singleElement()
                .extracting(Duplicates.Group::size)
                .isEqualTo(3);
        var page = new Browser(port).get(consultation.path() + "/doublons").body();
        assertThat(page).contains("Un groupe de textes proches", "MinHash", "seuil 0,7");
    }

    @Test
    void people_split_name_and_merge_groups_each_time_with_a_reason() throws Exception {
        var consultation = consultation();
        var search = searched(consultation);
        var group = duplicates.listGroups(search, null, 10).getFirst();
        long out = group.shown().getLast().id();
        assertThatThrownBy(() -> duplicates.split(given.coordinator(), consultation, group.id(), Set.of(out), " "))
                .hasMessage("discussion.reason.missing");
        assertThatThrownBy(() -> duplicates.split(given.member(), consultation, group.id(), Set.of(out), "Non."))
                .isInstanceOf(Forbidden.class);
        duplicates.split(given.coordinator(), consultation, group.id(), Set.of(out), "Elle parle d’autre chose.");
        assertThat(duplicates.get(consultation, group.id()).size()).isEqualTo(2);
        duplicates.name(
                given.moderator(), consultation, group.id(), "Les retards des bus", "Pour la lire d’un coup d’œil.");
        assertThat(duplicates.get(consultation, group.id()).name()).isEqualTo("Les retards des bus");
        duplicates.merge(given.coordinator(), consultation, group.id(), group.id() + 1, "C’était bien la même.");
        assertThat(duplicates.get(consultation, group.id()).size()).isEqualTo(3);
        assertThat(duplicates.listChanges(group.id()))
                .extracting(Duplicates.Change::act)
                .isEqualTo(List.of("SPLIT", "NAMED", "MERGED"));
        assertThat(new Browser(port)
                        .get(consultation.path() + "/doublons/" + group.id())
                        .body())
                .contains("Les retards des bus", "C’était bien la même.");
    }

    @Test
    void one_search_goes_on_at_a_time_and_a_cancelled_one_leaves_nothing() throws Exception {
        var consultation = consultation();
        duplicates.ask(given.coordinator(), consultation);
        assertThatThrownBy(() -> duplicates.ask(given.moderator(), consultation))
                .hasMessage("participation.duplicates.already");
        var search = duplicates.findLast(consultation).orElseThrow();
        duplicates.cancel(given.coordinator(), consultation);
        duplicates.search(search.id());
        assertThat(duplicates.findLast(consultation).orElseThrow().ended()).isEqualTo("CANCELLED");
        assertThat(duplicates.listGroups(search, null, 10)).isEmpty();
    }

    @Test
    void only_the_coordination_and_moderators_search() {
        var consultation = consultation();
        assertThatThrownBy(() -> duplicates.ask(given.member(), consultation)).isInstanceOf(Forbidden.class);
        assertThat(Browser.of(port, "member")
                        .post(consultation.path() + "/doublons")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Browser.of(port, "member")
                        .post(consultation.path() + "/doublons/1")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Browser.of(port, "member")
                        .post(consultation.path() + "/doublons/annulation")
                        .statusCode())
                .isEqualTo(403);
    }
}
