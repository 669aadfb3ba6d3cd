/**
 * From a spreadsheet to rows. A room lends an {@link org.parvis.imports.ImportKind}: its columns, the rules of a row, how rows
 * are written. A file is read as it comes ({@link org.parvis.imports.Source}), its columns are given their meaning, every row
 * is checked and every fault told by line and column; then, and only once a person confirms, rows are written by batches that
 * a crash or a cancellation leaves whole. The same file imported again changes nothing.
 */
@ApplicationModule(
        displayName = "Imports",
        allowedDependencies = {"house", "web", "journal", "accounts"})
@NullMarked
package org.parvis.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
