/** The instance: its settings, database, civic clock and commands. */
@ApplicationModule(displayName = "House", allowedDependencies = {})
@NullMarked
package org.parvis.house;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
