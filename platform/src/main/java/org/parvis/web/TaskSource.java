package org.parvis.web;

import java.util.List;

/** A room's part of what awaits a person ({@code /taches}). Any room adds one by declaring a bean. */
public interface TaskSource {
    /** Nothing for whoever has nothing to do here; the most urgent first. */
    List<Task> listFor(Actor actor, Visit visit);
}
