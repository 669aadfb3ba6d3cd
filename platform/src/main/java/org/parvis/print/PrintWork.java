package org.parvis.print;

import java.util.UUID;
import org.parvis.house.Work;
import org.springframework.stereotype.Component;

/** A large document, printed in the background. */
@Component
class PrintWork implements Work {
    private final Prints prints;

    PrintWork(Prints prints) {
        this.prints = prints;
    }

    @Override
    public String name() {
        return "print";
    }

    @Override
    public void run(String id) throws InterruptedException {
        prints.printLater(UUID.fromString(id));
    }

    @Override
    public void abandon(String id) {
        prints.fail(UUID.fromString(id));
    }
}
