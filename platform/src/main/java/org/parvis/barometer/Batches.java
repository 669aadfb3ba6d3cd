package org.parvis.barometer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to figures that came together, from their proposal to what was decided. */
@Component
class Batches {
    private final JdbcClient db;
    private final CivicClock clock;

    Batches(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** How figures came. */
    enum Way {
        FORM,
        IMPORT,
        COMMAND,
        DEMONSTRATION
    }

    /** What is said of them when they come. */
    record Sheet(
            Way way,
            Bilingual source,
            @Nullable String fileName,
            byte @Nullable [] sha256,
            @Nullable Bilingual reason,
            @Nullable Long by,
            boolean fictional) {}

    /** Opens one, and says its number. */
    long open(Sheet sheet) {
        return Objects.requireNonNull(db.sql("""
                insert into reading_batch (way, source_fr, source_en, file_name, sha256, reason_fr, reason_en, proposed_by, proposed_at,
                                           fictional)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        sheet.way().name(),
                        sheet.source().fr(),
                        sheet.source().en(),
                        sheet.fileName(),
                        sheet.sha256(),
                        sheet.reason() == null ? null : sheet.reason().fr(),
                        sheet.reason() == null ? null : sheet.reason().en(),
                        sheet.by(),
                        clock.now(),
                        sheet.fictional()))
                .query((row, _) -> row.getLong(1))
                .single());
    }
}
