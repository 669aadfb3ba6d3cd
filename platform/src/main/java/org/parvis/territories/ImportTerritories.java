package org.parvis.territories;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.parvis.house.Command;
import org.parvis.house.Refusal;
import org.springframework.stereotype.Component;

/** Another country's list of territories. */
@Component
class ImportTerritories implements Command {
    private final TerritoryLists lists;

    ImportTerritories(TerritoryLists lists) {
        this.lists = lists;
    }

    @Override
    public String name() {
        return "import-territories";
    }

    @Override
    public String help() {
        return "FILE --source WORDS --licence WORDS: another country's list, as CSV: code, parent, name, population,"
                + " postcodes, contour";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 5
                || !arguments.get(1).equals("--source")
                || !arguments.get(3).equals("--licence"))
            throw Refusal.misunderstood("import-territories takes a FILE, --source WORDS and --licence WORDS.");
        String file;
        try {
            file = Files.readString(Path.of(arguments.getFirst()));
        } catch (CharacterCodingException e) {
            throw Refusal.cannot(arguments.getFirst() + " is no text in UTF-8.");
        } catch (IOException e) {
            throw Refusal.cannot("The file " + arguments.getFirst() + " cannot be read.");
        }
        var done = lists.replace(file, arguments.get(2), arguments.get(4));
        out.println("territories: " + done.territories() + ", and " + done.mergers() + " codes that are no more.");
        return 0;
    }
}
