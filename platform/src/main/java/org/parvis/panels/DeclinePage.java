package org.parvis.panels;

import org.parvis.web.Page;

/**
 * An invitation that somebody says no to, or that is over.
 *
 * @param secret of the link that was opened; empty where it leads nowhere any more
 */
record DeclinePage(Panel panel, String secret) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public String action() {
        return panel.path() + "/invitations/refus?jeton=" + secret;
    }
}
