package org.parvis.files;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The types of file that may be sent. */
public enum FileType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    WEBP("image/webp", "webp"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    CSV("text/csv;charset=UTF-8", "csv"),
    TEXT("text/plain;charset=UTF-8", "txt");

    private final String mediaType;
    private final List<String> extensions;

    FileType(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    public String mediaType() {
        return mediaType;
    }

    /** For a form's {@code accept}, and for the sentence that says what may be sent. */
    public static String extensionsOfAll() {
        return Arrays.stream(values())
                .map(FileType::extension)
                .map(e -> "." + e)
                .collect(Collectors.joining(", "));
    }

    String extension() {
        return extensions.getFirst();
    }

    boolean bears(String extension) {
        return extensions.contains(extension);
    }

    public boolean isPicture() {
        return this == PNG || this == JPEG || this == WEBP;
    }
}
