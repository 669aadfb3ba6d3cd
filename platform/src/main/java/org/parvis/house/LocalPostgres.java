package org.parvis.house;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, from the binaries in our jar, over a folder that is kept.
 *
 * <p>Whoever holds the folder's lock runs its server; anyone else on the machine who may read the folder can join it through
 * the {@code connection} and {@code passwords} files. It listens on the loopback only, and asks everyone for a password.
 * For trying, tests and small instances: production names a PostgreSQL of its own.
 */
public final class LocalPostgres implements AutoCloseable {
    public static final String OWNER = "parvis_owner";
    public static final String APPLICATION = "parvis";

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final String SUPERUSER = "postgres";
    private static final String CLUSTER = "cluster";
    private static final String RESTORING = "restoring";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 20;
    private static final int STATUS_LINE = 7;
    private static final long LARGE_LOG = 10_000_000;

    /** POSIX drops a process's lock when the process closes the file anywhere: within one process, we keep count ourselves. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path cluster;
    private final FileChannel lock;
    private final Function<Path, ServerAccount> accounts;
    private final List<String> serverSettings;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private @Nullable Process postmaster;
    private boolean closing;

    private LocalPostgres(
            Path folder,
            String cluster,
            FileChannel lock,
            Function<Path, ServerAccount> accounts,
            List<String> serverSettings) {
        this.folder = folder;
        this.cluster = folder.resolve(cluster);
        this.lock = lock;
        this.accounts = accounts;
        this.serverSettings = serverSettings;
    }

    /** Takes the folder for this process; empty where another one holds it. */
    public static Optional<LocalPostgres> claim(Path folder, String... serverSettings) throws IOException {
        return claim(folder, ServerAccount::of, List.of(serverSettings));
    }

    static Optional<LocalPostgres> claim(
            Path folder, Function<Path, ServerAccount> accounts, List<String> serverSettings) throws IOException {
        return claim(folder, CLUSTER, accounts, serverSettings);
    }

    /**
     * Takes the folder for a new database, which is nobody's until {@link #keep}: one that was left half-made is thrown away
     * here, and refused by whoever would open it.
     */
    static Optional<LocalPostgres> claimToRestore(Path folder) throws IOException {
        // What a transaction fills from nothing needs no log of its pages: they are on the disk before it is committed.
        return claim(
                folder,
                RESTORING,
                ServerAccount::of,
                List.of("wal_level=minimal", "max_wal_senders=0", "max_wal_size=4GB", "maintenance_work_mem=128MB"));
    }

    static boolean isCreated(Path folder) {
        return Files.exists(folder.resolve(CLUSTER));
    }

    static boolean isHalfRestored(Path folder) {
        return !isCreated(folder) && Files.exists(folder.resolve(RESTORING));
    }

