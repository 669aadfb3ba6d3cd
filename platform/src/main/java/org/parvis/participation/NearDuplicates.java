package org.parvis.participation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds texts that say nearly the same: with other accents or capitals, mistyped, their sentences in another order.
 *
 * <p>A text is the set of its pieces of four characters, once accents, capitals and punctuation are set aside; two texts are as
 * near as the Jaccard similarity of their sets (Broder, “On the resemblance and containment of documents”, 1997). Candidates
 * come from minima of one permutation in bins (Li, Owen and Zhang, “One Permutation Hashing”, 2012; empty bins borrow as in
 * Shrivastava, “Optimal Densification for Fast and Accurate Minwise Hashing”, 2017), compared band by band (Indyk and Motwani,
 * 1998); each is then checked on the sets themselves. Groups are what such pairs link together.
 *
 * <p>Deterministic: the same texts in the same order and the same parameters give the same groups, whatever the machine.
 * Limits: the same idea in other words is not found; a chain of near texts may lead from one to another that is less near than
 * the threshold (a group tells its weakest link); a pair exactly at the threshold is missed about once in fifty, a nearer one
 * less often; texts of fewer than twenty characters are grouped only when they are the same.
 */
final class NearDuplicates {
    /** Changes whenever the same texts could give other groups. */
    static final int VERSION = 1;

    private static final int PIECE = 4, SHORT = 20;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+"), OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private NearDuplicates() {}

