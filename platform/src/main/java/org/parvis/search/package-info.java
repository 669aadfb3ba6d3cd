/**
 * One search over everything public. An <em>entry</em> is a page with its words in both languages, written from a row of a room
 * (its <em>source</em>) within seconds of a change there; contributions, by the million, are searched where they are. A
 * <em>find</em> is one of either, in one order.
 */
@ApplicationModule(
        displayName = "Search",
        allowedDependencies = {"house", "web", "territories"})
@NullMarked
package org.parvis.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
