/** Parvis runs a country's open-government programme in public. Each package below is one room of the house. */
@NullMarked
package org.parvis;

import org.jspecify.annotations.NullMarked;
