/**
 * What people send to prove what they say: documents and pictures. A file's type is decided by its content, from a short list; its
 * content is kept in the database, once; it is served so that a browser can only show or save it, and to the public only
 * once its room has published it.
 */
@ApplicationModule(
        displayName = "Files",
        allowedDependencies = {"house", "web"})
@NullMarked
package org.parvis.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
