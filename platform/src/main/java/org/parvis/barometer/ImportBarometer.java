package org.parvis.barometer;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Command;
import org.parvis.house.Refusal;
import org.parvis.web.Bilingual;
import org.springframework.stereotype.Component;

/** The government's barometer from a folder of its files. */
@Component
class ImportBarometer implements Command {
    private static final int SHOWN = 50;

    private final BarometerImports imports;

    ImportBarometer(BarometerImports imports) {
        this.imports = imports;
    }

    @Override
    public String name() {
        return "import-barometer";
    }

    @Override
    public String help() {
        return "DIR [--source WORDS] [--differences FILE] [--dry-run]: the government's barometer, from its files of 2023 or of"
                + " 2024; tells every bad row and then writes nothing";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        @Nullable Path folder = null, differences = null;
        String source = "Baromètre des résultats de l’action publique (data.gouv.fr, Licence Ouverte)";
        boolean dry = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            switch (word) {
                case "--dry-run" -> dry = true;
                case "--source", "--differences" -> {
                    if (++i >= arguments.size()) throw misunderstood();
                    if (word.equals("--source")) source = arguments.get(i);
                    else differences = Path.of(arguments.get(i));
                }
                default -> {
                    if (word.startsWith("--") || folder != null) throw misunderstood();
                    folder = Path.of(word);
                }
            }
        }
        if (folder == null) throw misunderstood();
        var done = imports.run(folder.normalize(), new Bilingual(source, null), dry, out::println);
        done.notes().forEach(out::println);
        done.faults().stream()
                .limit(SHOWN)
                .forEach(f -> out.println(f.file() + ", line " + f.line() + ": " + f.sentence()));
        var published = done.published();
        if (published == null) {
            out.println(say(
                    "figures: %,d read, %d faults; nothing is written",
                    done.rows(), done.faults().size()));
            return done.faults().isEmpty() ? 0 : 1;
        }
        out.println(say(
                "figures: %,d read; %,d new, %,d revised, %,d as they were%s.",
                done.rows(),
                published.fresh(),
                published.revised(),
                published.same(),
                published.derived() > 0 ? say(", %,d computed for the levels above", published.derived()) : ""));
        if (done.rates() > 0) {
            out.println(say(
                    "published rates: %,d, of which %,d (%s %%) are what the values give; %d differ.",
                    done.rates(),
                    done.alike(),
                    BarometerImports.percent(done.alike(), done.rates()),
                    done.differences().size()));
            done.differences().stream().limit(differences == null ? SHOWN : 0).forEach(d -> out.println(sentence(d)));
            if (differences != null) write(differences, done.differences());
        }
        return 0;
    }

    private static Refusal misunderstood() {
        return Refusal.misunderstood(
                "import-barometer takes a DIR; besides --source WORDS, --differences FILE, --dry-run.");
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String sentence(BarometerImports.Difference d) {
        var computed = d.computed();
        return d.published().indicator() + " in " + d.published().territory() + ": published "
                + d.published().rate() + ", computed " + (computed == null ? "none" : computed.rate()) + ": " + d.why()
                + ".";
    }

    private static void write(Path file, List<BarometerImports.Difference> differences) {
        try (var out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.println("indicator,territory,date,published,computed,why");
            for (var d : differences)
                out.println(String.join(
                        ",",
                        d.published().indicator(),
                        d.published().territory(),
                        d.published().on().toString(),
                        d.published().rate().toPlainString(),
                        d.computed() == null ? "" : d.computed().rate().toPlainString(),
                        '"' + d.why() + '"'));
        } catch (IOException e) {
            throw Refusal.cannot("The file " + file + " cannot be written.");
        }
    }
}
