/**
 * The accelerator of citizen initiatives. A <em>call</em> takes <em>applications</em>; two <em>colleges</em>, the
 * administration and citizens, each read their share under <em>sealed ballots</em>; together they choose a <em>cohort</em> of
 * initiatives, which are supported for some months and asked later what became of them.
 */
@ApplicationModule(
        displayName = "Accelerator",
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
            "plan",
            "participation",
            "agenda",
            "panels"
        })
@NullMarked
package org.parvis.accelerator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
