/**
 * Results, territory by territory. An <em>indicator</em> says what is measured and how; its <em>readings</em> are initial, current
 * and target values, each of a territory and a day, that came in a <em>batch</em> which one person proposed and another
 * published. The <em>rate of progress</em> is computed at each reading from three of them, and says so.
 */
@ApplicationModule(
        displayName = "Barometer",
        allowedDependencies = {
            "house",
            "web",
            "journal",
            "accounts",
            "territories",
            "imports",
            "trace",
            "discussion",
            "plan"
        })
@NullMarked
package org.parvis.barometer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
