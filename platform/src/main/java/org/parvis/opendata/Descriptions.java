package org.parvis.opendata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Settings;
import org.parvis.web.Identity;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.springframework.stereotype.Component;

/** What programs read about the data: the API in OpenAPI 3.1, each CSV in Table Schema. Both come from the declarations. */
@Component
class Descriptions {
    private final Resources resources;
    private final Messages messages;
    private final Identity identity;
    private final String site;

    Descriptions(Resources resources, Messages messages, Identity identity, Settings settings) {
        this.resources = resources;
        this.messages = messages;
        this.identity = identity;
        this.site = settings.publicUrl().toString();
    }

    Map<String, Object> openApi(Language language) {
        var paths = new LinkedHashMap<String, Object>();
        var schemas = new LinkedHashMap<String, Object>();
        schemas.put("Problem", problem(language));
        for (Resource resource : resources.all()) {
            schemas.put(resource.name(), schema(resource, language));
            paths.put(resource.path(), Map.of("get", list(resource, language)));
            paths.put(resource.path() + "/{key}", Map.of("get", one(resource, language)));
            for (var format : Exports.Format.values()) {
                String file = resource.path() + "." + format.extension();
                paths.put(
                        file,
                        Map.of(
                                "get",
                                file(resource, language, format.extension(), "opendata.openapi.export", format.type)));
                paths.put(
                        file + ".sha256",
                        Map.of(
                                "get",
                                file(
                                        resource,
                                        language,
                                        format.extension() + "Sha256",
                                        "opendata.openapi.digest",
                                        "text/plain")));
            }
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("openapi", "3.1.0");
        all.put(
                "info",
                Map.of(
                        "title",
                        identity.name() + " · " + say(language, "opendata.api.title"),
                        "version",
                        "1.0.0",
                        "description",
                        say(language, "opendata.openapi.description"),
                        "license",
                        Map.of("name", "Licence Ouverte 2.0", "identifier", "etalab-2.0")));
        all.put("servers", List.of(Map.of("url", site)));
        all.put(
                "externalDocs",
                Map.of("url", site + language.prefix() + "/api", "description", say(language, "opendata.api.title")));
        all.put(
                "tags",
                resources.all().stream()
                        .map(r -> Map.of(
                                "name", r.name(), "description", r.title().in(language)))
                        .toList());
        all.put("paths", paths);
        all.put("components", Map.of("schemas", schemas));
        return all;
    }

    private Map<String, Object> list(Resource resource, Language language) {
        var parameters = new ArrayList<Map<String, Object>>();
        parameters.add(parameter(
                "limit",
                say(language, "opendata.openapi.limit"),
                Map.of("type", "integer", "minimum", 1, "maximum", OpenData.MOST, "default", OpenData.USUAL)));
        parameters.add(parameter("cursor", say(language, "opendata.openapi.cursor"), Map.of("type", "string")));
        if (resource.changed() != null)
            parameters.add(parameter(
                    "changed_since",
                    say(language, "opendata.openapi.since"),
                    Map.of(
                            "anyOf",
                            List.of(
                                    Map.of("type", "string", "format", "date"),
                                    Map.of("type", "string", "format", "date-time")))));
        resource.filters()
                .forEach(field -> parameters.add(
                        parameter(field.name(), field.description().in(language), single(field))));
        var page = new LinkedHashMap<String, Object>();
        page.put("type", "object");
        page.put("required", List.of("data", "next"));
        page.put(
                "properties",
                Map.of(
                        "data", Map.of("type", "array", "items", reference(resource.name())),
                        "next",
                                Map.of(
                                        "type", List.of("string", "null"),
                                        "format", "uri",
                                        "description", say(language, "opendata.openapi.next"))));
        return operation(
                resource, language, "list", resource.about().in(language), parameters, "application/json", page);
    }

    private Map<String, Object> one(Resource resource, Language language) {
        var key = new LinkedHashMap<String, Object>();
        key.put("name", "key");
        key.put("in", "path");
        key.put("required", true);
        key.put("description", say(language, "opendata.openapi.key", String.join(":", resource.key())));
        key.put("schema", Map.of("type", "string"));
        return operation(
                resource,
                language,
                "get",
                say(language, "opendata.openapi.one"),
                List.of(key),
                "application/json",
                reference(resource.name()));
    }

    private Map<String, Object> file(Resource resource, Language language, String verb, String key, String type) {
        return operation(resource, language, verb, say(language, key), List.of(), type, Map.of("type", "string"));
    }

    private Map<String, Object> operation(
            Resource resource,
            Language language,
            String verb,
            String description,
            List<Map<String, Object>> parameters,
            String type,
            Map<String, Object> schema) {
        var responses = new LinkedHashMap<String, Object>();
        responses.put(
                "200",
                Map.of(
                        "description", say(language, "opendata.status.200"),
                        "content", Map.of(type, Map.of("schema", schema))));
        responses.put("304", Map.of("description", say(language, "opendata.status.304")));
        for (int status : new int[] {400, 404, 406, 429, 503})
            responses.put(
                    Integer.toString(status),
                    Map.of(
                            "description",
                            say(language, "opendata.status." + status),
                            "content",
                            Map.of("application/problem+json", Map.of("schema", reference("Problem")))));
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", verb + "-" + resource.name());
        operation.put("tags", List.of(resource.name()));
        operation.put("summary", resource.title().in(language));
        operation.put("description", description);
        operation.put("parameters", parameters);
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> parameter(String name, String description, Map<String, Object> schema) {
        var parameter = new LinkedHashMap<String, Object>();
        parameter.put("name", name);
        parameter.put("in", "query");
        parameter.put("required", false);
        parameter.put("description", description);
        parameter.put("schema", schema);
        return parameter;
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static Map<String, Object> schema(Resource resource, Language language) {
        var properties = new LinkedHashMap<String, Object>();
        for (Field field : resource.fields()) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("description", field.description().in(language));
            if (field.type().isSeveral()) {
                schema.put("type", "array");
                schema.put("items", single(field));
            } else {
                schema.putAll(single(field));
                if (field.nullable()) schema.put("type", List.of(field.type().json, "null"));
                if (field.nullable() && !field.values().isEmpty()) {
                    var values = new ArrayList<@Nullable Object>(field.values());
                    values.add(null);
                    schema.put("enum", values);
                }
            }
            properties.put(field.name(), schema);
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("description", resource.about().in(language));
        schema.put("additionalProperties", false);
        schema.put("required", resource.fields().stream().map(Field::name).toList());
        schema.put("properties", properties);
        return schema;
    }

    /** One value of a field. */
    private static Map<String, Object> single(Field field) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", field.type().isSeveral() ? "string" : field.type().json);
        if (field.type().format != null) schema.put("format", field.type().format);
        if (!field.values().isEmpty()) schema.put("enum", field.values());
        return schema;
    }

    private Map<String, Object> problem(Language language) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("description", say(language, "opendata.openapi.problem"));
        schema.put("required", List.of("type", "title", "status", "detail", "instance"));
        schema.put(
                "properties",
                Map.of(
                        "type", Map.of("type", "string", "format", "uri"),
                        "title", Map.of("type", "string"),
                        "status", Map.of("type", "integer"),
                        "detail", Map.of("type", "string"),
                        "instance", Map.of("type", "string")));
        return schema;
    }

    Map<String, Object> tableSchema(Resource resource, Language language) {
        var fields = new ArrayList<Map<String, Object>>();
        for (Field field : resource.fields()) {
            var it = new LinkedHashMap<String, Object>();
            it.put("name", field.name());
            it.put("title", field.description().in(language));
            it.put("type", field.type().table);
            if (field.type() == Field.Type.ADDRESS) it.put("format", "uri");
            if (field.type().isSeveral()) it.put("description", say(language, "opendata.schema.several"));
            var constraints = new LinkedHashMap<String, Object>();
            // An empty text is not told from an absent one in CSV.
            if (!field.nullable()
                    && field.type() != Field.Type.TEXT
                    && !field.type().isSeveral()) constraints.put("required", true);
            if (!field.values().isEmpty() && !field.type().isSeveral()) constraints.put("enum", field.values());
            if (!constraints.isEmpty()) it.put("constraints", constraints);
            fields.add(it);
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://specs.frictionlessdata.io/schemas/table-schema.json");
        schema.put("name", resource.name());
        schema.put("title", resource.title().in(language));
        schema.put("description", resource.about().in(language) + " " + say(language, "opendata.schema.formula"));
        schema.put("homepage", site + resource.path());
        schema.put("fields", fields);
        schema.put("primaryKey", resource.key());
        schema.put("missingValues", List.of(""));
        return schema;
    }

    private String say(Language language, String key, Object... arguments) {
        return messages.say(language, key, arguments);
    }
}
