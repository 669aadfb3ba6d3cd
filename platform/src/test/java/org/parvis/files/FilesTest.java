package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.ParvisTest;
import org.parvis.house.Settings;
import org.parvis.house.Sha256;
import org.parvis.web.Actor;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParvisTest
class FilesTest {
    private static final long ADA = 4711;

    @Autowired
    Files files;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Messages messages;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    private StoredFile store(byte[] content, String name) {
        return files.store(new ByteArrayInputStream(content), name, ADA);
    }

    private String refusal(byte[] content, String name) {
        return refusal(new ByteArrayInputStream(content), name);
    }

    private String refusal(InputStream content, String name) {
        long before = spooled();
        var bad = catchThrowableOfType(BadFile.class, () -> files.store(content, name, ADA));
        assertThat(bad).as(name).isNotNull();
        assertThat(messages.knows(Language.FR, bad.key())).isTrue();
        assertThat(messages.knows(Language.EN, bad.key())).isTrue();
        assertThat(spooled()).isEqualTo(before);
        return bad.key();
    }

    private static long spooled() {
        String[] names = Path.of(System.getProperty("java.io.tmpdir"))
                .toFile()
                .list((_, name) -> name.startsWith("parvis-") && name.endsWith(".upload"));
        return names == null ? 0 : names.length;
    }

    // What is taken

    @ParameterizedTest
    @EnumSource
    void a_file_is_known_by_its_content_and_given_back_as_it_came(FileType type) throws IOException {
        byte[] content = Samples.of(type);
        var stored = store(content, "Relevé d’avril." + type.extension());
        assertThat(stored.type()).isEqualTo(type);
        assertThat(stored.name()).isEqualTo("Relevé d’avril." + type.extension());
        assertThat(stored.size()).isEqualTo(content.length);
        assertThat(stored.sha256()).isEqualTo(HexFormat.of().formatHex(Sha256.of(content)));
        assertThat(files.find(stored.id())).contains(stored);
        var out = new ByteArrayOutputStream();
        files.write(stored, out);
        assertThat(out.toByteArray()).isEqualTo(content);
    }

    @Test
    void a_large_file_comes_back_whole_from_its_pieces() throws IOException {
        byte[] content = new byte[(1 << 20) + 17];
        new Random(7).nextBytes(content);
        byte[] begins = Samples.of(FileType.JPEG);
        System.arraycopy(begins, 0, content, 0, begins.length);
        var out = new ByteArrayOutputStream();
        files.write(store(content, "photo.JPEG"), out);
        assertThat(out.toByteArray()).isEqualTo(content);
    }

    @Test
    void the_same_content_is_kept_once_and_leaves_with_its_last_file() throws Exception {
        byte[] content = Samples.text("The same, " + UUID.randomUUID());
        try (var threads = Executors.newFixedThreadPool(8)) {
            var stored = threads.invokeAll(Collections.<Callable<StoredFile>>nCopies(8, () -> store(content, "a.txt")));
            byte[] sha256 = Sha256.of(content);
            for (var file : stored) {
                assertThat(count("file_chunk", sha256)).isEqualTo(1);
                files.remove(file.get().id());
            }
            assertThat(count("file_chunk", sha256)).isZero();
            assertThat(count("file_content", sha256)).isZero();
        }
    }

    @Test
    void a_file_of_a_transaction_that_is_undone_is_not_kept() {
        byte[] content = Samples.text("Undone " + UUID.randomUUID());
        transaction.executeWithoutResult(status -> {
            store(content, "a.txt");
            status.setRollbackOnly();
        });
        assertThat(count("file_content", Sha256.of(content))).isZero();
    }

    private long count(String table, byte[] sha256) {
        return db.sql("select count(*) from " + table + " where sha256 = ?")
                .param(sha256)
                .query(Long.class)
                .single();
    }

