package org.parvis.web;

/**
 * One place on the way to a page.
 *
 * @param path as the contract names it ({@code /plans}), or empty for the page itself
 */
public record Crumb(String label, String path) {
    /** The page itself, at the end of its breadcrumb. */
    public static Crumb here(String label) {
        return new Crumb(label, "");
    }
}
