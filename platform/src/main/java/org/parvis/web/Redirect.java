package org.parvis.web;

/**
 * What a form leads to when all went well: a 303 to a page of ours.
 *
 * @param path as the contract names it; the visit's language is added
 */
public record Redirect(String path) implements Page {
    @Override
    public int status() {
        return 303;
    }
}
