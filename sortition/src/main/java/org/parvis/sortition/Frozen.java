package org.parvis.sortition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.parvis.sortition.proof.Commitment;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;
import org.parvis.sortition.proof.Receipt;
import org.parvis.sortition.proof.Table;

/**
 * A pool, its quotas and its urn as they were frozen: what is published, and what the organisers keep (who an opaque
 * identifier is, the salts, each panel's totals) until an observer has checked it and it is erased.
 *
 * <p>The totals of every panel are committed to, and shown only of the panel that is drawn: a thousand of them would let
 * anyone solve for each person's answers.
 *
 * @param files the published ones, by name
 * @param receipts each person's own, by their identifier in the pool
 * @param sealed each panel's totals
 */
public record Frozen(Commitment commitment, Map<String, String> files, Map<String, Receipt> receipts, Sealed sealed) {
    private static final String VERSION = "org.parvis:sortition 1.0, OR-Tools 9.15.6755";

    private static final List<String> PEOPLE_KEPT = List.of("person", "id", "salt", "address");

    public Frozen {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        receipts = Collections.unmodifiableMap(new LinkedHashMap<>(receipts));
    }

    /**
     * @param secret where salts and opaque identifiers come from: a {@link java.security.SecureRandom} outside tests
     * @throws IllegalArgumentException where the announced randomness would come before the freeze
     */
    public static Frozen of(Urn urn, Announcement announcement, Instant frozenAt, RandomGenerator secret) {
        Pool pool = urn.allocation().pool();
        int n = pool.size();
        // Opaque: neither the order of the pool nor anything in it leads to an identifier.
        var order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        for (int i = n - 1; i > 0; i--) Collections.swap(order, i, secret.nextInt(i + 1));
        int digits = String.valueOf(n).length();
        Receipt[] receipts = new Receipt[n];
        var rows = new ArrayList<List<String>>();
        var leaves = new ArrayList<String>();
        for (int place = 0; place < n; place++) {
            int i = order.get(place);
            String id = String.format("P%0" + digits + "d", place + 1);
            receipts[i] = receipt(pool, i, id, salt(secret));
            leaves.add(receipts[i].leaf());
            rows.add(List.of(id, receipts[i].leaf()));
        }
        String people = new Table(List.of("id", "leaf"), rows).text();

        var digests = new ArrayList<List<String>>();
        var totals = new ArrayList<List<Integer>>();
        var salts = new ArrayList<String>();
        for (int p = 0; p < urn.panels().size(); p++) {
            String number = String.valueOf(p + 1);
            totals.add(Arrays.stream(urn.totals(p)).boxed().toList());
            salts.add(salt(secret));
            digests.add(List.of(number, PublishedDraw.totalsDigest(p, totals.get(p), salts.get(p))));
        }
        String panels = members(urn, i -> receipts[i].id());
        String sealed = new Table(List.of("panel", "digest"), digests).text();
        String quotas = quotas(urn.allocation().quotas(), totals);

        var commitment = new Commitment(
                urn.allocation().method().name(),
                VERSION,
                n,
                urn.allocation().panelSize(),
                urn.panels().size(),
                urn.seed(),
                frozenAt,
                announcement.source(),
                announcement.notBefore(),
                PublishedDraw.peopleRoot(leaves),
                PublishedDraw.fileDigest(people),
                PublishedDraw.fileDigest(quotas),
                PublishedDraw.fileDigest(panels),
                PublishedDraw.fileDigest(sealed));
        var files = new LinkedHashMap<String, String>();
        files.put(PublishedDraw.COMMITMENT, commitment.text());
        files.put(PublishedDraw.ANNOUNCEMENT, PublishedDraw.announcement(commitment.digest()));
        files.put(PublishedDraw.PEOPLE, people);
        files.put(PublishedDraw.QUOTAS, quotas);
        files.put(PublishedDraw.URN, panels);
        files.put(PublishedDraw.TOTALS, sealed);
        var byPerson = new LinkedHashMap<String, Receipt>();
        for (int i = 0; i < n; i++) byPerson.put(pool.people().get(i).id(), receipts[i]);
        return new Frozen(commitment, files, byPerson, new Sealed(totals, salts));
    }

    /**
     * Writes what the organisers keep and never publish: {@code people.csv} (who each identifier is, their salt and answers),
     * {@code totals.csv}, and each person's receipt under {@code receipts/}.
     */
    public void keep(Path folder) {
        List<String> features = receipts.values().iterator().next().answers().keySet().stream()
                .sorted()
                .toList();
        var header = new ArrayList<>(PEOPLE_KEPT);
        header.addAll(features);
        var rows = new ArrayList<List<String>>();
        receipts.forEach((person, receipt) -> {
            var row = new ArrayList<>(List.of(person, receipt.id(), receipt.salt(), receipt.address()));
            features.forEach(feature -> row.add(receipt.answers().getOrDefault(feature, "")));
            rows.add(row);
            write(folder.resolve("receipts").resolve(receipt.id() + ".txt"), receipt.text());
        });
        write(folder.resolve("people.csv"), new Table(header, rows).text());
        write(folder.resolve(Sealed.FILE), sealed.text());
    }

