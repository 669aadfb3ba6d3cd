package org.parvis.home;

import java.util.List;
import org.parvis.web.Page;
import org.parvis.web.Task;

/** What awaits the person who asks. */
record TasksPage(List<Task> tasks) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
