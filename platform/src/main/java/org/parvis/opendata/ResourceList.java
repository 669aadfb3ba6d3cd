package org.parvis.opendata;

import java.util.List;

/** What a part of the house gives to programs: a bean of this type, in the order of the house by {@code @Order}. */
interface ResourceList {
    List<Resource> resources();
}
