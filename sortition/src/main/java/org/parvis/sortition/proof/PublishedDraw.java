package org.parvis.sortition.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The published files of a draw, read and checked against each other. Reading succeeds only where every one of them is what
 * the commitment says, so that nothing can be drawn from anything else.
 */
public final class PublishedDraw {
    public static final String COMMITMENT = "commitment.txt";
    public static final String ANNOUNCEMENT = "announcement.txt";
    public static final String PEOPLE = "people.csv";
    public static final String QUOTAS = "quotas.csv";
    public static final String URN = "urn.csv";
    public static final String TOTALS = "totals.csv";
    public static final String DRAW = "draw.txt";

    /** All that is published, the last of them by the draw. */
    public static final List<String> FILES = List.of(COMMITMENT, ANNOUNCEMENT, PEOPLE, QUOTAS, URN, TOTALS, DRAW);

    private static final List<String> DRAW_LINES = List.of(
            "format",
            "commitment",
            "source",
            "published at",
            "randomness",
            "panel",
            "members",
            "totals",
            "salt of the totals",
            "alternates");

    private final Map<String, String> files;
    private final Commitment commitment;
    private final List<String> ids = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<List<String>> urn = new ArrayList<>();
    private final List<String> totals = new ArrayList<>();
    private final List<Line> quotas = new ArrayList<>();

    private PublishedDraw(Map<String, String> files) {
        this.files = files;
        String text = text(COMMITMENT);
        String digest = Sha256.hex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        checkAnnounced(digest);
        commitment = Commitment.read(COMMITMENT, text);
        Table people = table(PEOPLE, commitment.peopleFile(), List.of("id", "leaf"));
        Table lines = table(
                QUOTAS, commitment.quotasFile(), List.of("category", "feature", "min", "max", "lowest", "highest"));
        Table panels = table(URN, commitment.urnFile(), List.of("panel", "members"));
        Table digests = table(TOTALS, commitment.totalsFile(), List.of("panel", "digest"));
        readPeople(people);
        readQuotas(lines);
        readUrn(panels);
        for (List<String> row : digests.rows()) totals.add(row.get(1));
        if (totals.size() != urn.size()) throw new Differs(TOTALS, "it has not one digest for each panel");
    }

    /** @throws Differs where a file is missing, or is not what it was */
    public static PublishedDraw read(Path folder) {
        var files = new HashMap<String, String>();
        for (String name : FILES) if (Files.isRegularFile(folder.resolve(name))) files.put(name, text(folder, name));
        return of(files);
    }

    /**
     * The same, of files that stand elsewhere than in a folder.
     *
     * @param files the published ones, by name
     */
    public static PublishedDraw of(Map<String, String> files) {
        return new PublishedDraw(Map.copyOf(files));
    }

    /**
     * A quota as it was published.
     *
     * @param lowest fewest that a panel of the urn has of it
     * @param highest most
     */
    public record Line(String category, String feature, int min, int max, int lowest, int highest) {}

    /** In the order in which totals are. */
    public List<Line> quotas() {
        return List.copyOf(quotas);
    }

    /**
     * A draw that was replayed.
     *
     * @param totals how many of each quota the panel has
     */
    public record Drawn(Randomness randomness, Commitment.Outcome outcome, List<Integer> totals) {}

    public Commitment commitment() {
        return commitment;
    }

    public List<String> ids() {
        return List.copyOf(ids);
    }

    /** Everyone's leaf of the pool's tree, in hexadecimal, by their opaque identifier. */
    public Map<String, String> people() {
        var people = new LinkedHashMap<String, String>();
        for (String id : ids) people.put(id, Sha256.hex(leaves.get(people.size())));
        return people;
    }

    /** Panels of opaque identifiers, each as likely as any other. */
    public List<List<String>> urn() {
        return List.copyOf(urn);
    }

