package org.parvis.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.web.Page;

/** The latest letters of the demonstration. */
public record MailboxPage(List<Mails.Letter> letters) implements Page {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    /** A stretch of a letter: its text, and where it leads if it is one of our addresses. */
    public record Stretch(String text, String href) {}

    @Override
    public boolean isPublic() {
        return false;
    }

    /** The text with its links; a link to another site stays text. */
    public List<Stretch> stretches(String body, String site) {
        List<Stretch> all = new ArrayList<>();
        Matcher addresses = ADDRESS.matcher(body);
        int end = 0;
        while (addresses.find()) {
            all.add(new Stretch(body.substring(end, addresses.start()), ""));
            String address = addresses.group();
            all.add(new Stretch(address, address.startsWith(site + "/") ? address.substring(site.length()) : ""));
            end = addresses.end();
        }
        all.add(new Stretch(body.substring(end), ""));
        return all;
    }
}
