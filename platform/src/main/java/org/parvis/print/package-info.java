/**
 * Pages on paper: a page becomes a PDF that everyone can read (PDF/UA-1) and that archives can keep (PDF/A-2a), tagged, with
 * its table of contents and its numbered pages. A document is printed once and kept under the digest of what it says; a large
 * one is printed in the background.
 */
@ApplicationModule(
        displayName = "Print",
        allowedDependencies = {"house", "web"})
@NullMarked
package org.parvis.print;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
