package org.parvis.web;

/** One view among those of the same thing, each with an address of its own. */
public record Tab(String label, String href, boolean current) {}
