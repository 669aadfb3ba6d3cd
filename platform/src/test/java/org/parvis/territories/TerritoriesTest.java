package org.parvis.territories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.ParvisTest;
import org.parvis.house.Refusal;
import org.springframework.beans.factory.annotation.Autowired;

@ParvisTest
class TerritoriesTest {
    @Autowired
    Territories territories;

    @Autowired
    TerritoryLists lists;

    @Test
    void every_region_departement_and_commune_is_there_with_its_people() {
        assertThat(territories.list(Level.REG)).hasSize(26);
        assertThat(territories.list(Level.DEPT)).hasSize(109);
        assertThat(territories.list(Level.COM)).hasSize(34_969);
        assertThat(territories.listContours(Level.DEPT)).hasSize(101);
        assertThat(territories.listContours(Level.REG)).hasSize(18);
        var correze = territories.get("DEPT-19");
        assertThat(correze.name()).isEqualTo("Corrèze");
        assertThat(correze.parent()).isEqualTo("REG-75");
        assertThat(correze.population()).isBetween(200_000, 300_000);
        assertThat(territories.listAround(territories.get("COM-19272")))
                .extracting(Territory::code)
                .containsExactly("NAT-FR", "REG-75", "DEPT-19", "COM-19272");
        assertThat(territories.get("NAT-FR").population()).isBetween(65_000_000, 72_000_000);
    }

    @Test
    void the_people_of_a_level_are_those_of_the_level_below() {
        long departements = territories.list(Level.DEPT).stream()
                .mapToLong(t -> t.population() == null ? 0 : t.population())
                .sum();
        assertThat(departements)
                .isEqualTo(Objects.requireNonNull(territories.get("NAT-FR").population())
                        .longValue());
    }

    @ParameterizedTest
    @CsvSource({
        "19000, COM-19272",
        "Tulle, COM-19272",
        "tulle, COM-19272",
        "correze, DEPT-19",
        "CORRÈZE, DEPT-19",
        "DEPT-19, DEPT-19",
        "Nouvelle-Aquitaine, REG-75",
        "reunion, REG-04",
        "Saint Etienne, COM-42218",
        "l'hay les roses, COM-94038"
    })
    void a_territory_is_found_by_name_or_postcode_however_it_is_typed(String typed, String code) {
        assertThat(territories.search(typed, 20))
                .first()
                .extracting(Territory::code)
                .isEqualTo(code);
    }

    @Test
    void nothing_is_found_where_nothing_is_asked() {
        for (String typed : List.of("", " ", "%", "_", "'", "x".repeat(500), "\0"))
            assertThat(territories.search(typed.replace("\0", ""), 20))
                    .as(typed)
                    .isEmpty();
    }

    @Test
    void a_code_that_is_no_more_leads_to_what_it_became_part_of() {
        assertThat(territories.find("REG-42")).isEmpty();
        assertThat(territories.findMerged("REG-42"))
                .get()
                .extracting(Territory::code)
                .isEqualTo("REG-44");
        assertThat(territories.findMerged("COM-75101"))
                .get()
                .extracting(Territory::name)
                .isEqualTo("Paris");
        assertThat(territories.findMergers(List.of("REG-42", "DEPT-19"))).containsOnlyKeys("REG-42");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NAT-BE,,Belgique\\nREG-1,NAT-BE,Flandre\\nDEPT-1,REG-2,Anvers|Line 4: REG-2, in which DEPT-1 lies, must stand before it.",
                "NAT-BE,,Belgique\\nREG-1,NAT-BE,Flandre\\nREG-1,NAT-BE,Wallonie|Line 4: REG-1 stands twice.",
                "REG-1,,Flandre|Line 2: REG-1 must lie in one territory.",
                "NAT-BE,,Belgique\\nNAT-NL,,Pays-Bas|The list has two countries.",
                "NAT-BE,,|Line 2: NAT-BE has no name.",
                "BE,,Belgique|Line 2: “BE” is no code such as NAT-FR, REG-84, DEPT-01, COM-01001.",
                "NAT-BE,,Belgique,douze|Line 2: “douze” is no number of people.",
                "NAT-BE,,Belgique,12,,<script>|Line 2: the contour of NAT-BE is no SVG path."
            })
    void a_bad_list_is_refused_with_its_line(String rows, String sentence) {
        assertThatThrownBy(() -> TerritoryTable.read(new StringReader(
                        "code,parent,name,population,postcodes,contour\n" + rows.replace("\\n", "\n"))))
                .isInstanceOf(Refusal.class)
                .hasMessage(sentence);
    }

    @Test
    void a_list_that_lacks_territories_with_figures_changes_nothing() {
        assertThatThrownBy(() -> lists.replace("code,parent,name\nNAT-BE,,Belgique\n", "un essai", "aucune"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Figures stand on territories");
        assertThat(territories.get("DEPT-19").name()).isEqualTo("Corrèze");
        assertThat(territories.source().licence()).contains("Licence Ouverte");
    }
}
