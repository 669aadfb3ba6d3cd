package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadsheetFilesTest {
    private static final String QUOTAS = """
            category,feature,min,max
            Sexe,Femme,1,2
            Sexe,Homme,1,2
            Région,Île-de-France,0,2
            Région,Grand Est,0,2
            """;

    @TempDir
    Path folder;

    @Test
    void accents_case_and_spaces_are_set_aside_and_said() throws IOException {
        var read = read("id,sexe,REGION,note\n1,FEMME,ile-de-france,x\n2,Homme ,Île-de-France,\n", QUOTAS);
        assertThat(read.pool().people().get(0).values()).containsExactly("Femme", "Île-de-France");
        assertThat(read.pool().people().get(1).values()).containsExactly("Homme", "Île-de-France");
        assertThat(read.notices())
                .containsExactly(
                        "Columns left aside: note.",
                        "Région “ile-de-france” was read as “Île-de-France”, 1 times.",
                        "Sexe “FEMME” was read as “Femme”, 1 times.");
    }

    @Test
    void every_problem_is_said_with_its_line() {
        assertThatThrownBy(() -> read("id,Sexe,Région\n1,Femme,\n1,Homme,Bretagne\n,Autre,Grand Est\n", QUOTAS))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems())
                                .containsExactly(
                                        "Line 2: “Région” is empty; it is one of Île-de-France, Grand Est.",
                                        "Line 3: “Bretagne” is no Région of the quotas, which are Île-de-France, Grand Est.",
                                        "Line 3: “1” is already on line 2; a person is in the pool once.",
                                        "Line 4: “Autre” is no Sexe of the quotas, which are Femme, Homme.",
                                        "Line 4: “id” is empty."));
    }

    @Test
    void a_column_that_the_quotas_name_must_be_there() {
        assertThatThrownBy(() -> read("id,Sexe\n1,Femme\n", QUOTAS))
                .hasMessage("respondents.csv has no column “Région”, which the quotas name; its columns are id, Sexe.");
    }

    @Test
    void quotas_that_differ_only_by_accents_are_refused() {
        assertThatThrownBy(() -> read("Sexe\nFemme\n", "category,feature,min,max\nSexe,Femme,1,1\nSexe,femme,0,1\n"))
                .hasMessage("Sexe: “Femme” and “femme” differ only by accents, case or spaces; keep one.");
    }

    @Test
    void quotas_that_contradict_themselves_are_refused() {
        assertThatThrownBy(() -> read("Sexe\nFemme\n", "category,feature,min,max\nSexe,Femme,3,1\nSexe,Homme,-1,x\n"))
                .hasMessage("Quotas, line 3: “x” is no whole number (max).");
        assertThatThrownBy(() -> read("Sexe\nFemme\n", "category,feature,min,max\nSexe,Femme,3,1\nSexe,Homme,-1,2\n"))
                .hasMessageContaining("Sexe “Femme”: the minimum 3 is more than the maximum 1.")
                .hasMessageContaining("Sexe “Homme”: a minimum cannot be negative (-1).");
    }

    @Test
    void a_file_that_is_no_table_is_refused_in_a_sentence() throws IOException {
        assertThatThrownBy(() -> read("Sexe,Région\nFemme\n", QUOTAS))
                .hasMessage("respondents.csv, line 2: 1 cells for 2 columns.");
        assertThatThrownBy(() -> read("Sexe,Région\nFemme,Grand Est\nHomme,Grand Est,x\n", QUOTAS))
                .hasMessageContaining("respondents.csv cannot be read as a table with commas");
        assertThatThrownBy(() -> read("Sexe,Région\n\"Femme,\n", QUOTAS)).hasMessageContaining("respondents.csv");
        assertThatThrownBy(() -> read("", QUOTAS)).hasMessage("respondents.csv has no row under its header.");
        Files.write(folder.resolve("latin.csv"), "Sexe,Région\nFemme,Île\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("categories.csv"), QUOTAS);
        assertThatThrownBy(() -> SpreadsheetFiles.read(
                        folder.resolve("latin.csv"), folder.resolve("categories.csv"), SpreadsheetFiles.Columns.USUAL))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("latin.csv");
    }

    @Test
    void two_people_of_one_address_are_known_as_such() throws IOException {
        var read = read(
                "id,Sexe,Région,address\n1,Femme,Grand Est,1 RUE de l'Été\n2,Homme,Grand Est,1 rue de l'ete\n3,Homme,Grand Est,\n",
                QUOTAS);
        assertThat(read.pool().people())
                .extracting(Person::address)
                .containsExactly("1 rue de l'ete", "1 rue de l'ete", null);
    }

    private SpreadsheetFiles read(String respondents, String categories) throws IOException {
        Path pool = Files.writeString(folder.resolve("respondents.csv"), respondents);
        Path quotas = Files.writeString(folder.resolve("categories.csv"), categories);
        return SpreadsheetFiles.read(pool, quotas, SpreadsheetFiles.Columns.USUAL);
    }
}
