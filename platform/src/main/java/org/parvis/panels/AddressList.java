package org.parvis.panels;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.accounts.Email;
import org.parvis.imports.BadSource;
import org.parvis.imports.Source;
import org.parvis.web.BadInput;

/**
 * Addresses out of a file: one a line, or a table with a column of them. Each is kept once, in small letters.
 *
 * @param addresses in the order of their bytes in UTF-8, which is the same everywhere
 * @param merged how many lines repeated one
 */
record AddressList(List<String> addresses, int merged) {
    static final int MOST = 200_000;
    private static final int NAMED = 10;
    private static final Set<String> COLUMNS = Set.of(
            "email",
            "mail",
            "courriel",
            "adresseelectronique",
            "adresseemail",
            "adressemail",
            "adressecourriel",
            "emailaddress");

    AddressList {
        addresses = List.copyOf(addresses);
    }

    /**
     * @throws BadSource where the file is no table
     * @throws BadInput where it is not known which column holds the addresses, where some are none, or there are too many
     */
    static AddressList read(Source.Bytes file) {
        var source = Source.detect(file);
        var names = source.read(file, List.of(), List.of(), _ -> {});
        var reading = new Reading();
        String column = column(names, reading);
        source.read(file, List.of(), List.of(), row -> {
            if (row.broken() == null) reading.take(row.line(), row.cells().getOrDefault(column, ""));
            else reading.refuse(row.line());
        });
        return reading.end();
    }

    /** Where no column says that it holds addresses, the first line is one itself. */
    private static String column(List<String> names, Reading reading) {
        var named =
                names.stream().filter(name -> COLUMNS.contains(folded(name))).findFirst();
        if (named.isPresent()) return named.get();
        var addresses = names.stream().filter(name -> name.contains("@")).toList();
        if (addresses.size() != 1) throw new BadInput("panels.invitations.list.column");
        reading.take(1, addresses.getFirst());
        return addresses.getFirst();
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
    }

    private static final class Reading {
        private final Set<String> addresses = new HashSet<>();
        private final List<Long> bad = new ArrayList<>();
        private int merged, refused;

        void take(long line, String typed) {
            var address = Email.find(typed.strip().toLowerCase(Locale.ROOT));
            if (address.isEmpty()) refuse(line);
            else if (!addresses.add(address.get().text())) merged++;
            if (addresses.size() > MOST) throw new BadInput("panels.invitations.list.most", MOST);
        }

        void refuse(long line) {
            refused++;
            if (bad.size() < NAMED) bad.add(line);
        }

        AddressList end() {
            if (refused > 0)
                throw new BadInput(
                        "panels.invitations.list.bad",
                        refused,
                        bad.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + (refused > NAMED ? "…" : ""));
            if (addresses.isEmpty()) throw new BadInput("panels.invitations.list.empty");
            return new AddressList(
                    addresses.stream()
                            .sorted(Comparator.comparing(
                                    a -> a.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                            .toList(),
                    merged);
        }
    }
}
