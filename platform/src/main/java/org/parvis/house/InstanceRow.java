package org.parvis.house;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only row of the table {@code instance}. Once written it never changes, hence it is read once. */
final class InstanceRow {
    private final JdbcClient jdbc;
    private volatile @Nullable Instance known;

    InstanceRow(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Instance get() {
        return find().orElseThrow(() -> new IllegalStateException("The instance is not founded yet."));
    }

    Optional<Instance> find() {
        if (known == null) {
            known = jdbc.sql("SELECT created_at, demonstration, civic_origin, real_origin FROM instance")
                    .query((row, _) -> new Instance(
                            instant(row.getObject(1, OffsetDateTime.class)),
                            row.getBoolean(2),
                            instant(row.getObject(3, OffsetDateTime.class)),
                            instant(row.getObject(4, OffsetDateTime.class))))
                    .optional()
                    .orElse(null);
        }
        return Optional.ofNullable(known);
    }

    /** Two processes may open a new database at once: one founds it, the other waits and finds it founded. */
    void lock() {
        jdbc.sql("LOCK TABLE instance IN SHARE ROW EXCLUSIVE MODE").update();
    }

    void write(Instance instance) {
        jdbc.sql("INSERT INTO instance (created_at, demonstration, civic_origin, real_origin) VALUES (?, ?, ?, ?)")
                .params(
                        instance.createdAt().atOffset(ZoneOffset.UTC),
                        instance.demonstration(),
                        instance.civicOrigin().atOffset(ZoneOffset.UTC),
                        instance.realOrigin().atOffset(ZoneOffset.UTC))
                .update();
        known = instance;
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
