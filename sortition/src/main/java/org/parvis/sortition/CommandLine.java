package org.parvis.sortition;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.sortition.proof.Commitment;
import org.parvis.sortition.proof.Differs;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;
import org.parvis.sortition.proof.Table;
import org.parvis.sortition.proof.Verifier;

/** {@code draw} and {@code verify-draw}. Ends with 0 when done, 1 when the files do not allow it, 2 when asked otherwise. */
public final class CommandLine {
    private static final String USAGE = """
            draw --pool respondents.csv --quotas categories.csv --size 15 --out DIR
                 [--method leximin|maximin] [--panels 1000] [--limit SECONDS] [--id COLUMN] [--address COLUMN,COLUMN]
                 [--source TEXT --not-before 2026-03-01T12:00:00Z]
                 freezes the pool and writes DIR/published and DIR/private; with a source, waits for its randomness
            draw --out DIR --randomness HEX --published-at 2026-03-01T12:00:00Z
                 draws from the frozen pool by what the source published
            verify-draw DIR [--commitment DIGEST | --receipt FILE]
                 replays a draw from its published files
            """;
    private static final Set<String> NAMES = Set.of(
            "pool",
            "quotas",
            "size",
            "out",
            "method",
            "panels",
            "limit",
            "id",
            "address",
            "source",
            "not-before",
            "randomness",
            "published-at");
    private static final String OWN_CHANCE = "this machine's own random numbers, which nobody else can check";
    private static final long SEED = 1;

    private final Map<String, String> given = new HashMap<>();
    private final Clock clock;
    private final PrintStream out;