    /** On how many panels of the urn each person is, in the order of {@link #ids}; divided by the panels, their chance. */
    public int[] timesInUrn() {
        var at = new HashMap<String, Integer>();
        for (String id : ids) at.put(id, at.size());
        int[] times = new int[ids.size()];
        for (List<String> panel : urn) for (String id : panel) times[at.getOrDefault(id, 0)]++;
        return times;
    }

    /**
     * The panel that this randomness picks, and the alternates.
     *
     * @throws IllegalArgumentException where it is not of the announced source, or came too early
     */
    public Commitment.Outcome outcome(Randomness randomness) {
        return commitment.outcome(randomness, urn, ids);
    }

    /** The text of {@code draw.txt}; the totals of the panel and their salt are those committed to. */
    public String drawText(Randomness randomness, List<Integer> drawnTotals, String salt) {
        Commitment.Outcome outcome = outcome(randomness);
        if (!totalsDigest(outcome.panel(), drawnTotals, salt).equals(totals.get(outcome.panel())))
            throw new Differs(DRAW, "the totals of panel %d are not those committed to".formatted(outcome.panel() + 1));
        return new Lines.Builder()
                .add("format", Commitment.FORMAT)
                .add("commitment", commitment.digest())
                .add("source", randomness.source())
                .add("published at", randomness.publishedAt())
                .add("randomness", randomness.hex())
                .add("panel", outcome.panel() + 1)
                .add("members", String.join(" ", outcome.members()))
                .add("totals", drawnTotals.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .add("salt of the totals", salt)
                .add("alternates", String.join(" ", outcome.alternates()))
                .text();
    }

    public static String totalsDigest(int panel, List<Integer> totals, String salt) {
        var texts = new ArrayList<>(List.of(Commitment.FORMAT, "totals", salt, String.valueOf(panel + 1)));
        totals.forEach(total -> texts.add(total.toString()));
        return Sha256.hex(Merkle.leaf(Sha256.texts(texts)));
    }

    public static String peopleRoot(List<String> leaves) {
        return Sha256.hex(Merkle.root(leaves.stream().map(Sha256::bytes).toList()));
    }

    public static String fileDigest(String text) {
        return Sha256.hex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The draw, replayed; nothing where there was none yet.
     *
     * @throws Differs where {@code draw.txt} does not say what follows from the other files and its randomness
     */
    public Optional<Drawn> replay() {
        if (!files.containsKey(DRAW)) return Optional.empty();
        String text = text(DRAW);
        Lines lines = Lines.read(DRAW, text, DRAW_LINES);
        try {
            var randomness = new Randomness(
                    lines.get("source"), Instant.parse(lines.get("published at")), lines.get("randomness"));
            List<Integer> drawn = Arrays.stream(lines.get("totals").split(" "))
                    .map(Integer::valueOf)
                    .toList();
            if (!drawText(randomness, drawn, lines.get("salt of the totals")).equals(text))
                throw new Differs(DRAW, "its randomness leads to something else than it says");
            for (int q = 0; q < drawn.size(); q++) {
                Line quota = quotas.get(q);
                if (drawn.get(q) < quota.min() || drawn.get(q) > quota.max())
                    throw new Differs(
                            DRAW,
                            "the panel has %d of “%s”, outside its quota".formatted(drawn.get(q), quota.feature()));
            }
            return Optional.of(new Drawn(randomness, outcome(randomness), drawn));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Differs(DRAW, String.valueOf(e.getMessage()));
        }
    }

    /** Whether the person of this receipt is in the pool as it was frozen, by their path to the root. */
    public boolean holds(Receipt receipt) {
        int at = ids.indexOf(receipt.id());
        return at >= 0
                && Merkle.proves(
                        Sha256.bytes(receipt.leaf()),
                        at,
                        ids.size(),
                        path(receipt.id()).stream().map(Sha256::bytes).toList(),
                        Sha256.bytes(commitment.peopleRoot()));
    }

    /** The hashes that lead from a person's leaf to the root, in hexadecimal: a proof that needs no other person's line. */
    public List<String> path(String id) {
        int at = ids.indexOf(id);
        if (at < 0) throw new IllegalArgumentException("Nobody in the pool is “%s”.".formatted(id));
        return Merkle.path(leaves, at).stream().map(Sha256::hex).toList();
    }

    /** The digest is written three times where there was a draw: the one that stands alone is wrong. */
    private void checkAnnounced(String digest) {
        String announced = text(ANNOUNCEMENT);
        String expected = announcement(digest);
        String drawn = files.containsKey(DRAW)
                ? text(DRAW)
                        .lines()
                        .filter(line -> line.startsWith("commitment: "))
                        .map(line -> line.substring("commitment: ".length()))
                        .findFirst()
                        .orElse("")
                : null;
        if (announced.equals(expected)) {
            if (drawn != null && !drawn.equals(digest))
                throw new Differs(DRAW, "it was made with another commitment than this folder's");
        } else if (digest.equals(drawn)) {
            throw new Differs(ANNOUNCEMENT, "the commitment's digest is " + digest);
        } else {
            throw new Differs(COMMITMENT, "its digest is %s, and %s says another".formatted(digest, ANNOUNCEMENT));
        }
    }

    public static String announcement(String commitmentDigest) {
        return "SHA-256 of %s: %s%n".formatted(COMMITMENT, commitmentDigest).replace("\r\n", "\n");
    }

    private void readPeople(Table people) {
        for (List<String> row : people.rows()) {
            ids.add(row.get(0));
            try {
                leaves.add(Sha256.bytes(row.get(1)));
            } catch (IllegalArgumentException e) {
                throw new Differs(PEOPLE, "a leaf is no hexadecimal");
            }
        }
        if (new HashSet<>(ids).size() != commitment.people()) throw new Differs(PEOPLE, "it has not everyone once");
        if (!Sha256.hex(Merkle.root(leaves)).equals(commitment.peopleRoot()))
            throw new Differs(PEOPLE, "its tree has another root than the commitment's");
    }

    private void readQuotas(Table lines) {
        try {
            for (List<String> row : lines.rows()) {
                var quota = new Line(
                        row.get(0),
                        row.get(1),
                        Integer.parseInt(row.get(2)),
                        Integer.parseInt(row.get(3)),
                        Integer.parseInt(row.get(4)),
                        Integer.parseInt(row.get(5)));
                if (quota.lowest() < quota.min() || quota.highest() > quota.max())
                    throw new Differs(QUOTAS, "panels of the urn go beyond “%s”".formatted(quota.feature()));
                quotas.add(quota);
            }
        } catch (NumberFormatException e) {
            throw new Differs(QUOTAS, "a quota is no whole number");
        }
    }

    private void readUrn(Table panels) {
        var known = new HashSet<>(ids);
        for (List<String> row : panels.rows()) {
            List<String> members = List.of(row.get(1).split(" "));
            if (!known.containsAll(members)
                    || new HashSet<>(members).size() != members.size()
                    || members.size() != commitment.panelSize())
                throw new Differs(
                        URN,
                        "panel %s has not %d different people of the pool"
                                .formatted(row.get(0), commitment.panelSize()));
            urn.add(members);
        }
        if (urn.size() != commitment.panels())
            throw new Differs(URN, "it has not %d panels".formatted(commitment.panels()));
    }

    private Table table(String file, String digest, List<String> header) {
        String text = text(file);
        if (!fileDigest(text).equals(digest)) throw new Differs(file, "its digest is not the commitment's");
        return Table.read(file, text, header);
    }

    private String text(String file) {
        String text = files.get(file);
        if (text == null) throw new Differs(file, "it is not there");
        return text;
    }

    /** @throws Differs where the file is missing or is not UTF-8 text */
    public static String text(Path folder, String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) throw new Differs(file, "it is not there");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Differs(file, "it is not UTF-8 text");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
