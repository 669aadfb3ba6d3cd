package org.parvis.participation;

import java.util.List;
import org.parvis.web.Page;

/** What awaits a moderator. */
record ModerationPage(
        List<Moderation.Waiting> alerted, List<Moderation.Waiting> held, List<Moderation.Waiting> appeals, int comments)
        implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public int count() {
        return alerted.size() + held.size() + appeals.size() + comments;
    }
}