    /** @throws org.parvis.sortition.proof.Differs where a file of either folder is missing or is not what it was */
    public static Frozen read(Path published, Path kept) {
        Commitment commitment = PublishedDraw.read(published).commitment();
        var files = new LinkedHashMap<String, String>();
        for (String name : PublishedDraw.FILES)
            if (!name.equals(PublishedDraw.DRAW)) files.put(name, PublishedDraw.text(published, name));
        Table people = Table.read("people.csv", PublishedDraw.text(kept, "people.csv"), PEOPLE_KEPT);
        var receipts = new LinkedHashMap<String, Receipt>();
        for (List<String> row : people.rows()) {
            var answers = new LinkedHashMap<String, String>();
            for (int f = PEOPLE_KEPT.size(); f < row.size(); f++)
                answers.put(people.header().get(f), row.get(f));
            receipts.put(row.get(0), new Receipt(row.get(1), row.get(2), row.get(3), answers));
        }
        return new Frozen(commitment, files, receipts, Sealed.read(PublishedDraw.text(kept, Sealed.FILE)));
    }

    /** Writes the files to publish; {@link #draw} reads them back. */
    public void publish(Path folder) {
        files.forEach((name, text) -> write(folder.resolve(name), text));
    }

    /**
     * Draws from the published files, after checking each of them, and writes {@code draw.txt} beside them.
     *
     * @throws org.parvis.sortition.proof.Differs where a published file is not what it was
     * @throws IllegalArgumentException where the randomness is not of the announced source, or came too early
     */
    public Commitment.Outcome draw(Path folder, Randomness randomness) {
        PublishedDraw published = PublishedDraw.read(folder);
        write(folder.resolve(PublishedDraw.DRAW), sealed.draw(published, randomness));
        return published.outcome(randomness);
    }

    /**
     * What an observer checks in private: that the pool is the one that was frozen. One sentence a difference, none where it
     * is.
     */
    public List<String> changesOf(Pool pool) {
        var changes = new ArrayList<String>();
        var now = new HashMap<String, Integer>();
        for (int i = 0; i < pool.size(); i++) now.put(pool.people().get(i).id(), i);
        receipts.forEach((person, receipt) -> {
            Integer i = now.remove(person);
            if (i == null) changes.add("“%s” was in the pool and is no longer.".formatted(person));
            else if (!receipt(pool, i, receipt.id(), receipt.salt()).leaf().equals(receipt.leaf()))
                changes.add("“%s” has other answers than when the pool was frozen.".formatted(person));
        });
        now.keySet().stream()
                .sorted()
                .forEach(person -> changes.add("“%s” was not in the pool when it was frozen.".formatted(person)));
        return changes;
    }

    /** What an observer checks in private: that the published urn is the one which this pool and these quotas lead to. */
    public boolean isUrnOf(Urn urn) {
        List<Person> people = urn.allocation().pool().people();
        return members(urn, i -> {
                    Receipt receipt = receipts.get(people.get(i).id());
                    return receipt == null ? "" : receipt.id();
                })
                .equals(files.get(PublishedDraw.URN));
    }

    private static String members(Urn urn, IntFunction<String> id) {
        var rows = new ArrayList<List<String>>();
        for (int p = 0; p < urn.panels().size(); p++)
            rows.add(List.of(
                    String.valueOf(p + 1),
                    Arrays.stream(urn.panels().get(p)).mapToObj(id).sorted().collect(Collectors.joining(" "))));
        return new Table(List.of("panel", "members"), rows).text();
    }

    private static Receipt receipt(Pool pool, int i, String id, String salt) {
        Person person = pool.people().get(i);
        var answers = new LinkedHashMap<String, String>();
        for (int f = 0; f < pool.features().size(); f++)
            answers.put(pool.features().get(f), person.values().get(f));
        return new Receipt(id, salt, person.address() == null ? "" : person.address(), answers);
    }

    private static String quotas(Quotas quotas, List<List<Integer>> totals) {
        var rows = new ArrayList<List<String>>();
        for (int q = 0; q < quotas.list().size(); q++) {
            Quota quota = quotas.list().get(q);
            int at = q;
            var range = totals.stream().mapToInt(of -> of.get(at)).summaryStatistics();
            rows.add(List.of(
                    quota.feature(),
                    quota.value(),
                    String.valueOf(quota.min()),
                    String.valueOf(quota.max()),
                    String.valueOf(range.getMin()),
                    String.valueOf(range.getMax())));
        }
        return new Table(List.of("category", "feature", "min", "max", "lowest", "highest"), rows).text();
    }

    private static String salt(RandomGenerator secret) {
        byte[] salt = new byte[32];
        secret.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
