package org.parvis.agenda;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * A team for those who are or may become its members: join, leave, describe the project.
 *
 * @param secret of the ticket by which the person is known; empty where it is by their account
 * @param working whether teams still change
 */
record TeamMembersPage(
        Gathering gathering,
        Team team,
        String secret,
        Participants.@Nullable Participant who,
        boolean working,
        Map<String, String> typed,
        List<Mistake> mistakes)
        implements Correctable {
    /** SPDX identifiers of the licences that people choose most. */
    static final List<String> LICENCES = List.of(
            "EUPL-1.2",
            "AGPL-3.0-or-later",
            "GPL-3.0-or-later",
            "MPL-2.0",
            "Apache-2.0",
            "MIT",
            "BSD-3-Clause",
            "etalab-2.0",
            "CC-BY-4.0",
            "CC-BY-SA-4.0",
            "ODbL-1.0");

    public boolean isMember() {
        return who != null && who.isOf(team);
    }

    public boolean mayJoin() {
        return working && who != null && who.team() == null && !isFull();
    }

    public boolean isFull() {
        return gathering.teamMost() != null && team.members() >= gathering.teamMost();
    }

    public boolean mayDescribe() {
        return isMember() && gathering.reportedAt() == null;
    }

    public String query() {
        return TeamFormPage.query(secret);
    }

    public List<Choice> licences(Visit visit) {
        return Stream.concat(
                        LICENCES.stream().map(l -> new Choice(l, l)),
                        Stream.of(new Choice("autre", visit.say("agenda.project.licence.other"))))
                .toList();
    }

    public String get(String field) {
        return OutcomeForm.typed(typed, field);
    }
}
