package org.parvis.opendata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.web.Busy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/** Whole resources as files, written as they are read, each with its hash. */
@Component
class Exports {
    /** So many at once; who comes then is told to come back, since each keeps a processor and a connection busy. */
    private static final int AT_ONCE = 4;

    private final OpenData data;
    private final JdbcClient db;
    private final CivicClock clock;
    private final JsonMapper json;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Exports(OpenData data, JdbcClient db, CivicClock clock, JsonMapper json) {
        this.data = data;
        this.db = db;
        this.clock = clock;
        this.json = json;
    }

    /** The two forms of a file. */
    enum Format {
        CSV("text/csv"),
        JSONL("application/jsonl");

        final String type;

        Format(String type) {
            this.type = type;
        }

        String extension() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Where a file goes, begun once it is its turn. */
    interface Answer {
        OutputStream begin() throws IOException;
    }

    /** What a whole export weighs and hashes to. */
    record Digest(String sha256, long bytes, long rows) {}

    String tag(Resource resource, Format format) {
        return "\"" + data.state(resource) + "-" + format.extension() + "\"";
    }

    /**
     * Writes all of it, and keeps its hash where nothing changed meanwhile.
     *
     * @param tag of the state from which it is written
     * @throws Busy where as many are being written as may be
     */
    Digest write(Resource resource, Format format, String tag, Answer answer) throws IOException {
        if (!places.tryAcquire()) throw new Busy();
        try {
            var digest = write(resource, format, answer.begin());
            if (tag.equals(tag(resource, format))) keep(resource, format, tag, digest);
            return digest;
        } catch (UncheckedIOException e) {
            // Whoever asked has left.
            throw e.getCause();
        } catch (JacksonIOException e) {
            throw e.getCause();
        } finally {
            places.release();
        }
    }

    private Digest write(Resource resource, Format format, OutputStream out) throws IOException {
        var hashed = new DigestOutputStream(out, Sha256.digest());
        var bytes = new AtomicLong();
        var rows = new AtomicLong();
        var counted = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                hashed.write(b);
                bytes.incrementAndGet();
            }

            @Override
            public void write(byte[] b, int from, int length) throws IOException {
                hashed.write(b, from, length);
                bytes.addAndGet(length);
            }

            @Override
            public void close() throws IOException {
                hashed.close();
            }
        };
        try (var text = new BufferedWriter(new OutputStreamWriter(counted, StandardCharsets.UTF_8), 1 << 16)) {
            switch (format) {
                case CSV -> csv(resource, text, rows);
                case JSONL -> lines(resource, text, rows);
            }
        }
        return new Digest(Sha256.hex(hashed.getMessageDigest().digest()), bytes.get(), rows.get());
    }

    private void csv(Resource resource, Writer text, AtomicLong rows) throws IOException {
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(resource.fields().stream().map(Field::name).toList());
            data.stream(resource, row -> {
                csv.writeRecord(row.cells());
                rows.incrementAndGet();
            });
        }
    }

    private void lines(Resource resource, Writer text, AtomicLong rows) {
        try (JsonGenerator out = json.writer().withRootValueSeparator("").createGenerator(text)) {
            data.stream(resource, row -> {
                row.write(out);
                out.writeRaw('\n');
                rows.incrementAndGet();
            });
        }
    }

    private void keep(Resource resource, Format format, String tag, Digest digest) {
        db.sql("""
                insert into export_digest (resource, format, state, sha256, bytes, rows, counted_at) values (?, ?, ?, decode(?, 'hex'), ?, ?, ?)
                on conflict (resource, format) do update set (state, sha256, bytes, rows, counted_at)
                    = (excluded.state, excluded.sha256, excluded.bytes, excluded.rows, excluded.counted_at)""")
                .params(Values.of(
                        resource.name(),
                        format.extension(),
                        tag,
                        digest.sha256(),
                        digest.bytes(),
                        digest.rows(),
                        clock.now()))
                .update();
    }

    /** What the export of this state is known to be, without reading it again. */
    Optional<Digest> find(Resource resource, Format format, String tag) {
        return db.sql(
                        "select encode(sha256, 'hex') as sha256, bytes, rows from export_digest where resource = ? and format = ? and state = ?")
                .params(resource.name(), format.extension(), tag)
                .query((row, _) -> new Digest(row.getString("sha256"), row.getLong("bytes"), row.getLong("rows")))
                .optional();
    }

    /** The same, counted now where nobody did before. */
    Digest get(Resource resource, Format format, String tag) throws IOException {
        var known = find(resource, format, tag);
        return known.isPresent() ? known.get() : write(resource, format, tag, OutputStream::nullOutputStream);
    }

    /** The same, counted now where that is quick; nothing where it is not. */
    Optional<Digest> findQuickly(Resource resource, Format format) throws IOException {
        String tag = tag(resource, format);
        var known = find(resource, format, tag);
        if (known.isPresent() || !data.isSmall(resource)) return known;
        try {
            return Optional.of(write(resource, format, tag, OutputStream::nullOutputStream));
        } catch (Busy e) {
            return Optional.empty();
        }
    }
}
