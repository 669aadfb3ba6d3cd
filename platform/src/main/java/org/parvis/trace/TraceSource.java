package org.parvis.trace;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A room's part of the trace. Any room adds one by declaring a bean. Only what everyone may see is ever told. */
public interface TraceSource {
    /** Those of the addresses that are this room's, as they were known on a day; in one query, none where none is its own. */
    Map<String, Thing> find(Collection<String> addresses, LocalDate day);

    /** What the room's own records tie to these things, with the things at the other end; none by default. */
    default List<Recorded> listRecorded(Collection<Thing> things, LocalDate day) {
        return List.of();
    }

    /** A tie of the room's own records, and the thing that it adds. */
    record Recorded(Link link, Thing thing) {}
}
