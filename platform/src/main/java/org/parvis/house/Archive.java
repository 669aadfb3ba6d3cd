package org.parvis.house;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Manifest.Closing;
import org.parvis.house.Manifest.Content;
import org.parvis.house.Manifest.Table;
import tools.jackson.core.JacksonException;

/**
 * An instance in one file, written and read from end to end without looking back: a ZIP of {@code manifest.json}, perhaps
 * {@code identity.yaml}, one {@code tables/NAME.tsv} a table, and {@code closing.json}. Its comment is the {@link Seal}.
 */
final class Archive {
    private static final String MANIFEST = "manifest.json";
    static final String IDENTITY = "identity.yaml";
    private static final String CLOSING = "closing.json";
    private static final String DAMAGED = " is damaged: what it holds is not what was written.";
    private static final int BUFFER = 1 << 16;
    private static final int LARGEST_TEXT = 1 << 24;

    private Archive() {}

    /** Gives the rows of a table, one a line, and says how many. */
    interface Source {
        long write(Table table, OutputStream rows) throws IOException, SQLException;
    }

    /** Takes the rows of a table, and says how many. */
    interface Target {
        long read(Table table, InputStream rows) throws IOException, SQLException;
    }

    static Closing write(
            Manifest manifest,
            Optional<byte[]> identity,
            SortedMap<String, @Nullable Long> sequences,
            Source source,
            OutputStream out)
            throws IOException, SQLException {
        var seal = new Seal.Writing(out);
        var zip = new ZipOutputStream(seal);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.setComment("-".repeat(Seal.LENGTH));
        var contents = new TreeMap<String, Content>();
        add(zip, MANIFEST, manifest.json());
        if (identity.isPresent()) {
            add(zip, IDENTITY, identity.get());
        }
        for (Table table : manifest.tables()) {
            zip.putNextEntry(new ZipEntry(entry(table)));
            var digest = Sha256.digest();
            // The driver gives one row at a time, the compressor wants many at once.
            var rows = new BufferedOutputStream(new DigestOutputStream(zip, digest), BUFFER);
            long count = source.write(table, rows);
            rows.flush();
            zip.closeEntry();
            contents.put(table.name(), new Content(count, Sha256.hex(digest.digest())));
        }
        var closing = new Closing(contents, sequences);
        add(zip, CLOSING, closing.json());
        zip.finish();
        seal.seal();
        return closing;
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    /** An archive that is being read; what is wrong with it is a refusal, whenever it shows. */
    static final class Reading {
        private final String name;
        private final Seal.Reading sealed;
        private final ZipInputStream zip;
        private final Manifest manifest;
        private final Optional<byte[]> identity;
        private @Nullable ZipEntry entry;

        /** @param name of the file, to begin a sentence with */
        Reading(String name, InputStream in) {
            this.name = name;
            this.sealed = new Seal.Reading(in);
            this.zip = new ZipInputStream(sealed);
            try {
                next();
            } catch (ZipException | EOFException | IllegalArgumentException e) {
                throw noBackup();
            } catch (IOException e) {
                throw damaged(e);
            }
            if (!at(MANIFEST)) {
                throw noBackup();
            }
            try {
                this.manifest = Manifest.read(text());
                next();
                this.identity = at(IDENTITY) ? Optional.of(text()) : Optional.empty();
                if (identity.isPresent()) {
                    next();
                }
            } catch (IOException | JacksonException | IllegalArgumentException e) {
                throw damaged(e);
            }
        }

        Manifest manifest() {
            return manifest;
        }

        Optional<byte[]> identity() {
            return identity;
        }

        /** Gives every table its rows, to the end of the archive; whoever took them may keep them only once this returns. */
        Closing readTo(Target target) throws SQLException {
            var found = new TreeMap<String, Content>();
            try {
                for (Table table : manifest.tables()) {
                    if (!at(entry(table))) {
                        throw damaged(null);
                    }
                    var digest = Sha256.digest();
                    var rows = new DigestInputStream(zip, digest);
                    long count = target.read(table, rows);
                    rows.transferTo(OutputStream.nullOutputStream());
                    found.put(table.name(), new Content(count, Sha256.hex(digest.digest())));
                    next();
                }
                if (!at(CLOSING)) {
                    throw damaged(null);
                }
                Closing closing = Closing.read(text());
                next();
                if (entry != null || !closing.contents().equals(found) || !sealed.holds()) {
                    throw damaged(null);
                }
                return closing;
            } catch (IOException | JacksonException | IllegalArgumentException e) {
                throw damaged(e);
            } catch (SQLException e) {
                // Rows that the database does not take may be its own trouble, or the archive's.
                if (isWhole()) {
                    throw e;
                }
                throw damaged(e);
            }
        }

        /** Reads it to its end without another look at what it holds. */
        Closing check() {
            try {
                return readTo((_, rows) -> lines(rows));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private boolean isWhole() {
            try {
                return sealed.holds();
            } catch (IOException e) {
                return false;
            }
        }

        private void next() throws IOException {
            entry = zip.getNextEntry();
        }

        private boolean at(String expected) {
            return entry != null && entry.getName().equals(expected);
        }

        private byte[] text() throws IOException {
            byte[] text = zip.readNBytes(LARGEST_TEXT);
            if (text.length == LARGEST_TEXT) {
                throw new ZipException("a text too long");
            }
            return text;
        }

        private Refusal noBackup() {
            return Refusal.cannot(name + " is not a backup of Parvis, or its beginning is damaged.");
        }

        private Refusal damaged(@Nullable Exception how) {
            return Refusal.cannot(
                    switch (how) {
                        case EOFException _ -> name + " was cut short: its end is missing.";
                        case ZipException _ -> name + DAMAGED;
                        case IOException e -> name + " cannot be read: " + e.getMessage() + ".";
                        case null, default -> name + DAMAGED;
                    });
        }
    }

    private static String entry(Table table) {
        return "tables/" + table.name() + ".tsv";
    }

    /** In PostgreSQL's text a line break ends a row and stands nowhere else. */
    private static long lines(InputStream rows) throws IOException {
        byte[] block = new byte[BUFFER];
        long lines = 0;
        for (int length; (length = rows.read(block)) >= 0; ) {
            for (int i = 0; i < length; i++) {
                if (block[i] == '\n') lines++;
            }
        }
        return lines;
    }
}
