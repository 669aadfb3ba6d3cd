package org.parvis.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rooms in the order of the house, from the ground up: {@code modules.txt} on the class path. A room uses only rooms
 * above it in that file, and a test holds the code to it; here the order says whose tables and whose demonstration come first.
 */
public record Modules(List<String> names) {
    private static final String ROOT = "org.parvis.";

    public static Modules inOrder() {
        try (InputStream file = Modules.class.getResourceAsStream("/modules.txt")) {
            if (file == null) {
                throw new IllegalStateException("modules.txt is not on the class path");
            }
            return new Modules(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rank of the room that a class lives in; test classes outside every room come last. */
    int rankOf(Class<?> type) {
        String name = type.getPackageName() + ".";
        for (int rank = 0; rank < names.size(); rank++) {
            if (name.startsWith(ROOT + names.get(rank) + ".")) {
                return rank;
            }
        }
        return names.size();
    }
}
