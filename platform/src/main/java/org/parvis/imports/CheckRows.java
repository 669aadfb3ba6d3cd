package org.parvis.imports;

import org.parvis.house.Work;
import org.springframework.stereotype.Component;

/** Every row of a file looked at, batch by batch. */
@Component
class CheckRows implements Work {
    private final Imports imports;

    CheckRows(Imports imports) {
        this.imports = imports;
    }

    @Override
    public String name() {
        return "imports.check";
    }

    @Override
    public void run(String id) throws InterruptedException {
        while (imports.checkSome(Imports.importOf(id))) if (Thread.interrupted()) throw new InterruptedException();
    }

    @Override
    public void abandon(String id) {
        imports.fail(Imports.importOf(id));
    }
}
