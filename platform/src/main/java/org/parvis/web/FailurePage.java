package org.parvis.web;

/**
 * A request that could not be answered as asked.
 *
 * @param sentence what is allowed instead, or empty where the status says it all
 * @param requestId names the request in the log
 */
public record FailurePage(int status, String sentence, String requestId) implements Page {

    /** The message's part: statuses without words of their own share those of their family. */
    private String kind() {
        return switch (status) {
            case 403, 404, 405, 503 -> Integer.toString(status);
            default -> status < 500 ? "400" : "500";
        };
    }

    public String title(Visit visit) {
        return visit.say("web.failure." + kind() + ".title");
    }

    public String advice(Visit visit) {
        return visit.say("web.failure." + kind() + ".advice");
    }

    public boolean isOurs() {
        return status >= 500;
    }
}
