package org.parvis.search;

/**
 * Where entries come from: rows of a room, each with a number, of which one or several entries are written. What is not public
 * gives none. Which tables tell of a change is in this room's script.
 *
 * @param name as the queue names it
 * @param refs a query of every number there is
 * @param entries a query of the entries of those in {@code :refs}: ref, address, kind, title_fr, title_en, text_fr, text_en,
 *     themes, territories, plan, day, shown_on, fictional, in this order; it may ask {@code :now} and {@code :zone}
 * @param later a query of when those in {@code :refs} have to be written again without being changed: ref, due; empty where never
 */
record Source(String name, String refs, String entries, String later) {}
