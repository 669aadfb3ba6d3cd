package org.parvis.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what PostgreSQL wrote as JSON: lists gathered in one query with their owner. */
@Component
class Json {
    private final JsonMapper mapper;

    Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** An absent list is empty. */
    <T> List<T> list(@Nullable String json, Class<T> type) {
        return json == null
                ? List.of()
                : mapper.readValue(json, mapper.getTypeFactory().constructCollectionType(List.class, type));
    }

    <K, V> Map<K, V> map(String json, Class<K> key, Class<V> value) {
        return mapper.readValue(json, mapper.getTypeFactory().constructMapType(java.util.TreeMap.class, key, value));
    }
}
