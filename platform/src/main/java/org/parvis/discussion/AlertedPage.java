package org.parvis.discussion;

import java.util.List;
import org.parvis.web.Page;

/** What moderators were told of. */
record AlertedPage(List<Comments.Alerted> alerted) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
