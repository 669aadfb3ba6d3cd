package org.parvis.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * An act in the chain.
 *
 * @param act the act's canonical text, as it was hashed
 * @param previous the hash of the entry before it, in hexadecimal; 64 zeros before the first
 * @param hash of this entry
 */
public record Entry(long number, String act, String previous, String hash) {
    static final String BEFORE_THE_FIRST = "0".repeat(64);

    private static final JsonMapper JSON = new JsonMapper();

    /** What an act says, read out of its text. */
    public record Content(
            String kind,
            String reference,
            String role,
            @Nullable String organisation,
            @Nullable String reason,
            SortedMap<String, String> facts,
            SortedMap<String, String> sealed,
            @Nullable Items items,
            Instant civicTime,
            Instant realTime) {}

    /** How many items a bulk act had, and the Merkle root over them. */
    public record Items(long count, String root) {}

    static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("number"),
                row.getString("act"),
                Sha256.hex(row.getBytes("previous")),
                Sha256.hex(row.getBytes("hash")));
    }

    public Content content() {
        return JSON.readValue(act, Content.class);
    }

    /** The text whose SHA-256 is the hash. */
    public String canonical() {
        return Canonical.entry(act, number, previous);
    }

    /** The entry's line in {@code journal.jsonl}. */
    public String line() {
        return Canonical.line(act, number, previous, hash);
    }

    /** The address of the entry's page. */
    public String path() {
        return "/journal/" + number;
    }
}
