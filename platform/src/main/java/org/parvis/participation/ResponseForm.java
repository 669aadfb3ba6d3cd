package org.parvis.participation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Visit;

/** A response as it was typed. */
public record ResponseForm(
        String organisation, String outcome, String reason, String translation, String mergedInto, String leadsTo) {

    static ResponseForm of(Map<String, String> fields) {
        return new ResponseForm(
                value(fields, "organisation"),
                value(fields, "issue"),
                value(fields, "motif"),
                value(fields, "traduction"),
                value(fields, "fusion"),
                value(fields, "suites"));
    }

    static ResponseForm blank() {
        return new ResponseForm("", "", "", "", "", "");
    }

    private static String value(Map<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "")
                .replace("\0", "")
                .strip();
    }

    Responses.@Nullable Answer answer(Visit visit) {
        var known = Outcome.find(outcome);
        if (known.isEmpty()) return null;
        return new Responses.Answer(
                organisation,
                known.get(),
                new Bilingual(reason, translation),
                known.get() == Outcome.MERGED ? number(mergedInto, visit) : null,
                addresses(visit));
    }

    /** A contribution may be named by its number or by its address. */
    private static @Nullable Long number(String typed, Visit visit) {
        String digits = address(typed, visit).replaceFirst("^/contributions/", "");
        return digits.matches("[0-9]{1,18}") ? Long.valueOf(digits) : null;
    }

    private List<String> addresses(Visit visit) {
        return Arrays.stream(leadsTo.split("\\s+"))
                .filter(a -> !a.isEmpty())
                .map(a -> address(a, visit))
                .distinct()
                .limit(20)
                .toList();
    }

    /** An address of this site may be pasted whole, in either language. */
    private static String address(String typed, Visit visit) {
        String path = typed.startsWith(visit.absolute(""))
                ? typed.substring(visit.absolute("").length())
                : typed;
        return path.startsWith("/en/") ? path.substring(3) : path;
    }
}
