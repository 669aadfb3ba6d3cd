package org.parvis.participation;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Command;
import org.parvis.house.Refusal;
import org.parvis.imports.BadSource;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.NotFound;
import org.springframework.stereotype.Component;

/** Contributions from a file, however many. */
@Component
class ImportContributions implements Command {
    private static final String USAGE =
            "import-contributions takes a FILE and --consultation SLUG; besides --language fr,"
                    + " --only-valid, --dry-run.";
    private static final int SHOWN = 50;

    private final ContributionImports imports;
    private final Consultations consultations;
    private final Messages messages;

    ImportContributions(ContributionImports imports, Consultations consultations, Messages messages) {
        this.imports = imports;
        this.consultations = consultations;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "import-contributions";
    }

    @Override
    public String help() {
        return "FILE --consultation SLUG: contributions from CSV or JSON, by the million; tells every bad row and then writes nothing";
    }

    private record Asked(Path file, String consultation, ContributionImports.Way way) {}

    private static Asked asked(List<String> arguments) {
        @Nullable Path file = null;
        String consultation = "", language = "fr";
        boolean onlyValid = false, dry = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            switch (word) {
                case "--only-valid" -> onlyValid = true;
                case "--dry-run" -> dry = true;
                case "--consultation", "--language" -> {
                    if (++i >= arguments.size()) throw Refusal.misunderstood(USAGE);
                    if (word.equals("--language")) language = arguments.get(i);
                    else consultation = arguments.get(i);
                }
                default -> {
                    if (word.startsWith("--") || file != null) throw Refusal.misunderstood(USAGE);
                    file = Path.of(word);
                }
            }
        }
        if (file == null || consultation.isEmpty() || !language.matches("[a-z]{2,3}"))
            throw Refusal.misunderstood(USAGE);
        return new Asked(file, consultation, new ContributionImports.Way(onlyValid, dry, language));
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        var asked = asked(arguments);
        Consultation consultation;
        try {
            consultation = consultations.getAny(asked.consultation());
        } catch (NotFound e) {
            throw Refusal.cannot("There is no consultation " + asked.consultation() + " here: prepare it first.");
        }
        long[] shown = new long[1];
        try {
            var done = imports.run(
                    consultation,
                    asked.file().getFileName().toString(),
                    () -> open(asked.file()),
                    asked.way(),
                    row -> {
                        if (shown[0]++ < SHOWN)
                            row.faults()
                                    .forEach(fault -> out.println("line " + row.line()
                                            + (fault.column().isEmpty() ? "" : ", column " + fault.column()) + ": "
                                            + fault.sentence(messages, Language.EN)));
                    },
                    rows -> out.println(String.format(Locale.ROOT, "%,d rows read…", rows)));
            out.println(String.format(
                    Locale.ROOT,
                    "contributions: %d new, %d known, %d refused%s.",
                    done.taken(),
                    done.known(),
                    done.refused(),
                    done.written() ? "" : "; nothing is written"));
            return done.written() || asked.way().dry() && done.refused() == 0 ? 0 : 1;
        } catch (BadSource bad) {
            throw Refusal.cannot(asked.file() + ": " + bad.sentence(messages, Language.EN));
        }
    }

    private static InputStream open(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw Refusal.cannot("There is no file " + file + ".");
        } catch (IOException e) {
            throw Refusal.cannot("The file " + file + " cannot be read.");
        }
    }
}
