package org.parvis.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parvis.house.CivicClock;
import org.parvis.house.Command;
import org.parvis.house.Refusal;
import org.parvis.imports.BadSource;
import org.parvis.imports.Import;
import org.parvis.imports.ImportKind;
import org.parvis.imports.Imports;
import org.parvis.imports.Source;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A plan from a file: the whole of one from JSON, one kind of its sheets from CSV. */
@Component
class ImportPlan implements Command {
    private static final List<String> WHOLE = List.of(
            "plans", "engagements", "ambitions", "actions", "jalons", "evenements", "documents", "etapes", "points");
    private static final String USAGE = "import-plan takes a FILE, and for a CSV --into PLAN; besides --kind NAME"
            + " (organisations, actions, jalons, points…), --with-parents, --only-valid, --dry-run.";
    private static final int SHOWN = 50;

    private final Imports imports;
    private final Plans plans;
    private final CivicClock clock;
    private final Messages messages;
    private final JsonMapper json;

    ImportPlan(Imports imports, Plans plans, CivicClock clock, Messages messages, JsonMapper json) {
        this.imports = imports;
        this.plans = plans;
        this.clock = clock;
        this.messages = messages;
        this.json = json;
    }

    @Override
    public String name() {
        return "import-plan";
    }

    @Override
    public String help() {
        return "FILE: a plan from JSON, or with --into PLAN its commitments from CSV; tells every bad row and then writes nothing";
    }

    private record Asked(
            Path file, Optional<String> into, Optional<String> kind, boolean parents, boolean onlyValid, boolean dry) {}

    private static Asked asked(List<String> arguments) {
        Path file = null;
        Optional<String> into = Optional.empty(), kind = Optional.empty();
        boolean parents = false, onlyValid = false, dry = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            boolean hasNext = i + 1 < arguments.size();
            switch (word) {
                case "--into" -> {
                    if (!hasNext) throw Refusal.misunderstood(USAGE);
                    into = Optional.of(arguments.get(++i));
                }
                case "--kind" -> {
                    if (!hasNext) throw Refusal.misunderstood(USAGE);
                    kind = Optional.of(arguments.get(++i));
                }
                case "--with-parents" -> parents = true;
                case "--only-valid" -> onlyValid = true;
                case "--dry-run" -> dry = true;
                default -> {
                    if (word.startsWith("--") || file != null) throw Refusal.misunderstood(USAGE);
                    file = Path.of(word);
                }
            }
        }
        if (file == null) throw Refusal.misunderstood(USAGE);
        return new Asked(file, into, kind, parents, onlyValid, dry);
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        var asked = asked(arguments);
        try {
            boolean whole = asked.kind().isEmpty()
                    && Source.detect(() -> open(asked.file())).isJson();
            if (whole) return whole(asked, out);
            String kind = asked.kind().orElse("actions");
            if (imports.kinds().stream().noneMatch(k -> k.name().equals(kind)))
                throw Refusal.misunderstood("There is no kind " + kind + "; there are "
                        + String.join(
                                ", ",
                                imports.kinds().stream().map(ImportKind::name).toList()) + ".");
            String target = kind.equals("plans") || kind.equals("organisations")
                    ? kind
                    : asked.into()
                            .orElseThrow(() -> Refusal.misunderstood(
                                    "A CSV goes into a plan: say which by --into, such as --into 2024-2026."));
            if (!target.equals(kind) && plans.findAny(target, clock.today()).isEmpty())
                throw Refusal.cannot("There is no plan " + target + " here: make it first, or import it from JSON.");
            return one(asked, kind, target, out) ? 0 : 1;
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

    /** Each part in its turn, since each refers to the one before; a bad row ends it, and running it again goes on from there. */
    private int whole(Asked asked, PrintStream out) {
        String slug;
        try (var in = open(asked.file())) {
            slug = json.readTree(in).path("plan").path("slug").asString("");
        } catch (IOException e) {
            throw Refusal.cannot("The file " + asked.file() + " cannot be read.");
        } catch (tools.jackson.core.JacksonException e) {
            throw Refusal.cannot(asked.file() + ": " + messages.say(Language.EN, "imports.json.torn", where(e)));
        }
        if (slug.isEmpty()) throw Refusal.cannot(asked.file() + " is not the JSON of a plan: it has no plan.slug.");
        for (String kind : WHOLE)
            try {
                if (!one(asked, kind, kind.equals("plans") ? kind : slug, out)) return 1;
            } catch (BadSource bad) {
                // A plan without milestones or documents is no less a plan.
                if (!bad.key().equals("imports.no-row") && !bad.key().equals("imports.json.where")) throw bad;
            }
        return 0;
    }

    private static int where(tools.jackson.core.JacksonException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    private boolean one(Asked asked, String kind, String target, PrintStream out) {
        Import done;
        try (var in = open(asked.file())) {
            var id = imports.receive(
                    null, kind, target, asked.file().getFileName().toString(), in);
            if (asked.parents()) imports.choose(id, List.of(SheetImport.MAKE_PARENTS));
            done = imports.runNow(id, !asked.dry(), asked.onlyValid(), _ -> {});
        } catch (IOException e) {
            throw Refusal.cannot("The file " + asked.file() + " cannot be read.");
        }
        var bad = new ArrayList<Import.Faulty>();
        imports.eachFaulty(done, row -> {
            if (bad.size() < SHOWN) bad.add(row);
        });
        for (var row : bad)
            for (var fault : row.faults())
                out.println("line " + row.line() + (fault.column().isEmpty() ? "" : ", column " + fault.column()) + ": "
                        + fault.sentence(messages, Language.EN));
        boolean written = done.stage() == Import.Stage.DONE;
        out.println(String.format(
                Locale.ROOT,
                "%s: %d new, %d changed, %d unchanged, %d refused%s.",
                kind,
                done.count(ImportKind.Outcome.NEW),
                done.count(ImportKind.Outcome.CHANGED),
                done.count(ImportKind.Outcome.SAME),
                done.count(ImportKind.Outcome.BAD),
                written ? "" : "; nothing is written"));
        return written || asked.dry() && bad.isEmpty();
    }
}
