/** The first page: composes what the rooms hold; nothing depends on it. */
@ApplicationModule(
        displayName = "Home",
        allowedDependencies = {
            "house",
            "web",
            "accounts",
            "territories",
            "plan",
            "participation",
            "agenda",
            "panels",
            "accelerator",
            "library"
        })
@NullMarked
package org.parvis.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
