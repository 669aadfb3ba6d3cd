package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed in a form that could not be taken because the session had ended: shown, kept through signing in, and sent
 * from here. Passwords are not kept, and files cannot be.
 *
 * @param action where the form was sent, without the language's prefix
 * @param signInFirst whether the form asks for a person and nobody is signed in
 * @param files whether files were attached
 */
public record KeptPage(String action, List<Field> fields, boolean signInFirst, boolean files) implements Page {
    /** Where the sign-in form says what form waits for its person, and the prefix of that form's own fields. */
    public static final String ACTION = "kept.action", PREFIX = "kept.field.";

    private static final Set<String> OURS = Set.of(FormTokens.FIELD, FormKey.FIELD);

    /** One value; a field with several is several of these. */
    public record Field(String name, String value) {}

    @Override
    public int status() {
        return signInFirst ? 403 : 200;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public boolean isEmpty() {
        return fields.stream().allMatch(field -> field.value().isBlank());
    }

    static KeptPage of(HttpServletRequest request, Visit visit, boolean signInFirst) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        String action = visit.query().isEmpty() ? visit.path() : visit.path() + "?" + visit.query();
        return new KeptPage(
                action,
                fields(request.getParameterMap(), ""),
                signInFirst,
                type.toLowerCase(Locale.ROOT).startsWith("multipart/"));
    }

    /** The form that waited while its person signed in, if one did. */
    static Optional<Page> afterSignIn(HttpServletRequest request) {
        return LocalPath.find(request.getParameter(ACTION))
                .map(action -> new KeptPage(action, fields(request.getParameterMap(), PREFIX), false, false));
    }

    private static List<Field> fields(Map<String, String[]> parameters, String prefix) {
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(prefix))
                .filter(parameter -> isKept(parameter.getKey().substring(prefix.length())))
                .flatMap(parameter -> Arrays.stream(parameter.getValue())
                        .map(value -> new Field(parameter.getKey().substring(prefix.length()), value)))
                .toList();
    }

    private static boolean isKept(String name) {
        return !OURS.contains(name) && !name.toLowerCase(Locale.ROOT).contains("password");
    }
}
