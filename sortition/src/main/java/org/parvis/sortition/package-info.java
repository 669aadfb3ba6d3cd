/**
 * Fair draws of people under quotas, that anyone can replay. A <em>pool</em> of volunteers, each with one value per
 * <em>feature</em>; <em>quotas</em> say how many of a value a <em>panel</em> may have; an <em>allocation</em> is a chance
 * for every panel, as fair as quotas allow (maximin, LEXIMIN); an <em>urn</em> makes of it equally likely panels, one of
 * which public randomness picks.
 *
 * <p>Read in this order: {@link org.parvis.sortition.Pool}, {@link org.parvis.sortition.Quotas},
 * {@link org.parvis.sortition.Sortition}, {@link org.parvis.sortition.Allocation}, {@link org.parvis.sortition.Urn}, then
 * the package {@code proof}. The method and its sources: docs/algorithms/sortition.md.
 */
@NullMarked
package org.parvis.sortition;

import org.jspecify.annotations.NullMarked;
