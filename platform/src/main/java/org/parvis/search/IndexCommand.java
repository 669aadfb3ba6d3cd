package org.parvis.search;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.parvis.house.Command;
import org.parvis.house.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The index made anew, by hand. */
@Component
class IndexCommand implements Command {
    private final Index index;
    private final JdbcClient db;

    IndexCommand(Index index, JdbcClient db) {
        this.index = index;
        this.db = db;
    }

    @Override
    public String name() {
        return "index";
    }

    @Override
    public String help() {
        return "writes everything that is searched anew, while what is there serves";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (!arguments.isEmpty()) throw Refusal.misunderstood("index takes no arguments.");
        index.rebuild();
        // A running instance helps; both take from the same queue.
        while (index.write()) continue;
        out.println(String.format(Locale.ROOT, "%,d entries, %,d words.", count("search_entry"), count("search_word")));
        return 0;
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }
}
