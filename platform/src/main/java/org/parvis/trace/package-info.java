/**
 * The trace: what came of what. Any two public things may be tied, across plans and consultations, by a link that says its
 * kind, its author, its day and its reason. Links are followed down (« Qu’est devenue cette contribution ? ») and up
 * (« D’où vient cette action ? »). A link is ended or replaced, never deleted, and none makes a circle. Things are known by
 * their addresses; the rooms that own them say what they are ({@link org.parvis.trace.TraceSource}).
 */
@ApplicationModule(
        displayName = "Trace",
        allowedDependencies = {"house", "web", "journal", "accounts"})
@NullMarked
package org.parvis.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
