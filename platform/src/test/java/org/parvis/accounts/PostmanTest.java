package org.parvis.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.house.CivicClock;
import org.parvis.house.Mail;
import org.parvis.house.Values;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class PostmanTest {
    @Autowired
    JdbcClient db;

    @Autowired
    TestTime time;

    @Autowired
    CivicClock clock;

    @BeforeEach
    void no_letter_waits() {
        db.sql("delete from mail").update();
    }

    @Test
    void a_letter_survives_a_dead_server_and_leaves_when_it_is_back() throws IOException {
        write("Bonjour", "reader@test.example");
        int port;
        try (var closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        Postman postman = postman(port);
        assertThat(postman.round()).isZero();
        assertThat(postman.round()).isZero();
        assertThat(tries()).as("it waits before it tries again").isEqualTo(1);
        time.pass(Duration.ofHours(1));
        assertThat(postman.round()).isZero();
        assertThat(tries()).isEqualTo(2);
        try (var server = new FakeServer(port)) {
            time.pass(Duration.ofHours(6));
            assertThat(postman.round()).isEqualTo(1);
            assertThat(postman.round()).isZero();
            assertThat(server.letters).hasSize(1);
        }
    }

    @Test
    void no_letter_holds_a_header_that_we_did_not_write() throws IOException {
        write("Sujet\r\nBcc: someone@test.example", "reader@test.example");
        try (var server = new FakeServer(0)) {
            assertThat(postman(server.port()).round()).isEqualTo(1);
            String head = server.letters.getFirst().split("\n\n", 2)[0];
            assertThat(head.lines()).noneMatch(line -> line.startsWith("Bcc"));
            assertThat(server.recipients).containsExactly("<reader@test.example>");
        }
    }

    @Test
    void two_postmen_never_carry_the_same_letter() throws Exception {
        for (int i = 0; i < 40; i++) write("n° " + i, "reader" + i + "@test.example");
        try (var server = new FakeServer(0)) {
            List<Thread> postmen = List.of(
                    Thread.ofVirtual().start(() -> postman(server.port()).round()),
                    Thread.ofVirtual().start(() -> postman(server.port()).round()));
            for (Thread postman : postmen) postman.join();
            assertThat(server.recipients).hasSize(40).doesNotHaveDuplicates();
        }
    }

    private Postman postman(int port) {
        return new Postman(
                db,
                (InstantSource) time,
                clock,
                Optional.of(new Mail("127.0.0.1", port, false, Optional.empty(), "parvis@test.example")));
    }

    private void write(String subject, String recipient) {
        db.sql("insert into mail (recipient, subject, body, created_at, next_try_at) values (?, ?, 'Texte', ?, ?)")
                .params(Values.of(recipient, subject, time.instant(), time.instant()))
                .update();
    }

    private int tries() {
        return db.sql("select tries from mail").query(Integer.class).single();
    }

    /** As much of RFC 5321 as a letter needs. */
    private static final class FakeServer implements AutoCloseable {
        final List<String> letters = new CopyOnWriteArrayList<>();
        final List<String> recipients = new CopyOnWriteArrayList<>();
        private final ServerSocket socket;

        FakeServer(int port) throws IOException {
            socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try {
                    Socket visitor = socket.accept();
                    Thread.ofVirtual().start(() -> talk(visitor));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void talk(Socket visitor) {
            try (visitor;
                    var in = new BufferedReader(
                            new InputStreamReader(visitor.getInputStream(), StandardCharsets.UTF_8))) {
                OutputStream out = visitor.getOutputStream();
                say(out, "220 fake");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.startsWith("RCPT TO:")) recipients.add(line.substring("RCPT TO:".length()));
                    if (line.equals("DATA")) {
                        say(out, "354 go on");
                        var letter = new StringBuilder();
                        for (String text = in.readLine(); !".".equals(text); text = in.readLine())
                            letter.append(text).append('\n');
                        letters.add(letter.toString());
                    }
                    say(out, line.equals("QUIT") ? "221 bye" : "250 fine");
                }
            } catch (IOException e) {
                // The visitor left.
            }
        }

        private static void say(OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
