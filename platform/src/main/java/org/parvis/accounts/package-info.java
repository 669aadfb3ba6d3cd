/** Who acts in public: organisations, each in its college. */
@ApplicationModule(
        displayName = "Accounts",
        allowedDependencies = {"house", "web"})
@NullMarked
package org.parvis.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
