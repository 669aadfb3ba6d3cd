package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Settings;
import org.parvis.house.Sha256;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The door to what people sent. */
@Component
public class Files {
    private static final Logger LOG = LoggerFactory.getLogger(Files.class);
    private static final int CHUNK = 1 << 18;

    private final JdbcClient db;
    private final TransactionOperations transaction;
    private final List<Scanner> scanners;
    private final ObjectProvider<FileReader> readers;
    private final Settings settings;
    private final InstantSource realTime;

    Files(
            JdbcClient db,
            TransactionTemplate transaction,
            List<Scanner> scanners,
            ObjectProvider<FileReader> readers,
            Settings settings,
            InstantSource realTime) {
        this.db = db;
        this.transaction = transaction;
        this.scanners = scanners;
        this.readers = readers;
        this.settings = settings;
        this.realTime = realTime;
    }

    /**
     * Takes a file, which its sender and the coordinator alone can see until it is published. In the caller's transaction
     * where there is one; better before it, for a scanner takes its time.
     *
     * @param name as the sender's machine calls it
     * @throws BadFile where it is empty, too large, of a type not taken, cut, swollen, infected, or not what its name says
     */
    public StoredFile store(InputStream content, String name, long personId) {
        Path file = null;
        try {
            file = java.nio.file.Files.createTempFile("parvis-", ".upload");
            byte[] sha256 = spool(content, file);
            var type = Inspection.of(file, name);
            String harmless = FileName.of(name, type);
            scan(file);
            Path spooled = file;
            return Objects.requireNonNull(transaction.execute(_ -> keep(spooled, sha256, harmless, type, personId)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private byte[] spool(InputStream content, Path file) throws IOException {
        var sha256 = Sha256.digest();
        long size = 0;
        try (var in = new DigestInputStream(content, sha256);
                OutputStream out = java.nio.file.Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > settings.uploadLimit()) throw new BadFile("files.large", settings.uploadLimit() / 1_000_000);
                out.write(buffer, 0, n);
            }
        }
        if (size == 0) throw new BadFile("files.empty");
        return sha256.digest();
    }

    private void scan(Path file) {
        for (Scanner scanner : scanners) {
            try {
                if (!scanner.isClean(file)) throw new BadFile("files.infected");
            } catch (IOException e) {
                LOG.error("A file is refused because it cannot be scanned", e);
                throw new BadFile("files.unscanned");
            }
        }
    }

    private StoredFile keep(Path file, byte[] sha256, String name, FileType type, long personId) {
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            long size = java.nio.file.Files.size(file);
            // The update does nothing but wait for whoever is storing or removing the same content.
            boolean isNew =
                    db.sql("""
                    insert into file_content (sha256, size) values (?, ?)
                    on conflict (sha256) do update set size = excluded.size returning xmax = 0""").param(sha256).param(size).query(Boolean.class).single();
            if (isNew) {
                int position = 0;
                for (byte[] bytes = in.readNBytes(CHUNK); bytes.length > 0; bytes = in.readNBytes(CHUNK))
                    db.sql("insert into file_chunk (sha256, position, bytes) values (?, ?, ?)")
                            .param(sha256)
                            .param(position++)
                            .param(bytes)
                            .update();
            }
            var id = db.sql("""
                    insert into file (sha256, name, type, uploaded_by, uploaded_at) values (?, ?, ?, ?, ?) returning id""")
                    .param(sha256)
                    .param(name)
                    .param(type.name())
                    .param(personId)
                    .param(Timestamp.from(realTime.instant()))
                    .query(UUID.class)
                    .single();
            return new StoredFile(id, name, type, size, HexFormat.of().formatHex(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) java.nio.file.Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A temporary file stays behind", e);
        }
    }

    /** Lets everyone see it, for as long as caches keep it. */
    public void publish(UUID id) {
        db.sql("update file set published_at = coalesce(published_at, ?) where id = ?")
                .param(Timestamp.from(realTime.instant()))
                .param(id)
                .update();
    }

    /** Shows it to nobody else again; what a cache keeps, it keeps. */
    public void hide(UUID id) {
        db.sql("update file set published_at = null where id = ?").param(id).update();
    }

    /** Takes it away; its content goes with the last file that has it. */
    public void remove(UUID id) {
        transaction.executeWithoutResult(_ -> {
            var content = db.sql("""
                            select c.sha256 from file_content c join file f on f.sha256 = c.sha256 where f.id = ? for update of c""").param(id).query(byte[].class).optional();
            db.sql("delete from file where id = ?").param(id).update();
            content.ifPresent(sha256 -> db.sql(
                            "delete from file_content c where sha256 = ? and not exists (select from file f where f.sha256 = c.sha256)")
                    .param(sha256)
                    .update());
        });
    }

    /** What is public stays, unsigned. */
    public void forget(long personId) {
        db.sql("update file set uploaded_by = null where uploaded_by = ?")
                .param(personId)
                .update();
    }

    public Optional<StoredFile> find(UUID id) {
        return db.sql("select * from file f join file_content c using (sha256) where id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional();
    }

    /** A file as this visitor may see it: anyone's once published; before, its sender's, the coordinator's, its room's readers'. */
    Optional<Seen> find(UUID id, @Nullable Actor actor) {
        return db.sql("select * from file f join file_content c using (sha256) where id = ?")
                .param(id)
                .query((row, _) ->
                        new Seen(read(row), row.getTimestamp("published_at") != null, row.getLong("uploaded_by")))
                .optional()
                .filter(file -> file.isPublic()
                        || actor != null
                                && (actor.personId() == file.sender()
                                        || actor.is(Role.COORDINATOR)
                                        || readers.stream().anyMatch(r -> r.mayRead(id, actor))));
    }

    record Seen(StoredFile file, boolean isPublic, long sender) {}

    /** Writes the content piece by piece; no connection waits for a slow reader. */
    void write(StoredFile file, OutputStream out) throws IOException {
        byte[] sha256 = HexFormat.of().parseHex(file.sha256());
        long written = 0;
        for (int position = 0; written < file.size(); position++) {
            byte[] bytes = db.sql("select bytes from file_chunk where sha256 = ? and position = ?")
                    .param(sha256)
                    .param(position)
                    .query(byte[].class)
                    .optional()
                    .orElseThrow(() -> new IOException("the file " + file.id() + " was removed while it was read"));
            out.write(bytes);
            written += bytes.length;
        }
    }

    private static StoredFile read(ResultSet row) throws SQLException {
        return new StoredFile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                FileType.valueOf(row.getString("type")),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("sha256")));
    }
}
