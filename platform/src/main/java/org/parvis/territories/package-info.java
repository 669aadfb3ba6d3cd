/** Where and about what: the themes shared by every room. */
@ApplicationModule(
        displayName = "Territories and themes",
        allowedDependencies = {"house", "web"})
@NullMarked
package org.parvis.territories;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