    private CommandLine(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Clock.systemUTC(), System.out, System.err));
    }

    static int run(List<String> arguments, Clock clock, PrintStream out, PrintStream errors) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        if (!arguments.isEmpty() && arguments.getFirst().equals("verify-draw"))
            return Verifier.run(arguments.subList(1, arguments.size()), out);
        var command = new CommandLine(clock, out);
        if (arguments.isEmpty()
                || !arguments.getFirst().equals("draw")
                || !command.parse(arguments.subList(1, arguments.size()))) {
            errors.print(USAGE);
            return 2;
        }
        try {
            return command.given.containsKey("randomness") ? command.draw() : command.freeze();
        } catch (InvalidInput | Unfeasible | NoPanelYet | SolverMissing | Differs | IllegalArgumentException e) {
            errors.println(e.getMessage());
            return 1;
        } catch (DateTimeException e) {
            errors.println("A moment is written as 2026-03-01T12:00:00Z: " + e.getMessage());
            return 1;
        }
    }

    private boolean parse(List<String> arguments) {
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || !NAMES.contains(name.substring(2))) return false;
            given.put(name.substring(2), arguments.get(i + 1));
        }
        List<String> needed = given.containsKey("randomness")
                ? List.of("out", "published-at")
                : List.of("pool", "quotas", "size", "out");
        return arguments.size() % 2 == 0
                && given.keySet().containsAll(needed)
                && given.containsKey("source") == given.containsKey("not-before");
    }

    private int freeze() {
        Path folder = Path.of(get("out"));
        if (Files.exists(folder.resolve("published")))
            throw new IllegalArgumentException(
                    "%s holds a draw already; a frozen pool is not frozen again. Name another folder."
                            .formatted(folder));
        var columns = new SpreadsheetFiles.Columns(
                given.getOrDefault("id", "id"),
                List.of(given.getOrDefault("address", "address").split(",")));
        var files = SpreadsheetFiles.read(Path.of(get("pool")), Path.of(get("quotas")), columns);
        files.notices().forEach(out::println);
        Method method = method();
        var options = Options.of(method).within(Duration.ofSeconds(number("limit", 600)));
        Allocation allocation = Sortition.allocate(files.pool(), files.quotas(), number("size", 0), options);
        tell(allocation);
        Urn urn = Urn.of(allocation, number("panels", Urn.USUAL_SIZE), SEED);
        out.printf(
                Locale.ROOT,
                "Urn of %d panels: no chance moved by more than %.4f %% (less than %.2f %% can always be had).%n",
                urn.panels().size(),
                100 * urn.largestDifference(),
                100 * urn.attainable());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        boolean announced = given.containsKey("source");
        var announcement = announced
                ? new Announcement(get("source"), Instant.parse(get("not-before")))
                : new Announcement(OWN_CHANCE, now);
        var secret = new SecureRandom();
        Frozen frozen = Frozen.of(urn, announcement, now, secret);
        frozen.keep(folder.resolve("private"));
        frozen.publish(folder.resolve("published"));
        out.printf("Frozen. Announce its commitment: %s%n", frozen.commitment().digest());
        if (announced) {
            out.printf(
                    "Then draw by what “%s” publishes, not before %s.%n",
                    announcement.source(), announcement.notBefore());
            return 0;
        }
        byte[] own = new byte[32];
        secret.nextBytes(own);
        out.println("No public source was named: the machine's own random numbers draw, which nobody can check.");
        return draw(frozen, new Randomness(OWN_CHANCE, now, HexFormat.of().formatHex(own)));
    }

    private int draw() {
        Path folder = Path.of(get("out"));
        Frozen frozen = Frozen.read(folder.resolve("published"), folder.resolve("private"));
        return draw(
                frozen,
                new Randomness(frozen.commitment().source(), Instant.parse(get("published-at")), get("randomness")));
    }

    private int draw(Frozen frozen, Randomness randomness) {
        Path folder = Path.of(get("out"));
        Commitment.Outcome outcome = frozen.draw(folder.resolve("published"), randomness);
        var persons = new HashMap<String, String>();
        frozen.receipts().forEach((person, receipt) -> persons.put(receipt.id(), person));
        var rows = new ArrayList<List<String>>();
        for (String id : outcome.members()) rows.add(List.of("member", id, persons.getOrDefault(id, "")));
        for (String id : outcome.alternates()) rows.add(List.of("alternate", id, persons.getOrDefault(id, "")));
        Frozen.write(
                folder.resolve("private").resolve("drawn.csv"), new Table(List.of("as", "id", "person"), rows).text());
        out.printf("Panel %d is drawn: %s%n", outcome.panel() + 1, String.join(" ", outcome.members()));
        out.printf(
                "Who they are and the alternates in their order: %s. To publish: %s.%n",
                folder.resolve("private").resolve("drawn.csv"),
                folder.resolve("published").resolve(PublishedDraw.DRAW));
        return 0;
    }

    private void tell(Allocation found) {
        if (!found.excluded().isEmpty())
            out.printf(
                    "No panel within the quotas has %s: their chance is 0.%n",
                    String.join(", ", found.excluded().stream().map(Person::id).toList()));
        out.printf(
                Locale.ROOT,
                "%s of %d people, %d types: lowest chance %.4f %% (no lottery above %.4f %%), Gini %.2f %%, over %d panels, in %.1f s.%n",
                found.method(),
                found.pool().size(),
                found.types(),
                100 * found.minimum(),
                100 * found.upperBound(),
                100 * found.gini(),
                found.panelCount(),
                found.elapsed().toMillis() / 1000.0);
        if (!found.complete())
            out.printf(
                    Locale.ROOT,
                    "The time was over first: the lowest chance could be higher by %.4f %% at most.%n",
                    100 * found.gap());
    }

    private Method method() {
        String name = given.getOrDefault("method", "leximin");
        for (Method method : Method.values()) if (method.name().equalsIgnoreCase(name)) return method;
        throw new IllegalArgumentException("The method is leximin or maximin, not “%s”.".formatted(name));
    }

    private int number(String name, int otherwise) {
        String text = given.getOrDefault(name, String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--%s is a whole number, not “%s”.".formatted(name, text), e);
        }
    }

    private String get(String name) {
        @Nullable String value = given.get(name);
        if (value == null) throw new IllegalArgumentException("--%s is missing.".formatted(name));
        return value;
    }
}
