/**
 * Where people meet: workshops, forums with parity, hackathons, talks. A <em>gathering</em> has places shared out by colleges;
 * whoever registers joins the list of their quota and is given the next free seat of it. What comes of it (minutes, decisions,
 * contributions) is published with its report, and each of these is in the trace.
 */
@ApplicationModule(
        displayName = "Agenda",
        allowedDependencies = {
            "house",
            "web",
            "journal",
            "accounts",
            "territories",
            "files",
            "print",
            "trace",
            "discussion",
            "plan",
            "participation"
        })
@NullMarked
package org.parvis.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
