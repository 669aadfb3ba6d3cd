package org.parvis.sortition.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a volunteer keeps: their opaque identifier, their salt and their own answers. Their leaf of the pool's tree follows
 * from it, and from nothing less: 32 random bytes stand between a guess and the answers.
 *
 * @param salt 32 bytes, in hexadecimal
 * @param address as the pool compares addresses; empty where there is none
 */
public record Receipt(String id, String salt, String address, Map<String, String> answers) {
    private static final String ANSWER = "answer ";

    public Receipt {
        answers = Map.copyOf(answers);
    }

    /** SHA-256(0x00 ‖ netstrings of the format, salt, id, address, then each feature and value by the features' order). */
    public String leaf() {
        var texts = new ArrayList<>(List.of(Commitment.FORMAT, "person", salt, id, address));
        new TreeMap<>(answers).forEach((feature, value) -> {
            texts.add(feature);
            texts.add(value);
        });
        return Sha256.hex(Merkle.leaf(Sha256.texts(texts)));
    }

    public String text() {
        var lines = new Lines.Builder().add("id", id).add("salt", salt).add("address", address);
        new TreeMap<>(answers).forEach((feature, value) -> lines.add(ANSWER + feature, value));
        return lines.text();
    }

    static Receipt read(String file, String text) {
        var names = new ArrayList<String>();
        for (String line : text.split("\n", -1))
            if (line.contains(": ")) names.add(line.substring(0, line.indexOf(": ")));
        Lines lines = Lines.read(file, text, names);
        if (!names.containsAll(List.of("id", "salt", "address")))
            throw new Differs(file, "a receipt has an id, a salt and an address");
        var answers = new TreeMap<String, String>();
        for (String name : names)
            if (name.startsWith(ANSWER)) answers.put(name.substring(ANSWER.length()), lines.get(name));
        return new Receipt(lines.get("id"), lines.get("salt"), lines.get("address"), answers);
    }
}
