package org.parvis.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Parvis started as anyone starts it, by {@code bin/run}, seen from outside: its pages, its database, its processes. */
final class Instance implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Path home;
    private final int port;
    private final Process process;
    private final Duration start;
    private final HttpClient http = HttpClient.newHttpClient();

    private Instance(Path home, int port, Process process, Duration start) {
        this.home = home;
        this.port = port;
        this.process = process;
        this.start = start;
    }

    /** Returns at the first 200 of a path. */
    static Instance start(Path root, Path home, String path) throws IOException, InterruptedException {
        int port = freePort();
        var command = new ProcessBuilder(root.resolve("bin/run").toString(), "--empty").redirectErrorStream(true);
        command.redirectOutput(
                ProcessBuilder.Redirect.appendTo(home.resolveSibling("run.log").toFile()));
        command.environment().put("PORT", Integer.toString(port));
        command.environment().put("PARVIS_HOME", home.toString());
        // All of a benchmark’s requests come from one network.
        command.environment().put("PARVIS_OPENDATA_LIMIT", "100000000");
        long begin = System.nanoTime();
        var process = command.start();
        // Whoever interrupts a benchmark leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (System.nanoTime() - begin < START_LIMIT.toNanos() && process.isAlive()) {
            if (answers(port, path))
                return new Instance(home, port, process, Duration.ofNanos(System.nanoTime() - begin));
            TimeUnit.MILLISECONDS.sleep(5);
        }
        process.destroy();
        throw new IOException("Parvis does not open: see " + home.resolveSibling("run.log"));
    }

    private static boolean answers(int port, String path) {
        try {
            return Load.flatOut(port, List.of(path), List.of(), 1, Duration.ofNanos(1))
                            .failed()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** From the command to the first page. */
    Duration start() {
        return start;
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    byte[] get(String path) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) throw new IOException(path + " answers " + answer.statusCode());
        return answer.body();
    }

    /** Its data, as the role that may do everything to them; an external database has one role only. */
    Connection database(String role) throws SQLException, IOException {
        String external = external();
        if (external != null) {
            var address = URI.create(external.replaceFirst("^jdbc:", ""));
            String[] login = String.valueOf(address.getUserInfo()).split(":", 2);
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + address.getHost() + ":" + (address.getPort() < 0 ? 5432 : address.getPort())
                            + address.getPath(),
                    login[0],
                    login.length > 1 ? login[1] : "");
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + read("connection").getProperty("port") + "/parvis",
                role,
                read("passwords").getProperty(role));
    }

    static @Nullable String external() {
        String owner = System.getenv("PARVIS_DATABASE_OWNER_URL");
        return owner == null ? System.getenv("PARVIS_DATABASE_URL") : owner;
    }

    Path databaseLog() {
        return home.resolve("postgres/server.log");
    }

    private Properties read(String file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("postgres").resolve(file))) {
            properties.load(reader);
        }
        return properties;
    }

    /** Resident memory of the virtual machine, in megabytes; at its peak, {@code VmHWM}. */
    double residentMb(String field) throws IOException {
        return kilobytes(Path.of("/proc/" + process.pid() + "/status"), field) / 1024;
    }

    /** Memory of PostgreSQL's processes, what they share counted once. */
    double postgresMb() throws IOException {
        double all = 0;
        for (var part : postgres().toList()) all += kilobytes(Path.of("/proc/" + part.pid() + "/smaps_rollup"), "Pss");
        return all / 1024;
    }

    static double kilobytes(Path file, String field) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
                .sum();
    }

    private Stream<ProcessHandle> postgres() {
        return process.descendants().filter(p -> p.info().command().orElse("").endsWith("/postgres"));
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Duration postgresCpu() {
        return postgres()
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What the heap holds once everything that can go is gone, in megabytes. */
    double liveHeapMb() throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String total = jcmd.inputReader()
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        jcmd.waitFor();
        return Double.parseDouble(total.strip().split("\\s+")[2]) / 1024 / 1024;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
