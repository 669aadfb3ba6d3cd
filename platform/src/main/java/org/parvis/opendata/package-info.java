/**
 * Open data: everything public, for programs. A <em>resource</em> is declared once ({@link org.parvis.opendata.Resource}): its
 * rows, their fields, how they are narrowed and put in order. From that one declaration come the API and its description, the
 * exports and their schemas, the catalogue that other catalogues harvest, the feeds and the site map for search engines. Fields are
 * named one by one, so that nothing leaves by accident; what is not public to a visitor is in none of them.
 */
@ApplicationModule(
        displayName = "Open data",
        allowedDependencies = {"house", "web", "territories", "trace", "plan"})
@NullMarked
package org.parvis.opendata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
