package org.parvis.house;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs packed in our jar, unpacked once in the data folder and again when another version is packed. */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final String PREFIX = "server-";
    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /** The folder that holds {@code postgres} and {@code initdb}. */
    static Path unpack(Path folder) throws IOException {
        String archive = "postgres-" + system() + ".txz";
        URL packed = PostgresBinaries.class.getResource("/" + archive);
        if (packed == null) {
            throw Refusal.cannot("This Parvis holds no PostgreSQL for " + system() + ": build it on this machine,"
                    + " or set PARVIS_DATABASE_URL to a PostgreSQL of yours.");
        }
        Path unpacked = folder.resolve(PREFIX + fingerprint(packed));
        if (!Files.exists(unpacked)) {
            LOG.info("Unpacking PostgreSQL in {} (once, a few seconds)", folder);
            Path fresh = folder.resolve("unpacking");
            delete(fresh);
            try (InputStream in = packed.openStream()) {
                untar(in, fresh);
            }
            // A rename is all or nothing: whoever is killed while unpacking leaves no half a server behind.
            Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
            deleteOthers(folder, unpacked);
        }
        return unpacked.resolve("bin");
    }

    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void deleteOthers(Path folder, Path kept) throws IOException {
        try (DirectoryStream<Path> servers = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path server : servers) {
                if (!server.equals(kept)) {
                    delete(server);
                }
            }
        }
    }

    /** The archive's own checksum in the jar's directory: it costs no reading, and changes with every version. */
    private static String fingerprint(URL packed) throws IOException {
        if (packed.openConnection() instanceof JarURLConnection connection) {
            return Long.toHexString(connection.getJarEntry().getCrc());
        }
        throw new IOException("PostgreSQL is not in a jar: " + packed);
    }

    private static void untar(InputStream in, Path to) throws IOException {
        var tar = new TarArchiveInputStream(new XZInputStream(in));
        for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
            Path file = to.resolve(entry.getName()).normalize();
            if (!file.startsWith(to)) {
                throw new IOException("The archive would write outside its folder: " + entry.getName());
            }
            Files.createDirectories(entry.isDirectory() ? file : Objects.requireNonNull(file.getParent()));
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(file, to.resolve(entry.getLinkName()));
            } else if (entry.isFile()) {
                Files.copy(tar, file);
                boolean executable = (entry.getMode() & EXECUTABLE) != 0;
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        return (name.startsWith("mac") ? "darwin" : name)
                + "-"
                + switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> machine;
                };
    }
}
