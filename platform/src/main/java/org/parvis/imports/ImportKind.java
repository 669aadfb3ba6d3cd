package org.parvis.imports;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Visit;

/** Something that a room lets be imported. Any room adds one by declaring a bean. */
public interface ImportKind {
    /** Its name in addresses and in the database: {@code actions}. */
    String name();

    /** The fields of a row; {@code label} is the key of its name in words. */
    record Field(String name, String label, boolean required, List<String> aliases) {
        public static Field of(String name, String label, boolean required, String... aliases) {
            return new Field(name, label, required, List.of(aliases));
        }
    }

    List<Field> fields();

    /** What may be asked besides, by name: the message {@code imports.option.<name>} says what it does. */
    default List<String> options() {
        return List.of();
    }

    /** Where this person may import it; empty where they may not at all. */
    List<Choice> targets(Actor actor, Visit visit);

    /** Where the rows are in a JSON file that holds more than them. */
    default List<String> under() {
        return List.of();
    }

    /** The lists of objects whose items become cells, numbered: {@code evidence_1_title_fr}. */
    default List<String> lists() {
        return List.of();
    }

    /** A row by the names of its fields; a field that the file has not is absent, one left empty is empty. */
    record Row(long line, SortedMap<String, String> values) {
        public String get(String field) {
            return values.getOrDefault(field, "");
        }
    }

    /** What a row would do. */
    enum Outcome {
        NEW,
        CHANGED,
        SAME,
        BAD
    }

    /** Between the keys of a row that says several things: a character that no cell holds. */
    String AND = "\u001f";

    /**
     * What is to be said of a row. The columns of its faults are fields.
     *
     * @param key what makes it one thing and not another: of two rows with the same key, the second is a fault; the keys of a
     *     row of several things are joined by {@link #AND}
     */
    record Verdict(Outcome outcome, String key, List<Fault> faults) {
        public static Verdict bad(String key, List<Fault> faults) {
            return new Verdict(Outcome.BAD, key, faults);
        }
    }

    /**
     * Looks at some rows, in a number of queries that does not grow with them.
     *
     * @param target one of {@link #targets}
     */
    List<Verdict> check(String target, List<String> options, List<Row> rows, LocalDate day);

    /**
     * An import that is being written.
     *
     * @param person who sent it; none from a terminal
     * @param sha256 of the file, in hexadecimal
     */
    record Job(
            UUID id,
            @Nullable Long person,
            String fileName,
            String sha256,
            String target,
            List<String> options,
            LocalDate day) {}

    /** Writes rows that were checked, in the caller's transaction; written twice they change nothing more. */
    void write(Job job, List<Row> rows);

    /** All is written: whatever follows from it. */
    default void finish(Job job) {}

    /** Whether everyone may know of it: what is imported into a draft is not told before the draft opens. */
    default boolean isPublic(String target) {
        return true;
    }

    /** The page that shows what was imported. */
    String path(String target);

    /** Values as the reader typed them, in the words that the room's rules take; called before any check. */
    default void normalise(Map<String, String> values) {}
}
