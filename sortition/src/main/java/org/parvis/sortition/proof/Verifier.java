package org.parvis.sortition.proof;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Replays a draw from its published files, and the lot by which some were invited: {@code verify FOLDER}, {@code verify FOLDER --commitment DIGEST} (as it was
 * announced), {@code verify FOLDER --receipt FILE} (a volunteer's). Ends with 0 where everything is valid, 1 where a file
 * differs, 2 where it was not asked properly.
 */
public final class Verifier {
    private static final String USAGE = """
            verify FOLDER                        replays the draw of this folder
            verify FOLDER --commitment DIGEST    … and compares it with what was announced
            verify FOLDER --receipt FILE         … and finds the person of this receipt in the pool
            """;

    private Verifier() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out));
    }

    public static int run(List<String> arguments, PrintStream out) {
        boolean option = arguments.size() == 3
                && (arguments.get(1).equals("--commitment") || arguments.get(1).equals("--receipt"));
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-") || arguments.size() != 1 && !option) {
            out.print(USAGE);
            return 2;
        }
        Path given = Path.of(arguments.getFirst());
        Path folder = Files.isDirectory(given.resolve("published")) ? given.resolve("published") : given;
        try {
            boolean invites = tellLot(folder, out);
            if (invites && !option && PublishedDraw.FILES.stream().noneMatch(name -> isThere(folder, name))) {
                out.println("Valid.");
                return 0;
            }
            PublishedDraw draw = PublishedDraw.read(folder);
            tell(draw, out);
            Optional<PublishedDraw.Drawn> drawn = draw.replay();
            if (drawn.isPresent()) {
                Commitment.Outcome outcome = drawn.get().outcome();
                out.printf("Drawn: panel %d, %s.%n", outcome.panel() + 1, String.join(" ", outcome.members()));
            } else {
                out.printf(
                        "Not drawn yet: waiting for “%s”, not before %s.%n",
                        draw.commitment().source(), draw.commitment().notBefore());
            }
            if (option && !check(draw, arguments.get(1), Path.of(arguments.get(2)), out)) return 1;
            out.println("Valid.");
            return 0;
        } catch (Differs e) {
            out.println("Not valid. " + e.getMessage());
            return 1;
        }
    }

    /** Whether some were invited by lot, as a folder may say beside the draw, or alone before it. */
    private static boolean tellLot(Path folder, PrintStream out) {
        var files = new HashMap<String, String>();
        for (String name : List.of(Lot.COMMITMENT, Lot.FILE))
            if (isThere(folder, name)) files.put(name, PublishedDraw.text(folder, name));
        Optional<Lot> found = Lot.read(files);
        if (found.isEmpty()) return false;
        Lot lot = found.get();
        out.printf("Invitations: %d of %d entries, committed at %s.%n", lot.wanted(), lot.entries(), lot.committedAt());
        out.printf("Commitment of the list: %s (compare it with what was announced before the lot).%n", lot.digest());
        if (files.containsKey(Lot.FILE)) out.println("Their lot follows from its randomness.");
        else out.printf("Not drawn by lot yet: waiting for “%s”, not before %s.%n", lot.source(), lot.notBefore());
        return true;
    }

    private static boolean isThere(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    private static void tell(PublishedDraw draw, PrintStream out) {
        Commitment commitment = draw.commitment();
        int[] times = draw.timesInUrn();
        out.printf(
                Locale.ROOT,
                "%d people, panels of %d, %d panels in the urn (%s, %s), frozen at %s.%n",
                commitment.people(),
                commitment.panelSize(),
                commitment.panels(),
                commitment.algorithm(),
                commitment.version(),
                commitment.frozenAt());
        out.printf(
                Locale.ROOT,
                "Chances from %.2f %% to %.2f %%, on average %.2f %%.%n",
                100.0 * Arrays.stream(times).min().orElse(0) / commitment.panels(),
                100.0 * Arrays.stream(times).max().orElse(0) / commitment.panels(),
                100.0 * commitment.panelSize() / commitment.people());
        out.printf("Commitment: %s (compare it with what was announced before the draw).%n", commitment.digest());
    }

    private static boolean check(PublishedDraw draw, String option, Path value, PrintStream out) {
        if (option.equals("--commitment")) {
            boolean same = draw.commitment().digest().equals(value.toString().toLowerCase(Locale.ROOT));
            if (!same) out.println("Not valid. The commitment is another than the one announced.");
            return same;
        }
        Path folder = value.toAbsolutePath().getParent();
        String name = value.getFileName().toString();
        Receipt receipt = Receipt.read(name, PublishedDraw.text(folder == null ? Path.of("") : folder, name));
        boolean there = draw.holds(receipt);
        out.println(
                there
                        ? "The person of this receipt is in the pool, with these answers."
                        : "Not valid. The person of this receipt is not in the pool with these answers and this salt.");
        return there;
    }
}
