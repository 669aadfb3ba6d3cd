package org.parvis.files;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.web.util.UriUtils;

/**
 * A file that was taken.
 *
 * @param name as its sender called it, made harmless
 * @param size in bytes
 * @param sha256 of its content, in hexadecimal
 */
public record StoredFile(UUID id, String name, FileType type, long size, String sha256) {
    /** Where it is served, the same in every language. */
    public String path() {
        return "/fichiers/" + id + "/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8);
    }
}
