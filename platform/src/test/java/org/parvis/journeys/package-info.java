/** What a visitor meets: pages over real HTTP, and the same pages in a real browser. */
@NullMarked
package org.parvis.journeys;

import org.jspecify.annotations.NullMarked;
