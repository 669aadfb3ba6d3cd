package org.parvis.house;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** The SMTP server that carries the instance's mail. {@code tls} from the first byte; otherwise STARTTLS when offered. */
public record Mail(String host, int port, boolean tls, Optional<Login> login, String from) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    static Optional<Mail> from(Map<String, String> environment, String publicHost) {
        var variables = new Variables(environment);
        Optional<String> url = variables.find("PARVIS_SMTP_URL");
        Optional<String> host = variables.find("PARVIS_SMTP_HOST");
        if (url.isPresent() && host.isPresent()) {
            throw Refusal.misunderstood("PARVIS_SMTP_URL and PARVIS_SMTP_HOST say the same thing twice: keep one.");
        }
        String from = variables.find("PARVIS_SMTP_FROM").orElse("parvis@" + publicHost);
        if (from.indexOf('@') < 1 || from.endsWith("@") || from.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.misunderstood("PARVIS_SMTP_FROM must be an e-mail address, not “" + from + "”.");
        }
        if (url.isPresent()) {
            return Optional.of(fromUrl(url.get(), from));
        }
        int port = variables.port("PARVIS_SMTP_PORT", SUBMISSION);
        Optional<Login> login = variables
                .find("PARVIS_SMTP_USER")
                .map(user ->
                        new Login(user, variables.find("PARVIS_SMTP_PASSWORD").orElse("")));
        return host.map(name -> new Mail(name, port, port == SUBMISSIONS, login, from));
    }

    private static Mail fromUrl(String text, String from) {
        try {
            var url = new URI(text);
            boolean tls = "smtps".equals(url.getScheme());
            if ((tls || "smtp".equals(url.getScheme())) && url.getHost() != null) {
                int port = url.getPort() > 0 ? url.getPort() : tls ? SUBMISSIONS : SUBMISSION;
                Optional<Login> login = Optional.ofNullable(url.getUserInfo()).map(info -> {
                    int colon = info.indexOf(':');
                    return colon < 0
                            ? new Login(info, "")
                            : new Login(info.substring(0, colon), info.substring(colon + 1));
                });
                return new Mail(url.getHost(), port, tls, login, from);
            }
        } catch (URISyntaxException e) {
            // The text may hold a password: the sentence below says what is expected, and repeats nothing.
        }
        throw Refusal.misunderstood("PARVIS_SMTP_URL must look like smtp://user:password@host:587 or smtps://host.");
    }
}
