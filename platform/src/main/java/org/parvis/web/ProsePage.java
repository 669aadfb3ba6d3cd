package org.parvis.web;

/**
 * A page of prose, from Markdown.
 *
 * @param description its first paragraph, as plain text
 * @param html the whole of it, its {@code h1} included
 */
public record ProsePage(String title, String description, String html) implements Page {}