    /**
     * Searches in a process of its own, whose memory is not that of the pages. Tells its progress on the standard output, a line
     * a step ({@code 3/34}).
     *
     * @param files where the texts are read (for each its length in bytes, then its UTF-8) and where groups are written (how
     *     many members, the weakest link, the members)
     */
    public static void main(String... files) throws IOException {
        var texts = new ArrayList<byte[]>();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(files[0])), 1 << 20))) {
            for (int length = in.readInt(); length >= 0; length = in.readInt()) texts.add(in.readNBytes(length));
        }
        // To the process that began this one, which reads it as it comes; no terminal is there.
        var parent = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var groups = find(
                new Texts() {
                    @Override
                    public int size() {
                        return texts.size();
                    }

                    @Override
                    public String get(int place) {
                        return new String(texts.get(place), StandardCharsets.UTF_8);
                    }
                },
                Parameters.DEFAULT,
                (steps, of) -> parent.println(steps + "/" + of));
        try (var out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(files[1])), 1 << 20))) {
            for (Group group : groups) {
                out.writeInt(group.members().length);
                out.writeDouble(group.leastSimilarity());
                for (int member : group.members()) out.writeInt(member);
            }
            out.writeInt(-1);
        }
    }

    /** Texts by their place, from 0. */
    interface Texts {
        int size();

        String get(int place);
    }

    /** Told how much is done; an exception from it ends the search. */
    interface Progress {
        void done(int steps, int of);
    }

    /**
     * How to search.
     *
     * @param threshold from 0 to 1: how near two texts must be
     * @param bands how many times candidates are looked for, by {@code rows} minima each
     */
    record Parameters(double threshold, int bands, int rows, long seed) {
        static final Parameters DEFAULT = new Parameters(0.7, 32, 6, 2019);

        int bins() {
            return bands * rows;
        }
    }

    /** Texts linked by near pairs, in order, and how near the weakest of those pairs is. */
    record Group(int[] members, double leastSimilarity) {}

    static List<Group> find(Texts texts, Parameters parameters, Progress progress) {
        int n = texts.size();
        int steps = parameters.bands() + 2;
        var sketches = new Sketches(n, parameters);
        IntStream.range(0, n).parallel().forEach(i -> sketches.draw(i, normalised(texts.get(i))));
        progress.done(1, steps);
        var groups = new Unions(n);
        uniteEqual(texts, sketches, groups);
        progress.done(2, steps);
        for (int band = 0; band < parameters.bands(); band++) {
            uniteNear(texts, sketches, parameters, band, groups);
            progress.done(band + 3, steps);
        }
        return groups.list();
    }

    /** Letters and digits in lower case without their accents, one space between words. */
    static String normalised(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return OTHER.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** The share of pieces that two texts have in common. */
    static double similarity(String one, String other) {
        int[] a = pieces(normalised(one)), b = pieces(normalised(other));
        if (a.length == 0 || b.length == 0) return a.length == b.length ? 1 : 0;
        int common = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                common++;
                i++;
                j++;
            } else if (a[i] < b[j]) i++;
            else j++;
        }
        return (double) common / (a.length + b.length - common);
    }

    /** The set of a text's pieces, as sorted numbers. */
    private static int[] pieces(String text) {
        int count = Math.max(0, text.length() - PIECE + 1);
        int[] pieces = new int[count];
        for (int i = 0; i < count; i++) pieces[i] = (int) mix(piece(text, i));
        Arrays.sort(pieces);
        int distinct = 0;
        for (int i = 0; i < count; i++) if (i == 0 || pieces[i] != pieces[i - 1]) pieces[distinct++] = pieces[i];
        return Arrays.copyOf(pieces, distinct);
    }

    private static long piece(String text, int at) {
        return (long) text.charAt(at) << 48
                | (long) text.charAt(at + 1) << 32
                | (long) text.charAt(at + 2) << 16
                | text.charAt(at + 3);
    }

    /** A number that looks like chance (Steele, Lea and Flood, “Fast splittable pseudorandom number generators”, 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Of each text: a number for each band, a byte of each minimum, a number for the whole. */
    private static final class Sketches {
        private final Parameters parameters;
        final int[][] bands;
        final byte[] minima;
        final long[] whole;

        Sketches(int n, Parameters parameters) {
            this.parameters = parameters;
            bands = new int[parameters.bands()][n];
            minima = new byte[Math.multiplyExact(n, parameters.bins())];
            whole = new long[n];
        }

        void draw(int place, String text) {
            long all = parameters.seed();
            for (int i = 0; i < text.length(); i++) all = mix(all * 31 + text.charAt(i));
            whole[place] = all;
            if (text.length() < SHORT) return;
            long[] least = minima(text);
            for (int bin = 0; bin < least.length; bin++) minima[place * least.length + bin] = (byte) least[bin];
            for (int band = 0; band < parameters.bands(); band++) {
                long key = band;
                for (int row = 0; row < parameters.rows(); row++)
                    key = mix(key * 31 + least[band * parameters.rows() + row]);
                bands[band][place] = (int) key == 0 ? 1 : (int) key;
            }
        }

        /** The least of the pieces that fall in each bin; an empty bin borrows from one that chance names. */
        private long[] minima(String text) {
            int bins = parameters.bins();
            long[] least = new long[bins];
            Arrays.fill(least, Long.MAX_VALUE);
            for (int i = 0; i + PIECE <= text.length(); i++) {
                long value = mix(piece(text, i) ^ parameters.seed());
                int bin = (int) ((value >>> 32) * bins >>> 32);
                least[bin] = Math.min(least[bin], value & Long.MAX_VALUE);
            }
            long[] filled = least.clone();
            for (int bin = 0; bin < bins; bin++)
                for (long look = 1; filled[bin] == Long.MAX_VALUE; look++)
                    filled[bin] = least[(int) ((mix(bin * 1_000_003L + look) >>> 32) * bins >>> 32)];
            return filled;
        }

        /** How near two texts look: right on average, to some hundredths. */
        double estimate(int one, int other) {
            int bins = parameters.bins(), same = 0;
            for (int bin = 0; bin < bins; bin++) if (minima[one * bins + bin] == minima[other * bins + bin]) same++;
            return (double) same / bins;
        }
    }

    private static void uniteEqual(Texts texts, Sketches sketches, Unions groups) {
        var order = IntStream.range(0, texts.size()).boxed().toArray(Integer[]::new);
        Arrays.parallelSort(
                order, Comparator.<Integer>comparingLong(i -> sketches.whole[i]).thenComparing(i -> i));
        for (int i = 1; i < order.length; i++)
            if (sketches.whole[order[i]] == sketches.whole[order[i - 1]]
                    && normalised(texts.get(order[i])).equals(normalised(texts.get(order[i - 1]))))
                groups.unite(order[i - 1], order[i], 1);
    }

    /** Within a band, texts with the same number stand beside each other; each is compared with the first and the one before. */
    private static void uniteNear(Texts texts, Sketches sketches, Parameters parameters, int band, Unions groups) {
        int[] numbers = sketches.bands[band];
        long[] order = new long[numbers.length];
        int taken = 0;
        for (int i = 0; i < numbers.length; i++) if (numbers[i] != 0) order[taken++] = (long) numbers[i] << 32 | i;
        Arrays.parallelSort(order, 0, taken);
        int first = 0;
        for (int i = 1; i < taken; i++) {
            if (order[i] >> 32 != order[first] >> 32) {
                first = i;
                continue;
            }
            compare(texts, sketches, parameters, (int) order[first], (int) order[i], groups);
            if (i - 1 > first) compare(texts, sketches, parameters, (int) order[i - 1], (int) order[i], groups);
        }
    }

    private static void compare(
            Texts texts, Sketches sketches, Parameters parameters, int one, int other, Unions groups) {
        if (groups.find(one) == groups.find(other)) return;
        // What chance adds to an estimate is rarely as much as this.
        if (sketches.estimate(one, other) < parameters.threshold() - 0.12) return;
        double similarity = similarity(texts.get(one), texts.get(other));
        if (similarity >= parameters.threshold()) groups.unite(one, other, similarity);
    }

    /** Disjoint sets of texts (Tarjan, 1975), each known by its first. */
    private static final class Unions {
        private final int[] parents;
        private final Map<Integer, Double> weakest = new HashMap<>();

        Unions(int n) {
            parents = IntStream.range(0, n).toArray();
        }

        int find(int place) {
            while (parents[place] != place) {
                parents[place] = parents[parents[place]];
                place = parents[place];
            }
            return place;
        }

        void unite(int one, int other, double similarity) {
            int a = find(one), b = find(other);
            int root = Math.min(a, b), child = Math.max(a, b);
            double least = Math.min(similarity, Math.min(weakest.getOrDefault(a, 1.0), weakest.getOrDefault(b, 1.0)));
            parents[child] = root;
            weakest.remove(child);
            weakest.put(root, least);
        }

        List<Group> list() {
            Map<Integer, List<Integer>> members = new HashMap<>();
            for (int i = 0; i < parents.length; i++) {
                int root = find(i);
                if (weakest.containsKey(root))
                    members.computeIfAbsent(root, _ -> new ArrayList<>()).add(i);
            }
            return members.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(e -> new Group(
                            e.getValue().stream().mapToInt(Integer::intValue).toArray(),
                            weakest.getOrDefault(e.getKey(), 1.0)))
                    .toList();
        }
    }
}
