package org.parvis.imports;

import org.parvis.house.Work;
import org.springframework.stereotype.Component;

/** What was confirmed, written batch by batch. */
@Component
class WriteRows implements Work {
    private final Imports imports;

    WriteRows(Imports imports) {
        this.imports = imports;
    }

    @Override
    public String name() {
        return "imports.write";
    }

    @Override
    public void run(String id) throws InterruptedException {
        while (imports.writeSome(Imports.importOf(id))) if (Thread.interrupted()) throw new InterruptedException();
    }

    @Override
    public void abandon(String id) {
        imports.fail(Imports.importOf(id));
    }
}
