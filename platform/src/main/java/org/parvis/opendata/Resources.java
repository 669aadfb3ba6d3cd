package org.parvis.opendata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.web.NotFound;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All that is declared, in the order of the house. */
@Component
class Resources {
    private final Map<String, Resource> byName = new LinkedHashMap<>();

    Resources(ObjectProvider<ResourceList> lists) {
        lists.orderedStream().flatMap(list -> list.resources().stream()).forEach(resource -> {
            if (byName.put(resource.name(), resource) != null)
                throw new IllegalStateException("resource " + resource.name() + " is declared twice");
        });
    }

    List<Resource> all() {
        return List.copyOf(byName.values());
    }

    Resource get(String name) {
        return find(name).orElseThrow(() -> new NotFound("resource " + name));
    }

    Optional<Resource> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Resource> feeds() {
        return all().stream().filter(r -> r.feed() != null).toList();
    }
}
