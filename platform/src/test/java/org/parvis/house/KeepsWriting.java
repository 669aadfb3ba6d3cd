package org.parvis.house;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Optional;

/** A process to kill: it serves a folder, writes one row after the other, and prints each number once it is committed. */
final class KeepsWriting {
    private KeepsWriting() {}

    public static void main(String[] folder) throws Exception {
        Optional<LocalPostgres> claimed = LocalPostgres.claim(Path.of(folder[0]));
        if (claimed.isEmpty()) {
            System.out.println("taken");
            return;
        }
        LocalPostgres postgres = claimed.get();
        postgres.start();
        DatabaseAddress owner = postgres.owner();
        try (Connection connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
                var create = connection.createStatement();
                var insert = connection.prepareStatement("INSERT INTO promise VALUES (?)")) {
            create.execute("CREATE TABLE IF NOT EXISTS promise (number int PRIMARY KEY)");
            for (int number = 1; ; number++) {
                insert.setInt(1, number);
                insert.executeUpdate();
                System.out.println(number);
            }
        }
    }
}
