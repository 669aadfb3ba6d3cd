/**
 * What the programme publishes to be read and used. An <em>article</em> is news, a tool, a methodological kit, a publication, a
 * page or a quotation; each time it is saved makes a <em>version</em>, and those that are published are its <em>editions</em>.
 * A kit has a guide, templates and a checklist that anyone ticks for their own project. A <em>document</em> is a file of the
 * partnership's process, by plan and stage, which never changes: a newer one replaces it.
 */
@ApplicationModule(
        displayName = "Library",
        allowedDependencies = {"house", "web", "journal", "accounts", "files", "trace", "plan"})
@NullMarked
package org.parvis.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
