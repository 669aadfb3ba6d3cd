import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a public journal of Parvis without Parvis, and names its first broken entry.
 *
 * <pre>java VerifyJournal.java journal.jsonl [HASH]</pre>
 *
 * Each line is an entry: {"act":…,"hash":"…","number":…,"previous":"…"}. Its hash is the SHA-256 of the same text without the
 * hash, in UTF-8: {"act":…,"number":…,"previous":"…"}; its previous is the hash of the line before, 64 zeros on the first; its
 * number is one more. HASH is that of an entry seen once before: the file must still hold it. A file that begins later
 * (journal.jsonl?depuis=N) is checked from there on.
 */
public class VerifyJournal {
    private static final Pattern LINE = Pattern.compile(
            "\\{\"act\":(\\{.*\\}),\"hash\":\"([0-9a-f]{64})\",\"number\":([1-9][0-9]{0,17}),\"previous\":\"([0-9a-f]{64})\"\\}");

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("Usage: java VerifyJournal.java journal.jsonl [hash of an entry once seen]");
            System.exit(2);
        }
        try {
            System.out.println(verify(Path.of(arguments[0]), arguments.length == 2 ? arguments[1].toLowerCase() : null));
        } catch (Broken e) {
            System.out.println(e.getMessage());
            System.exit(1);
        } catch (MalformedInputException e) {
            System.out.println("The file is not UTF-8.");
            System.exit(1);
        } catch (IOException e) {
            System.err.println("The file cannot be read: " + e);
            System.exit(2);
        }
    }

    static String verify(Path file, String sought) throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        long first = 1;
        long count = 0;
        String hash = "0".repeat(64);
        boolean found = sought == null;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long expected = first + count;
                Matcher entry = LINE.matcher(line);
                if (!entry.matches()) throw new Broken("Entry " + expected + " is broken: its line is not an entry's.");
                long number = Long.parseLong(entry.group(3));
                if (count == 0 && number > 1) {
                    first = number;
                    expected = number;
                    hash = entry.group(4);
                }
                if (number > expected)
                    throw new Broken("Entry " + expected + " is missing: entry " + number + " stands in its place.");
                if (number < expected)
                    throw new Broken("Entry " + number + " stands where entry " + expected + " should.");
                String text = "{\"act\":" + entry.group(1) + ",\"number\":" + number + ",\"previous\":\"" + entry.group(4) + "\"}";
                String computed = HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
                if (!computed.equals(entry.group(2)))
                    throw new Broken("Entry " + number + " is broken: its content gives the hash " + computed + ", not the "
                            + entry.group(2) + " that it bears.");
                if (!entry.group(4).equals(hash))
                    throw new Broken("Entry " + number + " is broken: it follows an entry with the hash " + entry.group(4)
                            + ", and the one before it bears " + hash + ".");
                hash = computed;
                found |= hash.equals(sought);
                count++;
            }
        }
        if (!found)
            throw new Broken("Entry " + (first + count) + " is missing: the file ends at entry " + (first + count - 1)
                    + " and no entry bears the hash " + sought + ". What followed was cut off or written anew.");
        return "The journal is whole: " + count + " entries" + (first > 1 ? " from entry " + first + " on" : "") + ", head " + hash;
    }

    private static final class Broken extends Exception {
        Broken(String sentence) {
            super(sentence);
        }
    }
}
