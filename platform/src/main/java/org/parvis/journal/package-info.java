/**
 * The public record of acts of office: which office decided what, when, why. Append-only, chained by SHA-256, without
 * personal data. Citizens' supports, contributions and registrations are not acts of office.
 */
@ApplicationModule(
        displayName = "Journal",
        allowedDependencies = {"house", "web"})
@NullMarked
package org.parvis.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
