package org.parvis.accounts;

import org.parvis.web.Page;

/** Behind the link that was sent to a new address. */
public record ConfirmEmailPage(String token, boolean dead) implements Page {
    @Override
    public int status() {
        return dead ? 410 : 200;
    }

    @Override
    public boolean isPublic() {
        return false;
    }
}
