/**
 * The shell every room speaks through: layout and components (jte tags beside this file), language, formatting, errors,
 * security headers. A controller receives a {@link org.parvis.web.Visit} and returns a {@link org.parvis.web.Page}: a
 * record rendered by the template of the same name in the same folder.
 */
@ApplicationModule(allowedDependencies = "house")
@NullMarked
package org.parvis.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
