package org.parvis.print;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.house.Works;
import org.parvis.web.BadInput;
import org.parvis.web.Busy;
import org.parvis.web.Language;
import org.parvis.web.Page;
import org.parvis.web.Visit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The door to what is printed. */
@Component
public class Prints {
    /** More HTML than this takes longer than someone waits for a page. */
    static final int LARGE = 500_000;

    private static final int AT_ONCE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20), KEPT = Duration.ofDays(7);

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final JdbcClient db;
    private final TransactionOperations transaction;
    private final TemplateEngine templates;
    private final Works works;
    private final ObjectProvider<PrintWork> work;
    private final InstantSource realTime;

    Prints(
            JdbcClient db,
            TransactionTemplate transaction,
            TemplateEngine templates,
            Works works,
            ObjectProvider<PrintWork> work,
            InstantSource realTime) {
        this.db = db;
        this.transaction = transaction;
        this.templates = templates;
        this.works = works;
        this.work = work;
        this.realTime = realTime;
    }

    /** The language that a file's address asks for, French where it asks for none. */
    public static Language language(String asked) {
        return Language.find(asked).orElseThrow(() -> new BadInput("print.language", asked));
    }

    /**
     * Prints a page, or finds it printed.
     *
     * @param page rendered by its own template with {@code document.jte}
     * @param visit in the language of the document
     * @return the document, or the promise of one that is large
     * @throws Busy where too many are being printed here
     */
    public Printed print(Page page, Visit visit) {
        var html = new StringOutput();
        templates.render(template(page), Map.of("visit", visit, "page", page), html);
        String words = html.toString();
        byte[] digest = Sha256.of((Printer.VERSION + "\n" + words).getBytes(StandardCharsets.UTF_8));
        String language = visit.language().code();
        var found = find(visit.path(), language, digest);
        if (found != null) return found;
        if (words.length() > LARGE) {
            transaction.executeWithoutResult(_ -> {
                var id = ask(visit.path(), language, digest, gzip(words));
                works.begin(work.getObject(), id.toString());
            });
            return new Printed(etag(digest), new byte[0], false);
        }
        byte[] pdf = inTurn(words);
        transaction.executeWithoutResult(_ -> keep(ask(visit.path(), language, digest, new byte[0]), pdf));
        return new Printed(etag(digest), pdf, false);
    }

    private static String template(Page page) {
        return page.getClass().getName().substring("org.parvis.".length()).replace('.', '/') + ".jte";
    }

    private byte[] inTurn(String words) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) throw new Busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            var out = new ByteArrayOutputStream();
            Printer.print(words, out);
            return out.toByteArray();
        } finally {
            places.release();
        }
    }

    private @org.jspecify.annotations.Nullable Printed find(String address, String language, byte[] digest) {
        return db.sql("select pdf, failed from print where address = ? and language = ? and digest = ?")
                .params(address, language, digest)
                .query((row, _) -> {
                    byte[] pdf = row.getBytes("pdf");
                    return new Printed(etag(digest), pdf == null ? new byte[0] : pdf, row.getBoolean("failed"));
                })
                .optional()
                .orElse(null);
    }

    private UUID ask(String address, String language, byte[] digest, byte[] html) {
        var now = realTime.instant();
        db.sql("delete from print where asked_at < ? or address = ? and language = ? and asked_at < ?")
                .params(
                        Timestamp.from(now.minus(KEPT)),
                        address,
                        language,
                        Timestamp.from(now.minus(Duration.ofHours(1))))
                .update();
        return db.sql("""
                insert into print (address, language, digest, html, asked_at) values (?, ?, ?, ?, ?)
                on conflict (address, language, digest) do update set asked_at = excluded.asked_at returning id""")
                .params(Values.of(address, language, digest, html, Timestamp.from(now)))
                .query(UUID.class)
                .single();
    }

    private void keep(UUID id, byte[] pdf) {
        db.sql("update print set pdf = ?, html = null where id = ?")
                .params(pdf, id)
                .update();
    }

    /** Prints what was asked for in the background; done once however often it was asked. */
    void printLater(UUID id) throws InterruptedException {
        var html = db.sql("select html from print where id = ? and pdf is null")
                .param(id)
                .query(byte[].class)
                .optional();
        if (html.isEmpty()) return;
        try {
            keep(id, Printer.printApart(gunzip(html.get())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void fail(UUID id) {
        db.sql("update print set failed = true where id = ?").param(id).update();
    }

    /** The file for a browser, or for a large document the page that says it is being printed. */
    public Object answer(Page page, Visit visit, String name, boolean isPublic, String ifNoneMatch) {
        var printed = print(page, visit);
        if (!printed.isReady()) return new PrintingPage(printed.failed());
        String caching = isPublic ? "public, no-cache" : "private, no-store";
        if (ifNoneMatch.contains(printed.etag()))
            return ResponseEntity.status(304)
                    .header("Cache-Control", caching)
                    .eTag(printed.etag())
                    .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Cache-Control", caching)
                .header("Content-Language", visit.language().code())
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline().filename(name).build().toString())
                .eTag(printed.etag())
                .body(printed.pdf());
    }

    private static String etag(byte[] digest) {
        return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    }

    static byte[] gzip(String text) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String gunzip(byte[] zipped) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