    private static Optional<LocalPostgres> claim(
            Path folder, String cluster, Function<Path, ServerAccount> accounts, List<String> serverSettings)
            throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute);
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
        }
        Optional<FileChannel> lock = lock(absolute);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        // Left by a Parvis that was killed: nobody may join through it.
        Files.deleteIfExists(absolute.resolve("connection"));
        return Optional.of(new LocalPostgres(absolute, cluster, lock.get(), accounts, serverSettings));
    }

    /** How to enter the database that another process runs over the folder; it may still be starting. */
    static DatabaseAddress join(Path folder) throws IOException {
        return join(folder, APPLICATION);
    }

    static DatabaseAddress join(Path folder, String user) throws IOException {
        long until = System.nanoTime() + JOIN_LIMIT.toNanos();
        while (System.nanoTime() < until) {
            try {
                Properties connection = read(folder.resolve("connection"));
                return address(folder, Integer.parseInt(connection.getProperty("port")), user);
            } catch (NoSuchFileException e) {
                pause();
            }
        }
        throw Refusal.cannot("Another Parvis holds " + folder + " but its database does not open.");
    }

    /** Starts the server, and returns once it accepts connections. */
    public void start() {
        // The kernel sends the death signal when the *thread* that started the server ends: this one outlives it.
        Thread.ofPlatform().daemon().name("postgres").start(this::run);
        try {
            port.join();
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw cause instanceof Refusal refusal
                    ? refusal
                    : Refusal.cannot("PostgreSQL does not start over " + folder + ": " + cause.getMessage());
        }
    }

    public DatabaseAddress application() {
        return address(APPLICATION);
    }

    public DatabaseAddress owner() {
        return address(OWNER);
    }

    DatabaseAddress superuser() {
        return address(SUPERUSER);
    }

    synchronized long pid() {
        return postmaster == null ? -1 : postmaster.pid();
    }

    /** The restored database becomes the folder's own, at once or not at all. */
    void keep() throws IOException {
        stop();
        Files.move(cluster, folder.resolve(CLUSTER), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nothing of it remains. */
    void discard() throws IOException {
        stop();
        PostgresBinaries.delete(cluster);
    }

    @Override
    public void close() {
        stop();
        try {
            lock.close();
            HELD.remove(folder);
        } catch (IOException e) {
            LOG.warn("PostgreSQL's folder was not left in good order", e);
        }
    }

    private void stop() {
        Process running;
        synchronized (this) {
            closing = true;
            running = postmaster;
        }
        try {
            if (running != null && running.isAlive()) {
                Files.deleteIfExists(folder.resolve("connection"));
                signal("INT", running.pid());
                if (!running.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    LOG.warn("PostgreSQL does not stop in good order: it is told to stop at once and will recover");
                    signal("QUIT", running.pid());
                    running.waitFor();
                }
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL's folder was not left in good order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Path bin = PostgresBinaries.unpack(folder);
            ServerAccount account = accounts.apply(folder);
            prepareLog();
            stopOrphan();
            account.take(folder);
            if (cluster.endsWith(RESTORING)) {
                PostgresBinaries.delete(cluster);
            } else if (isHalfRestored(folder)) {
                throw Refusal.cannot(
                        "A restore into " + folder + " was cut short: run bin/run restore again, or delete "
                                + cluster.resolveSibling(RESTORING) + " to start anew.");
            }
            if (!Files.exists(cluster)) {
                create(bin, account);
            }
            int chosen = serve(bin, account, OptionalInt.empty());
            writePrivately(
                    folder.resolve("connection"),
                    "port=" + chosen + "\npid=" + ProcessHandle.current().pid() + "\n");
            port.complete(chosen);
            keepUp(bin, account, chosen);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (!port.completeExceptionally(e)) {
                LOG.error("PostgreSQL is down and stays down", e);
            }
        }
    }

    /** Pages come back by themselves after the server was killed: it recovers, and the pool reconnects. */
    private void keepUp(Path bin, ServerAccount account, int samePort) throws IOException, InterruptedException {
        while (true) {
            int code = current().waitFor();
            if (isClosing()) {
                return;
            }
            LOG.error("PostgreSQL ended with code {}: it is started again", code);
            serve(bin, account, OptionalInt.of(samePort));
        }
    }

    private int serve(Path bin, ServerAccount account, OptionalInt samePort) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int chosen = samePort.isPresent() ? samePort.getAsInt() : freePort();
            try {
                launch(bin, account, chosen);
                awaitReady();
                return chosen;
            } catch (IOException e) {
                // A killed server's children take a moment to notice, and hold its memory until then; and whatever port
                // was free a moment ago may not be now.
                String why = String.valueOf(e.getMessage());
                boolean passing = why.contains("shared memory") || why.contains("TCP/IP sockets");
                if (!passing || attempt == ATTEMPTS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(250);
            }
        }
    }

    /** Whoever is killed in here leaves only a half-made folder that the next start throws away. */
    private void create(Path bin, ServerAccount account) throws IOException {
        LOG.info("Creating the database in {}", folder);
        Path fresh = folder.resolve("creating");
        PostgresBinaries.delete(fresh);
        var passwords = Passwords.random();
        passwords.write(folder.resolve("passwords"));
        Processes.run(
                account.command(List.of(
                        bin.resolve("initdb").toString(),
                        "--pgdata=" + fresh,
                        "--username=" + SUPERUSER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums")),
                "");
        // Trust lasted for initdb only, which listens nowhere.
        Files.writeString(fresh.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        String failed = Processes.run(
                account.command(
                        List.of(bin.resolve("postgres").toString(), "--single", "-D", fresh.toString(), SUPERUSER)),
                """
                ALTER ROLE postgres PASSWORD '%s'
                CREATE ROLE parvis_owner LOGIN PASSWORD '%s'
                CREATE ROLE parvis LOGIN PASSWORD '%s'
                CREATE DATABASE parvis OWNER parvis_owner
                """.formatted(passwords.superuser(), passwords.owner(), passwords.application()));
        if (failed.contains("ERROR:")) {
            throw new IOException(failed);
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized void launch(Path bin, ServerAccount account, int chosen) throws IOException {
        if (closing) {
            throw new IOException("it is asked to stop");
        }
        var command = new ArrayList<>(List.of(bin.resolve("postgres").toString(), "-D", cluster.toString()));
        var settings = new ArrayList<>(List.of(
                "port=" + chosen,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=50",
                "shared_buffers=128MB",
                "log_checkpoints=off",
                "log_timezone=UTC",
                "timezone=UTC",
                // Pages ask small questions: compiling them costs more than it saves.
                "jit=off",
                // Its folder is on a disk without heads, or in memory: what an index points at costs little more than a
                // row read
                // in passing. At the default of 4 a page of a list read whole tables, and was planned anew each time.
                "random_page_cost=1.1"));
        settings.addAll(serverSettings);
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        postmaster = new ProcessBuilder(account.command(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(serverLog().toFile()))
                .start();
        postmaster.getOutputStream().close();
    }

    /** The server itself says so in its pid file; asking by connecting would cost a login each time. */
    private void awaitReady() throws IOException, InterruptedException {
        Process process = current();
        long until = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < until) {
            if (!process.isAlive()) {
                throw new IOException(lastComplaint());
            }
            List<String> lines = pidFile();
            if (lines.size() > STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(process.pid()))
                    && lines.get(STATUS_LINE).strip().equals("ready")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw new IOException("it is not ready after " + START_LIMIT.toMinutes() + " minutes; see " + serverLog());
    }

    /** A server left by a Parvis that was killed: it stops in good order before the next one takes the folder. */
    private void stopOrphan() throws IOException {
        List<String> lines = pidFile();
        if (lines.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        if (process.isEmpty()) {
            return;
        }
        ProcessHandle orphan = process.get();
        if (!isOurServer(orphan)) {
            // The number now belongs to someone else, as happens in containers; PostgreSQL would wait for them to
            // leave.
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            return;
        }
        LOG.warn("A PostgreSQL left by a killed Parvis is stopped first (process {})", orphan.pid());
        signal("INT", orphan.pid());
        try {
            orphan.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("process " + orphan.pid() + " still serves the folder and does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOurServer(ProcessHandle process) {
        String command = process.info().command().orElse("");
        String arguments =
                process.info().arguments().map(a -> String.join(" ", a)).orElse("");
        return command.endsWith("/postgres") && arguments.contains(cluster.toString());
    }

    private List<String> pidFile() throws IOException {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private String lastComplaint() throws IOException {
        return Files.readAllLines(serverLog()).reversed().stream()
                        .filter(line -> line.contains("FATAL:") || line.contains("ERROR:"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':', line.indexOf("UTC")) + 1)
                                .strip())
                        .orElse("it ended at once")
                + " (see " + serverLog() + ")";
    }

    private void prepareLog() throws IOException {
        if (Files.exists(serverLog()) && Files.size(serverLog()) > LARGE_LOG) {
            Files.move(serverLog(), folder.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(serverLog())) {
            Files.createFile(serverLog());
        }
    }

    private Path serverLog() {
        return folder.resolve("server.log");
    }

    private synchronized Process current() {
        if (postmaster == null) {
            throw new IllegalStateException("The server was not started.");
        }
        return postmaster;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private DatabaseAddress address(String user) {
        try {
            return address(folder, port.join(), user);
        } catch (IOException e) {
            throw Refusal.cannot("The database's passwords cannot be read in " + folder + ".");
        }
    }

    private static DatabaseAddress address(Path folder, int port, String user) throws IOException {
        String password = read(folder.resolve("passwords")).getProperty(user, "");
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/parvis", user, password);
    }

    private record Passwords(String superuser, String owner, String application) {
        static Passwords random() {
            return new Passwords(word(), word(), word());
        }

        void write(Path file) throws IOException {
            writePrivately(
                    file,
                    SUPERUSER + "=" + superuser + "\n" + OWNER + "=" + owner + "\n" + APPLICATION + "=" + application
                            + "\n");
        }

        private static String word() {
            byte[] bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Optional<FileChannel> lock(Path folder) throws IOException {
        if (!HELD.add(folder)) {
            return Optional.empty();
        }
        boolean locked = false;
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            if (!locked) {
                channel.close();
            }
            return locked ? Optional.of(channel) : Optional.empty();
        } finally {
            if (!locked) {
                HELD.remove(folder);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void signal(String name, long pid) {
        Processes.succeeds("kill", "-" + name, Long.toString(pid));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
