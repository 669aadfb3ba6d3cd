/**
 * Consultations and what comes of them. A consultation calls for contributions between two dates; a contribution is what a
 * person or an organisation proposes, supported by one person once; a reasoned response says, in the name of an organisation,
 * what becomes of it and why. From the words to the response and to the commitment, each link is in the trace.
 */
@ApplicationModule(
        displayName = "Participation",
        allowedDependencies = {
            "house",
            "web",
            "journal",
            "accounts",
            "territories",
            "files",
            "print",
            "imports",
            "trace",
            "discussion",
            "plan"
        })
@NullMarked
package org.parvis.participation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
