package org.parvis.accelerator;

import java.util.List;
import java.util.stream.Collectors;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;

/** Short texts as a form's area has them: one a line, the translation after a slash between spaces. */
final class Lines {
    private Lines() {}

    static String of(List<Bilingual> texts) {
        return texts.stream()
                .map(text -> text.en() == null ? text.fr() : text.fr() + " / " + text.en())
                .collect(Collectors.joining("\n"));
    }

    /** @throws BadInput where there are too many, one is too long, or one stands twice */
    static List<Bilingual> read(String typed, int most, int longest) {
        var texts = typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    int slash = line.indexOf(" / ");
                    return slash < 1
                            ? new Bilingual(line, null)
                            : new Bilingual(
                                    line.substring(0, slash).strip(),
                                    line.substring(slash + 3).strip());
                })
                .toList();
        if (texts.size() > most) throw new BadInput("accelerator.lines.many", most);
        if (texts.stream().anyMatch(t -> t.fr().length() > longest))
            throw new BadInput("accelerator.lines.long", longest);
        if (texts.stream().map(Bilingual::fr).distinct().count() < texts.size())
            throw new BadInput("accelerator.lines.twice");
        return texts;
    }
}
