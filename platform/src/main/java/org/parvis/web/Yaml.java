package org.parvis.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the demonstration's files, written by hand and by record. */
public final class Yaml {
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    /** The items of a list on the class path. */
    public static <T> List<T> list(String resource, Class<T> item) {
        try (var in = new ClassPathResource(resource).getInputStream()) {
            return MAPPER.readValue(in, MAPPER.getTypeFactory().constructCollectionType(List.class, item));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** The one item of a file on the class path. */
    public static <T> T one(String resource, Class<T> item) {
        try (var in = new ClassPathResource(resource).getInputStream()) {
            return MAPPER.readValue(in, item);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
