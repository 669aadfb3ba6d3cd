package org.parvis.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into the register.
 *
 * @param columns of the file, in order; {@code mapping} from some of them to fields
 * @param reached how many rows the work under way has gone through
 * @param counts rows by what they would do, or did
 */
public record Import(
        UUID id,
        String kind,
        String target,
        String fileName,
        String sha256,
        Source source,
        List<String> columns,
        Map<String, String> mapping,
        List<String> options,
        long rows,
        long reached,
        @Nullable Long personId,
        Instant createdAt,
        Set<Step> steps,
        Map<ImportKind.Outcome, Long> counts) {

    /** The steps of its life. */
    public enum Step {
        MAPPED,
        CHECKED,
        CONFIRMED,
        DONE,
        CANCELLED,
        FAILED
    }

    /** What it waits for, or does. */
    public enum Stage {
        TO_MAP,
        CHECKING,
        TO_CONFIRM,
        WRITING,
        DONE,
        STOPPED
    }

    public Stage stage() {
        if (steps.contains(Step.DONE)) return Stage.DONE;
        if (steps.contains(Step.CANCELLED) || steps.contains(Step.FAILED)) return Stage.STOPPED;
        if (steps.contains(Step.CONFIRMED)) return Stage.WRITING;
        if (steps.contains(Step.CHECKED)) return Stage.TO_CONFIRM;
        return steps.contains(Step.MAPPED) ? Stage.CHECKING : Stage.TO_MAP;
    }

    public long count(ImportKind.Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** How many rows a confirmation writes. */
    public long toWrite() {
        return count(ImportKind.Outcome.NEW) + count(ImportKind.Outcome.CHANGED);
    }

    public String path() {
        return "/imports/" + id;
    }

    /** A row and what is wrong with it. */
    public record Faulty(long line, Map<String, String> cells, List<Fault> faults) {}
}
