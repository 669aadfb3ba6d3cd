package org.parvis.house;

import java.util.Map;
import java.util.Optional;

/** Environment variables, where an empty one is an absent one: compose files and unit files often leave them so. */
record Variables(Map<String, String> environment) {
    private static final int LAST_PORT = 65535;

    Optional<String> find(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    int port(String name, int otherwise) {
        Optional<String> value = find(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value.get());
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is allowed.
        }
        throw Refusal.misunderstood(name + " must be a number from 0 to 65535, not “" + value.get() + "”.");
    }
}
