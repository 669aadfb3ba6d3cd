package org.parvis.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Visitors of a server on this machine: one thread over many kept-alive connections, cheap enough to stand beside what it
 * measures. It sends no caching header, so that every answer is made anew.
 *
 * <p>At a rate ({@link #atRate}), requests leave when they are due, whatever the server does, and a latency runs from that
 * moment: a server that stalls is charged for everyone who waited (Tene, “How NOT to Measure Latency”, 2015, on coordinated
 * omission). The timer's grain, below a millisecond, counts against the server too.
 */
final class Load implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_CROWD = Duration.ofMinutes(5);

    private final InetSocketAddress server;
    private final List<byte[]> requests;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 17);
    private final ArrayDeque<Visitor> idle = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final String wanted;
    private final int most;
    private int opened;
    private int sent;
    private int busy;
    private long[] latencies = new long[1 << 14];
    private int answered;
    private int failed;
    private long bytes;

    /**
     * @param wanted the status of an answer that is fine
     * @param most how many requests are sent at most
     */
    private Load(int port, List<byte[]> requests, String wanted, int most) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        selector = Selector.open();
        this.requests = requests;
        this.wanted = "HTTP/1.1 " + wanted;
        this.most = most;
    }

    /** @param headers lines that each request carries, such as {@code Accept-Encoding: gzip} */
    private static Load gets(int port, List<String> paths, List<String> headers) throws IOException {
        return new Load(
                port,
                paths.stream()
                        .map(path -> request(port, "GET " + path, headers, ""))
                        .toList(),
                "200",
                Integer.MAX_VALUE);
    }

    private static byte[] request(int port, String what, List<String> headers, String body) {
        var text = new StringBuilder(what)
                .append(" HTTP/1.1\r\nHost: localhost:")
                .append(port)
                .append("\r\nAccept: text/html,*/*;q=0.8\r\nAccept-Language: fr\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What visitors met.
     *
     * @param nanos the latency of each answer, shortest first
     * @param failed requests without the answer that is wanted within ten seconds
     * @param loadPercent how much of one core the visitors themselves took
     */
    record Result(long[] nanos, int failed, double seconds, long bytes, double loadPercent) {
        double perSecond() {
            return nanos.length / seconds;
        }

        double bytesEach() {
            return (double) bytes / nanos.length;
        }

        double millisAt(double percentile) {
            int rank = (int) Math.ceil(percentile / 100 * nanos.length);
            return nanos[Math.clamp(rank - 1, 0, nanos.length - 1)] / 1e6;
        }
    }

    /** Requests at a constant rate, the paths in turn. */
    static Result atRate(int port, List<String> paths, List<String> headers, int perSecond, Duration length)
            throws IOException {
        try (var load = gets(port, paths, headers)) {
            return load.run(perSecond, 0, length);
        }
    }

    /** So many visitors who each ask for the next page as soon as they have the last. */
    static Result flatOut(int port, List<String> paths, List<String> headers, int visitors, Duration length)
            throws IOException {
        try (var load = gets(port, paths, headers)) {
            return load.run(0, visitors, length);
        }
    }

    /** Forms, each sent once to the same address, by so many visitors; one that leads on (303) is fine. */
    static Result forms(int port, String path, List<String> headers, List<String> forms, int visitors)
            throws IOException {
        var requests = forms.stream()
                .map(form -> {
                    var lines = new ArrayList<>(headers);
                    lines.add("Content-Type: application/x-www-form-urlencoded");
                    lines.add("Content-Length: " + form.length());
                    return request(port, "POST " + path, lines, form);
                })
                .toList();
        try (var load = new Load(port, requests, "303", requests.size())) {
            return load.run(0, visitors, LONGEST_CROWD);
        }
    }

    private Result run(int perSecond, int visitors, Duration length) throws IOException {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        long due = (long) (length.toNanos() / 1e9 * perSecond);
        for (int i = 0; i < visitors; i++) idle.add(new Visitor());
        int asked = 0;
        long now = begin;
        while (now < end && sent < most || ((busy > 0 || !waiting.isEmpty()) && now < end + PATIENCE.toNanos())) {
            long next = Long.MAX_VALUE;
            if (visitors > 0) {
                while (now < end && sent < most && !idle.isEmpty())
                    idle.remove().ask(now);
            } else {
                while (asked < due && (next = begin + asked * 1_000_000_000L / perSecond) <= now) {
                    waiting.add(next);
                    asked++;
                }
                serveWaiting();
            }
            long until = Math.min(now < end ? end : end + PATIENCE.toNanos(), next);
            selector.select(key -> ((Visitor) key.attachment()).listen(), Math.max(1, (until - now) / 1_000_000));
            now = System.nanoTime();
        }
        failed += busy + waiting.size();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double load = 100.0 * (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9 / seconds;
        var sorted = Arrays.copyOf(latencies, answered);
        Arrays.sort(sorted);
        return new Result(sorted, failed, seconds, bytes, load);
    }

    private void serveWaiting() throws IOException {
        while (!waiting.isEmpty() && (!idle.isEmpty() || opened < MOST_CONNECTIONS)) {
            // The last to be free first: a visitor more only when all are busy.
            var visitor = idle.isEmpty() ? new Visitor() : idle.removeLast();
            visitor.ask(waiting.remove());
        }
    }

    private void answered(long nanos) {
        if (answered == latencies.length) latencies = Arrays.copyOf(latencies, 2 * answered);
        latencies[answered++] = nanos;
    }

    @Override
    public void close() throws IOException {
        for (var key : new ArrayList<>(selector.keys())) key.channel().close();
        selector.close();
    }

    /** One connection, and where it stands in the answer it reads (RFC 9112, sections 6 and 7). */
    private final class Visitor {
        private final StringBuilder line = new StringBuilder();
        private SocketChannel channel;
        private Part part = Part.HEAD;
        private long since;
        private long left;
        private boolean chunked;
        private boolean fine;
        private boolean last;

        private enum Part {
            HEAD,
            BODY,
            CHUNK_SIZE,
            CHUNK,
            TRAILER
        }

        Visitor() throws IOException {
            channel = connect();
            opened++;
        }

        private SocketChannel connect() throws IOException {
            var connection = SocketChannel.open(server);
            connection.configureBlocking(false);
            connection.register(selector, SelectionKey.OP_READ, this);
            return connection;
        }

        void ask(long since) {
            this.since = since;
            part = Part.HEAD;
            line.setLength(0);
            chunked = false;
            last = false;
            left = 0;
            busy++;
            try {
                // A request is smaller than any socket's buffer: it leaves whole.
                channel.write(ByteBuffer.wrap(requests.get(sent++ % requests.size())));
            } catch (IOException e) {
                fail();
            }
        }

        void listen() {
            try {
                received.clear();
                int read = channel.read(received);
                if (read < 0) throw new EOFException();
                bytes += read;
                received.flip();
                while (received.hasRemaining()) {
                    if (take()) end();
                }
            } catch (IOException e) {
                fail();
            }
        }

        private void end() throws IOException {
            if (fine) answered(System.nanoTime() - since);
            else failed++;
            busy--;
            // A server lets go of a visitor after so many pages: who comes next opens a new connection.
            if (last) reopen();
            idle.add(this);
        }

        private void fail() {
            failed++;
            busy--;
            try {
                reopen();
                idle.add(this);
            } catch (IOException e) {
                // The server is gone: this visitor leaves, and what is still due fails at the end.
                opened--;
            }
        }

        private void reopen() throws IOException {
            channel.close();
            channel = connect();
        }

        /** Reads on; true at the answer's end. */
        private boolean take() {
            switch (part) {
                case BODY -> {
                    skip();
                    return left == 0;
                }
                case CHUNK -> {
                    skip();
                    if (left == 0) part = Part.CHUNK_SIZE;
                    return false;
                }
                default -> {
                    String text = takeLine();
                    return text != null && take(text);
                }
            }
        }

        private boolean take(String text) {
            if (part == Part.CHUNK_SIZE) {
                int size = Integer.parseInt(text, 16);
                left = size + 2L;
                part = size == 0 ? Part.TRAILER : Part.CHUNK;
                return false;
            }
            if (part == Part.TRAILER) return text.isEmpty();
            if (text.isEmpty()) {
                part = chunked ? Part.CHUNK_SIZE : Part.BODY;
                return !chunked && left == 0;
            }
            if (text.startsWith("HTTP/")) fine = text.startsWith(wanted);
            else if (text.regionMatches(true, 0, "content-length:", 0, 15))
                left = Long.parseLong(text.substring(15).strip());
            else if (text.regionMatches(true, 0, "transfer-encoding:", 0, 18)) chunked = true;
            else if (text.equalsIgnoreCase("connection: close")) last = true;
            return false;
        }

        private void skip() {
            int some = (int) Math.min(left, received.remaining());
            received.position(received.position() + some);
            left -= some;
        }

        private @Nullable String takeLine() {
            while (received.hasRemaining()) {
                char c = (char) received.get();
                if (c == '\n') {
                    String text = line.toString();
                    line.setLength(0);
                    return text;
                }
                if (c != '\r') line.append(c);
            }
            return null;
        }
    }
}
