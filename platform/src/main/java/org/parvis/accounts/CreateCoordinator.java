package org.parvis.accounts;

import java.io.PrintStream;
import java.util.List;
import org.parvis.house.Command;
import org.parvis.house.Refusal;
import org.parvis.web.Language;
import org.springframework.stereotype.Component;

/**
 * The first coordinator of an empty instance. Whoever has the machine answers for it: with {@code --another} they may open the
 * door again, should every coordinator have left. The journal says that the operator did it.
 */
@Component
class CreateCoordinator implements Command {
    private final Mandates mandates;
    private final Tokens tokens;
    private final Mails mails;

    CreateCoordinator(Mandates mandates, Tokens tokens, Mails mails) {
        this.mandates = mandates;
        this.tokens = tokens;
        this.mails = mails;
    }

    @Override
    public String name() {
        return "create-coordinator";
    }

    @Override
    public String help() {
        return "EMAIL: print the link by which the first coordinator opens their account";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        boolean another = arguments.contains("--another");
        List<String> rest =
                arguments.stream().filter(a -> !a.equals("--another")).toList();
        if (rest.size() != 1)
            throw Refusal.misunderstood(
                    "Say whom: bin/run create-coordinator EMAIL (with --another where there is one).");
        Email email = Email.find(rest.getFirst())
                .orElseThrow(() -> Refusal.misunderstood("“" + rest.getFirst() + "” is not an e-mail address."));
        if (mandates.existCoordinators() && !another)
            throw Refusal.cannot("This instance has a coordinator, who can grant the role to others from the page"
                    + " /personnes. If nobody can sign in any more, add --another.");
        String secret = tokens.give(Tokens.Purpose.COORDINATOR, null, email);
        out.println(mails.address(Language.FR, Access.path(Tokens.Purpose.COORDINATOR, secret)));
        out.println("This link opens the account of " + email + " once, within 48 hours.");
        return 0;
    }
}
