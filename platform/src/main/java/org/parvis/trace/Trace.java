package org.parvis.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.util.UriUtils;

/**
 * All that came of a thing, and all that it came from.
 *
 * @param up towards its origins, the nearest first; {@code down} towards its outcomes
 */
public record Trace(Thing of, List<Step> up, List<Step> down) {

    /** One step away from what the trace is of, at a depth: 1 beside it. */
    public record Step(int depth, Link link, Thing thing) {}

    /** The page that tells the whole trace of a thing. */
    public static String path(String address) {
        return "/fil?de=" + UriUtils.encode(address, StandardCharsets.UTF_8);
    }

    public String path() {
        return path(of.address());
    }

    public boolean isEmpty() {
        return up.isEmpty() && down.isEmpty();
    }
}
