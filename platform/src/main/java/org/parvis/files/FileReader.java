package org.parvis.files;

import java.util.UUID;
import org.parvis.web.Actor;

/** A room whose people read files that are not public: any room adds one by declaring a bean. */
public interface FileReader {
    boolean mayRead(UUID file, Actor actor);
}
