package org.parvis.trace;

import org.parvis.web.Page;

/** The whole trace of a thing, up and down. */
public record TracePage(Trace trace) implements Page {}
