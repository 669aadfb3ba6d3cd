package org.parvis.sortition;

import java.time.Instant;

/** Where chance will come from, said before anyone can know it: a source, and the moment from which it counts. */
public record Announcement(String source, Instant notBefore) {}
