package org.parvis.plan;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Addresses that the public may be sent to. */
final class Links {
    private Links() {}

    /** Whether it leads to the web: http or https, with a host, at most 2,000 characters. */
    static boolean isWeb(@Nullable String address) {
        if (address == null || address.length() > 2000 || !address.matches("(?i)https?://\\S+")) return false;
        try {
            return URI.create(address).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
