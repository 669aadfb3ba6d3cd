package org.parvis.agenda;

import java.util.List;
import org.parvis.web.Page;

/** The teams of a hackathon; of their members only how many. */
record TeamsPage(Gathering gathering, List<Team> teams, boolean working) implements Page {
    public boolean isFull(Team team) {
        return gathering.teamMost() != null && team.members() >= gathering.teamMost();
    }
}
