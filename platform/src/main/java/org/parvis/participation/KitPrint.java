package org.parvis.participation;

import java.util.List;
import java.util.Optional;
import org.parvis.web.Page;

/** The sheets of a kit, on paper: the text to remark on first, then each sheet with its code. */
record KitPrint(
        Consultation consultation, List<Kits.Sheet> sheets, Optional<SubmittedText> text, List<Question> questions)
        implements Page {

    /** The question on which another depends. */
    public Question find(long id) {
        return questions.stream().filter(q -> q.id() == id).findFirst().orElseThrow();
    }

    /** A code in two halves, easier to read. */
    public static String halves(String code) {
        return code.substring(0, 4) + "-" + code.substring(4);
    }
}
