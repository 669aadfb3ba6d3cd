package org.parvis.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.parvis.web.Page;
import org.parvis.web.Role;

/** What each role may do, and how many hold it. */
public record RolesPage(Map<Role, Integer> counts) implements Page {
    public List<Role> roles() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.MEMBER).toList();
    }

    public int count(Role role) {
        return counts.getOrDefault(role, 0);
    }
}
