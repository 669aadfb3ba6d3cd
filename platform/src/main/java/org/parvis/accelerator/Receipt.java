package org.parvis.accelerator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.parvis.house.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was submitted, as one text: a JSON object of one line a member, whose SHA-256 the receipt bears. Whoever keeps the file
 * can recompute it with {@code sha256sum}.
 */
final class Receipt {
    private static final JsonMapper JSON = new JsonMapper();

    private Receipt() {}

    /** Of a submitted application and all that it answers. */
    static String text(Call call, Application application, List<Application.Answer> answers) {
        var text = new StringJoiner(",\n", "{\n", "\n}\n");
        member(text, "format", "parvis-application-1");
        member(text, "call", call.path());
        member(text, "number", Objects.requireNonNull(application.number()));
        member(
                text,
                "submittedAt",
                Objects.requireNonNull(application.submittedAt()).toString());
        member(text, "kind", Objects.requireNonNull(application.kind()).name());
        member(text, "name", application.name());
        member(text, "title", application.title());
        member(text, "summary", application.summary());
        member(
                text,
                "theme",
                application.theme() == null ? "" : application.theme().slug());
        member(text, "territory", application.territory());
        member(text, "publicIfSelected", application.consents());
        for (var answer : answers) {
            String name =
                    answer.field().position() + ". " + answer.field().label().fr();
            if (!answer.value().isEmpty()) member(text, name, answer.value());
            for (var file : answer.files()) member(text, name + " / " + file.name(), "sha256:" + file.sha256());
        }
        return text.toString();
    }

    private static void member(StringJoiner text, String name, Object value) {
        text.add(JSON.writeValueAsString(name) + ": " + JSON.writeValueAsString(value));
    }

    static String digest(String text) {
        return Sha256.hex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
