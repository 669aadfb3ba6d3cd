package org.parvis.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.parvis.imports.BadSource;
import org.parvis.web.BadInput;

class AddressListTest {
    private static AddressList read(String text) {
        return read(text, StandardCharsets.UTF_8);
    }

    private static AddressList read(String text, Charset charset) {
        return AddressList.read(() -> new ByteArrayInputStream(text.getBytes(charset)));
    }

    @Test
    void one_address_a_line_is_sorted_and_each_is_kept_once() {
        var list = read("Zoe@example.org\n\n  ada@example.org \nZOE@EXAMPLE.ORG\nélie@example.org\n");
        assertThat(list.addresses()).containsExactly("ada@example.org", "zoe@example.org", "élie@example.org");
        assertThat(list.merged()).isEqualTo(1);
        assertThat(read("seule@example.org").addresses()).containsExactly("seule@example.org");
    }

    @Test
    void a_table_says_which_column_holds_them() {
        for (String name : new String[] {"E-mail", "email", "COURRIEL", "Adresse électronique", "adresse e-mail"})
            assertThat(read("Nom;" + name + "\nAda;ada@example.org\n\"Zoé; la grande\";zoe@example.org\n")
                            .addresses())
                    .as(name)
                    .containsExactly("ada@example.org", "zoe@example.org");
        assertThat(read("Prénom;Adresse électronique\nZoé;zoe@example.org\n", Charset.forName("windows-1252"))
                        .addresses())
                .containsExactly("zoe@example.org");
        assertThat(read("ada@example.org,Ada\nzoe@example.org,Zoé\n").addresses())
                .as("without a line of names")
                .containsExactly("ada@example.org", "zoe@example.org");
    }

    @Test
    void lines_without_an_address_are_named() {
        assertThatThrownBy(() -> read("ada@example.org\nnobody\nzoe@example.org\n@\n"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad)
                                .hasMessage("panels.invitations.list.bad")
                                .extracting("arguments")
                                .isEqualTo(new Object[] {2, "2, 4"}));
        assertThatThrownBy(() -> read("courriel\n" + "x\n".repeat(12)))
                .extracting("arguments")
                .isEqualTo(new Object[] {12, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11…"});
        assertThatThrownBy(() -> read("ada@example.org\nİ@example.org\n"))
                .as("in small letters it would hold a mark that no address holds")
                .hasMessage("panels.invitations.list.bad");
        assertThatThrownBy(() -> read("courriel;nom\n;Ada\n")).hasMessage("panels.invitations.list.bad");
    }

    @Test
    void what_holds_no_list_is_refused() {
        assertThatThrownBy(() -> read("nom;ville\nAda;Paris\n")).hasMessage("panels.invitations.list.column");
        assertThatThrownBy(() -> read("ada@example.org; zoe@example.org\n"))
                .hasMessage("panels.invitations.list.column");
        assertThatThrownBy(() -> read("courriel\n")).hasMessage("panels.invitations.list.empty");
        assertThatThrownBy(() -> read("")).isInstanceOf(BadSource.class);
        assertThatThrownBy(() -> read("PK\u0003\u0004")).isInstanceOf(BadSource.class);
        var many = new StringBuilder();
        for (int i = 0; i <= AddressList.MOST; i++) many.append(i).append("@example.org\n");
        assertThatThrownBy(() -> read(many.toString())).hasMessage("panels.invitations.list.most");
    }
}
