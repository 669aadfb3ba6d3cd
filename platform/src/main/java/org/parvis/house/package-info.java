/**
 * The instance itself, below every room: its settings, its database, its civic clock and its commands.
 *
 * <p>An <em>instance</em> is one Parvis over one database, however many processes serve it. Its <em>founding</em> writes the
 * single row that all of them agree on: whether it is a demonstration, and where its civic clock starts. The
 * <em>civic clock</em> is the date that rules take; sessions and security keep the machine's. A <em>command</em> is what an
 * operator types after {@code bin/run}. A <em>refusal</em> is one sentence, for an operator, on why Parvis does not go on.
 */
@ApplicationModule(
        displayName = "House",
        allowedDependencies = {})
@NullMarked
package org.parvis.house;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
