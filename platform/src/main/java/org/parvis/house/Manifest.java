package org.parvis.house;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an archive begins: what made it, and which tables follow.
 *
 * @param parvis the version that wrote it
 * @param at when the snapshot was taken
 * @param scripts the migrations that had made the tables, by room
 */
record Manifest(int format, String parvis, Instant at, SortedMap<String, List<Script>> scripts, List<Table> tables) {
    static final int FORMAT = 1;

    private static final JsonMapper JSON = new JsonMapper();

    record Script(String version, @Nullable Integer checksum) {}

    /** The columns that were copied, in their order; what the database computes or numbers by itself is not among them. */
    record Table(String name, List<String> columns) {}

    /** How it ends: what was found in each entry, and where each sequence stood; null where it had not begun. */
    record Closing(SortedMap<String, Content> contents, SortedMap<String, @Nullable Long> sequences) {
        static Closing read(byte[] json) {
            return JSON.readValue(json, Closing.class);
        }

        byte[] json() {
            return JSON.writeValueAsBytes(this);
        }

        String summary() {
            long rows = contents.values().stream().mapToLong(Content::rows).sum();
            return String.format(Locale.UK, "%,d rows of %d tables", rows, contents.size());
        }
    }

    record Content(long rows, String sha256) {}

    /** The Parvis that runs. */
    static String thisParvis() {
        return Optional.ofNullable(Manifest.class.getPackage().getImplementationVersion())
                .orElse("in development");
    }

    /** @throws JacksonException where it is none */
    static Manifest read(byte[] json) {
        Manifest read = JSON.readValue(json, Manifest.class);
        if (read.format != FORMAT) {
            throw Refusal.cannot("The backup was made by Parvis " + read.parvis + " in format " + read.format
                    + ", and this Parvis, " + thisParvis() + ", reads format " + FORMAT
                    + ": restore it with the version that made it.");
        }
        return read;
    }

    byte[] json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** The first script that made these tables and that this Parvis, whose own are given, does not have. */
    Optional<String> firstUnknown(Map<String, List<Script>> known) {
        return scripts.entrySet().stream()
                .flatMap(room -> room.getValue().stream()
                        .filter(script ->
                                !known.getOrDefault(room.getKey(), List.of()).contains(script))
                        .map(script -> room.getKey() + " V" + script.version()))
                .findFirst();
    }
}
