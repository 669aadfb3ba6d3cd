/**
 * Comments on anything public, answered by the institution concerned and moderated in the open. A thread belongs to a subject,
 * known by its root-relative address; the room that owns the subject says who answers for it.
 */
@ApplicationModule(
        displayName = "Discussion",
        allowedDependencies = {"house", "web", "journal", "accounts"})
@NullMarked
package org.parvis.discussion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
