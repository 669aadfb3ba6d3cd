/**
 * Citizens' panels: groups drawn by lot under quotas. A <em>pool</em> is open to volunteers until a day; then it is
 * <em>frozen</em>: everything that the draw depends on is computed and published as commitments, before anyone can know which
 * panel of the <em>urn</em> public chance will pick. Whoever refuses is replaced by the first alternate who fits. What names a
 * person is erased after the mandate, and the proof holds without it.
 */
@ApplicationModule(
        displayName = "Panels",
        allowedDependencies = {
            "house",
            "web",
            "journal",
            "accounts",
            "imports",
            "territories",
            "trace",
            "plan",
            "participation",
            "agenda"
        })
@NullMarked
package org.parvis.panels;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
