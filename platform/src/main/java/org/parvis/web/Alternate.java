package org.parvis.web;

/**
 * The same facts in another form: a {@code <link rel="alternate">} of the page.
 *
 * @param type the media type, {@code text/csv}
 * @param href the root-relative address of the file
 */
public record Alternate(String type, String href, String title) {}
