package org.parvis.barometer;

import org.parvis.territories.Level;
import org.parvis.web.Page;

/** A map alone, for the pages of others. */
record EmbeddedMapPage(Indicator indicator, Level level, Choropleth map, boolean byRate) implements Page {}