    // Names

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd,passwd.txt",
        "C:\\temp\\relevé.txt,relevé.txt",
        "'a\0b.txt',ab.txt",
        "'a\u202Etxt.txt',atxt.txt",
        "'.htaccess.txt',htaccess.txt",
        "'<script>alert(1)</script>.txt',script-.txt",
        "'\"; filename=evil.txt',-- filename=evil.txt",
        "'   .txt',document.txt",
        "'',document.txt",
        "'a  b\n c.txt','a b c.txt'"
    })
    void a_name_is_made_harmless(String given, String kept) {
        assertThat(store(Samples.of(FileType.TEXT), given).name()).isEqualTo(kept.replace("filename=", "filename-"));
    }

    @Test
    void a_long_name_is_cut_without_cutting_a_character() {
        assertThat(store(Samples.of(FileType.PDF), "é😀".repeat(500) + ".pdf").name())
                .hasSizeLessThan(260)
                .endsWith("-.pdf")
                .startsWith("é-é");
    }

    // What is refused

    @ParameterizedTest
    @ValueSource(
            strings = {"relevé.png", "relevé.docx", "relevé.exe", "fdp\u202E.exe", "relevé.pdf.html", "relevé.pdf\0.svg"
            })
    void a_name_that_lies_about_the_content_is_refused(String name) {
        assertThat(refusal(Samples.of(FileType.PDF), name)).isEqualTo("files.lies");
    }

    @Test
    void types_outside_the_list_are_refused_whatever_their_name() {
        assertThat(refusal(new byte[] {'M', 'Z', 0, 1, 2}, "a.pdf")).isEqualTo("files.unknown");
        assertThat(refusal("GIF89a\0\1".getBytes(StandardCharsets.ISO_8859_1), "a.png"))
                .isEqualTo("files.unknown");
        assertThat(refusal("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1), "a.csv"))
                .isEqualTo("files.unknown");
        assertThat(refusal(Samples.text("a\0b"), "a.txt")).isEqualTo("files.unknown");
        assertThat(refusal(Samples.zip("a.txt", Samples.text("a")), "a.docx")).isEqualTo("files.unknown");
        assertThat(refusal(Samples.text("<html><script>1</script>"), "a.html")).isEqualTo("files.lies");
        assertThat(refusal(Samples.text("<svg onload=alert(1)>"), "a.svg")).isEqualTo("files.lies");
    }

    @Test
    void cut_empty_and_macro_laden_files_are_refused() {
        assertThat(refusal(new byte[0], "a.pdf")).isEqualTo("files.empty");
        assertThat(refusal(Samples.text("%PDF-1.7 and no end"), "a.pdf")).isEqualTo("files.cut");
        byte[] docx = Samples.of(FileType.DOCX);
        assertThat(refusal(Arrays.copyOf(docx, docx.length - 30), "a.docx")).isEqualTo("files.cut");
        assertThat(refusal(Samples.zip("word/vbaProject.bin", new byte[9]), "a.docx"))
                .isEqualTo("files.macros");
    }

    @Test
    void a_container_that_swells_is_refused_before_it_is_unpacked_whole() {
        byte[] bomb = Samples.bomb(400);
        assertThat(bomb.length).isLessThan(1_000_000);
        assertThat(refusal(bomb, "a.odt")).isEqualTo("files.bomb");
        Object[] many = Stream.iterate(0, i -> i + 1)
                .limit(10_001)
                .flatMap(i -> Stream.of("e" + i, new byte[0]))
                .toArray();
        assertThat(refusal(Samples.zip(many), "a.odt")).isEqualTo("files.bomb");
    }

    @Test
    void three_gigabytes_are_left_unread_after_the_limit() {
        var flood = new InputStream() {
            private long left = 3_000_000_000L;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int n = (int) Math.min(length, left);
                Arrays.fill(bytes, from, from + n, (byte) 'a');
                left -= n;
                return n > 0 ? n : -1;
            }
        };
        assertThat(refusal(flood, "a.txt")).isEqualTo("files.large");
        assertThat(3_000_000_000L - flood.left).isLessThan(20_200_000);
    }

    @Test
    void a_scanner_that_finds_something_or_cannot_tell_refuses_the_file() throws IOException {
        Path script = java.nio.file.Files.writeString(
                folder.resolve("scan"), "grep -q EICAR \"$1\" && exit 1; grep -q BROKEN \"$1\" && exit 2; exit 0");
        var settings = Settings.from(Map.of("PARVIS_SCANNER", "sh " + script));
        var scanned = new Files(
                db,
                transaction,
                List.of(new ScannerCommand(settings)),
                new StaticListableBeanFactory().getBeanProvider(FileReader.class),
                settings,
                InstantSource.system());
        assertThat(scanned.store(new ByteArrayInputStream(Samples.text("clean")), "a.txt", ADA)
                        .name())
                .isEqualTo("a.txt");
        assertThatThrownBy(() -> scanned.store(new ByteArrayInputStream(Samples.text("EICAR")), "a.txt", ADA))
                .isInstanceOf(BadFile.class)
                .hasMessage("files.infected");
        assertThatThrownBy(() -> scanned.store(new ByteArrayInputStream(Samples.text("BROKEN")), "a.txt", ADA))
                .isInstanceOf(BadFile.class)
                .hasMessage("files.unscanned");
    }

    // How it is served

    @Test
    void a_file_is_seen_by_its_sender_and_the_coordinator_until_it_is_published() throws Exception {
        var file = store(Samples.of(FileType.PDF), "preuve.pdf");
        assertThat(send(file.path()).statusCode()).isEqualTo(404);
        assertThat(files.find(file.id(), null)).isEmpty();
        assertThat(files.find(file.id(), new Actor(ADA, "Ada", List.of()))).isPresent();
        assertThat(files.find(file.id(), new Actor(ADA + 1, "Eve", List.of()))).isEmpty();
        assertThat(files.find(file.id(), new Actor(1, "Co", List.of(new Actor.Mandate(Role.COORDINATOR, null)))))
                .isPresent();
        files.publish(file.id());
        var answer = send(file.path());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        files.remove(file.id());
        assertThat(send(file.path()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void a_browser_can_only_show_or_save_it(FileType type) throws Exception {
        var file = store(Samples.of(type), "pièce n° 1." + type.extension());
        files.publish(file.id());
        var answer = send(file.path());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase(type.mediaType());
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(header(answer, "Content-Security-Policy").endsWith("sandbox"))
                .isEqualTo(type != FileType.PDF);
        assertThat(header(answer, "Content-Disposition"))
                .startsWith(type.isPicture() || type == FileType.PDF ? "inline" : "attachment");
        assertThat(header(answer, "ETag")).isEqualTo("\"" + file.sha256() + "\"");
        assertThat(send(file.path(), "If-None-Match", header(answer, "ETag")).statusCode())
                .isEqualTo(304);
        assertThat(send("/fichiers/" + file.id() + "/autre.pdf").statusCode()).isEqualTo(404);
        assertThat(send("/fichiers/" + UUID.randomUUID() + "/a.pdf").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_request_of_three_gigabytes_is_refused_before_it_is_read() throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("POST /en/plans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3221225472\r\n"
                                    + "Content-Type: multipart/form-data; boundary=x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            while (!answer.toString().contains("</html>")) answer.append((char) in.read());
            assertThat(answer.toString())
                    .startsWith("HTTP/1.1 413")
                    .containsPattern("20\\hMB")
                    .contains("Content-Security-Policy");
        }
    }

    private HttpResponse<byte[]> send(String path, String... headers) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
            if (headers.length > 0) request.headers(headers);
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
