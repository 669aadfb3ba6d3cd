package org.parvis.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people send as a table, and what of it is one. */
class SourceTest {
    private static final String TABLE = "numéro;titre\n1;\"Été ; hiver\"\n2;Œuvrer\n";

    private static Source.Bytes bytes(byte[] content) {
        return () -> new ByteArrayInputStream(content);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Read(Source source, List<String> columns, List<Source.Row> rows) {
        static Read of(byte[] content, String... under) {
            var source = Source.detect(bytes(content));
            var rows = new ArrayList<Source.Row>();
            return new Read(source, source.read(bytes(content), List.of(under), List.of("evidence"), rows::add), rows);
        }

        List<Map<String, String>> cells() {
            return rows.stream().map(Source.Row::cells).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,UTF_8,",
        "UTF-8,UTF_8,\uFEFF",
        "windows-1252,WINDOWS_1252,",
        "UTF-16LE,UTF_16LE,\uFEFF",
        "UTF-16BE,UTF_16BE,\uFEFF",
        "UTF-16LE,UTF_16LE,",
        "UTF-16BE,UTF_16BE,"
    })
    void every_encoding_that_spreadsheets_write_is_found(String charset, Encoding encoding, String mark) {
        String text = (mark == null ? "" : mark) + TABLE;
        var read = Read.of(text.getBytes(Charset.forName(charset)));
        assertThat(read.source()).isEqualTo(new Source(encoding, ';'));
        assertThat(read.columns()).containsExactly("numéro", "titre");
        assertThat(read.cells())
                .containsExactly(
                        Map.of("numéro", "1", "titre", "Été ; hiver"), Map.of("numéro", "2", "titre", "Œuvrer"));
        assertThat(read.rows()).extracting(Source.Row::line).containsExactly(2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_separator_is_the_one_of_the_line_of_names(String separator) {
        var read = Read.of(utf8("a%1$sb%1$s\"c,;|\"\n1%1$s2%1$s3\n".formatted(separator)));
        assertThat(read.source().separator()).isEqualTo(separator.charAt(0));
        assertThat(read.columns()).hasSize(3);
    }

    @Test
    void a_row_of_another_width_a_formula_or_a_null_byte_is_told_by_its_line_and_the_others_are_read() {
        var read = Read.of(utf8("a,b\n1,2\n3\n=cmd|' /C calc'!A0,2\n5,\0\n7,8\n'=2+2,'-3\n"));
        assertThat(read.rows()).extracting(Source.Row::line).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(read.rows().stream()
                        .map(r -> r.broken() == null
                                ? ""
                                : r.broken().key() + " " + r.broken().column()))
                .containsExactly("", "imports.row.width ", "imports.cell.formula a", "imports.cell.nul b", "", "");
        assertThat(read.cells().getLast()).isEqualTo(Map.of("a", "=2+2", "b", "-3"));
    }

    @Test
    void a_quote_that_never_closes_is_told_by_the_line_where_it_opens() {
        assertThatThrownBy(() -> Read.of(utf8("a,b\n1,2\n3,\"oubli\n5,6\n7,8\n")))
                .isInstanceOf(BadSource.class)
                .hasMessage("imports.torn [3]");
    }

    @Test
    void what_is_no_table_is_refused_in_a_sentence() {
        refused("imports.empty", new byte[0]);
        refused("imports.empty", utf8("  \n "));
        refused("imports.workbook", utf8("PK\u0003\u0004 xl/workbook.xml"));
        refused("imports.workbook", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        refused("imports.no-table", utf8("%PDF-1.7"));
        refused(
                "imports.too-many-columns",
                utf8(IntStream.range(0, 10_001).mapToObj(Integer::toString).collect(Collectors.joining(","))
                        + "\n1\n"));
        refused("imports.json.object", utf8("[".repeat(1_000_000)));
        refused("imports.json.torn", utf8("[{\"a\":" + "[".repeat(1_000_000)));
        refused("imports.json.torn", utf8("{\"commitments\":[{\"a\":" + "[".repeat(100_000)));
        refused("imports.json.torn", utf8("[{\"a\":1},{\"a\":"));
        refused("imports.json.object", utf8("[1,2]"));
        refused("imports.json.where", utf8("{\"autre\":[{}]}"), "commitments");
    }

    private static void refused(String key, byte[] content, String... under) {
        assertThatThrownBy(() -> Read.of(content, under))
                .isInstanceOfSatisfying(
                        BadSource.class, bad -> assertThat(bad.key()).isEqualTo(key));
    }

    @Test
    void json_names_nested_values_by_their_path_and_takes_rows_from_within() {
        String json = """
                {"plan": {"slug": "x"}, "commitments": [
                  {"number": 4, "title": {"fr": "Un", "en": null}, "startsOn": "2022-01-01", "themes": ["sante", "europe"],
                   "milestones": [{"position": 1, "output": {"fr": "A"}}, {"position": 2, "output": {"fr": "B"}}],
                   "evidence": [{"url": "u1"}, {"url": "u2"}]}]}""";
        assertThat(Read.of(utf8(json), "commitments").cells().getFirst())
                .containsEntry("title_fr", "Un")
                .containsEntry("title_en", "")
                .containsEntry("starts_on", "2022-01-01")
                .containsEntry("themes", "sante europe")
                .containsEntry("evidence_2_url", "u2")
                .doesNotContainKey("milestones");
        assertThat(Read.of(utf8(json), "commitments", "milestones").cells())
                .extracting(row -> row.get("commitment") + "." + row.get("position") + row.get("output_fr"))
                .containsExactly("4.1A", "4.2B");
        assertThat(Read.of(utf8(json), "plan").cells()).containsExactly(Map.of("slug", "x"));
    }

    @Test
    void a_cell_longer_than_any_text_is_a_fault_of_its_row() {
        var read = Read.of(utf8("a,b\n1," + "x".repeat(1_000_000) + "\n2,3\n"));
        assertThat(read.rows().getFirst().broken()).isEqualTo(Fault.of("b", "imports.cell.long", Source.LONGEST_CELL));
        assertThat(read.rows().getLast().broken()).isNull();
    }
}
