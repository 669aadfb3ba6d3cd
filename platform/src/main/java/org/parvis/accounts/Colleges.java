package org.parvis.accounts;

import java.util.Arrays;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Visit;

/** The colleges as a field offers them. */
public final class Colleges {
    private Colleges() {}

    public static List<Choice> choices(Visit visit) {
        return Arrays.stream(College.values())
                .map(college -> new Choice(college.name(), visit.say("accounts.college", college)))
                .toList();
    }
}
