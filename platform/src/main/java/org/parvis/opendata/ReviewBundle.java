package org.parvis.opendata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;
import org.parvis.plan.ActionPlan;
import org.parvis.plan.CommitmentExport;
import org.parvis.plan.Commitments;
import org.parvis.web.Language;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/**
 * Everything of a plan that the partnership's reviewers ask for, as one archive with an index in both languages. The same state
 * gives the same bytes: files stand in one order, under one date, and the index says nothing of the day on which it is made.
 */
@Component
class ReviewBundle {
    /** What is told of a plan, in an order in which each list is narrowed by those before it. */
    private static final List<String> TOLD = List.of(
            "plans",
            "engagements",
            "ambitions",
            "commitments",
            "milestones",
            "reports",
            "evidence",
            "assessments",
            "changes",
            "consultations",
            "contributions",
            "responses",
            "gatherings",
            "outcomes",
            "projects",
            "panels",
            "calls",
            "links");

    /** What the partnership asks of the process, and the lists that prove it, with the day that each row is of. */
    private static final List<Requirement> REQUIREMENTS = List.of(
            new Requirement("1.1", "gatherings", "starts_at"),
            new Requirement("2.2", "evidence", "dated_on"),
            new Requirement("3.1", "consultations", "announced_at"),
            new Requirement("3.3", "contributions", "published_at"),
            new Requirement("4.1", "responses", "answered_at"),
            new Requirement("5.1", "outcomes", "published_at"));

    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Resources resources;
    private final OpenData data;
    private final Commitments commitments;

    ReviewBundle(Resources resources, OpenData data, Commitments commitments) {
        this.resources = resources;
        this.data = data;
        this.commitments = commitments;
    }

    private record Requirement(String number, String resource, String day) {}

    /** A file of the archive; {@code first} and {@code last} the days of its rows, where they have one that proves something. */
    private record Written(
            String name,
            String title,
            long rows,
            String sha256,
            @Nullable String first,
            @Nullable String last) {}

    void write(ActionPlan plan, Visit visit, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            var written = new ArrayList<Written>();
            written.add(template(plan, visit, zip));
            var kept = new Kept(plan);
            for (String name : TOLD) written.add(write(resources.get(name), kept, zip));
            for (Language language : Language.values()) {
                begin(zip, language == Language.FR ? "LISEZ-MOI.md" : "README.md");
                zip.write(index(plan, written, visit.speaking(language)).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
    }

    /** The rows of a plan: its own, and those that are about it or come of what is. */
    private static final class Kept {
        private final String slug, path;
        private final Set<String> consultations = new HashSet<>(),
                gatherings = new HashSet<>(),
                addresses = new HashSet<>();

        Kept(ActionPlan plan) {
            slug = plan.slug();
            path = plan.path();
        }

        boolean takes(Row row) {
            boolean taken = isOurs(row);
            if (taken) {
                String name = row.resource().name();
                if (name.equals("consultations")) consultations.add(text(row, "slug"));
                if (name.equals("gatherings")) gatherings.add(text(row, "slug"));
                if (has(row, "url") && !name.equals("contributions")) addresses.add(text(row, "url"));
            }
            return taken;
        }

        private boolean isOurs(Row row) {
            if (row.resource().name().equals("plans")) return text(row, "slug").equals(slug);
            if (has(row, "plan")) return text(row, "plan").equals(slug);
            if (has(row, "origin") && row.resource().name().equals("links"))
                return isOurs(text(row, "origin")) || isOurs(text(row, "outcome"));
            if (has(row, "gathering")) return gatherings.contains(text(row, "gathering"));
            if (has(row, "about") && isOurs(text(row, "about"))) return true;
            if (!has(row, "consultation")) return false;
            String consultation = text(row, "consultation");
            return consultations.contains(consultation) || addresses.contains(consultation);
        }

        private boolean isOurs(String address) {
            return addresses.contains(address) || address.matches(".*" + path + "([/#?].*)?");
        }

        private static boolean has(Row row, String field) {
            return row.resource().fields().stream().anyMatch(f -> f.name().equals(field));
        }

        private static String text(Row row, String field) {
            return Objects.toString(row.get(field), "");
        }
    }

    private Written template(ActionPlan plan, Visit visit, ZipOutputStream zip) throws IOException {
        return write(zip, "template.csv", "template", csv -> {
            csv.writeRecord(CommitmentExport.columns());
            long[] rows = new long[1];
            commitments.stream(plan, false, visit.day(), commitment -> {
                csv.writeRecord(commitment.cells());
                rows[0]++;
            });
            return new Rows(rows[0], null, null);
        });
    }

    private Written write(Resource resource, Kept kept, ZipOutputStream zip) throws IOException {
        var proving = REQUIREMENTS.stream()
                .filter(r -> r.resource().equals(resource.name()))
                .findFirst()
                .map(Requirement::day)
                .orElse(null);
        return write(zip, resource.name() + ".csv", resource.name(), csv -> {
            csv.writeRecord(resource.fields().stream().map(Field::name).toList());
            long[] rows = new long[1];
            @Nullable String[] days = new String[2];
            data.stream(resource, row -> {
                if (!kept.takes(row)) return;
                csv.writeRecord(row.cells());
                rows[0]++;
                if (proving == null) return;
                String day = Objects.toString(row.get(proving), "");
                if (day.isEmpty()) return;
                day = day.substring(0, 10);
                if (days[0] == null || day.compareTo(days[0]) < 0) days[0] = day;
                if (days[1] == null || day.compareTo(days[1]) > 0) days[1] = day;
            });
            return new Rows(rows[0], days[0], days[1]);
        });
    }

    private record Rows(
            long count, @Nullable String first, @Nullable String last) {}

    private interface Filling {
        Rows fill(CsvWriter csv) throws IOException;
    }

    private static Written write(ZipOutputStream zip, String name, String title, Filling filling) throws IOException {
        begin(zip, "data/" + name);
        var hashed = new DigestOutputStream(new Open(zip), Sha256.digest());
        Rows rows;
        try (var text = new BufferedWriter(new OutputStreamWriter(hashed, StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(text)) {
            rows = filling.fill(csv);
        }
        zip.closeEntry();
        return new Written(
                "data/" + name,
                title,
                rows.count(),
                Sha256.hex(hashed.getMessageDigest().digest()),
                rows.first(),
                rows.last());
    }

    /** The archive stays open when one of its files ends. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private String index(ActionPlan plan, List<Written> written, Visit visit) {
        var text = new StringBuilder("# " + visit.say("opendata.review.title", visit.in(plan.title())) + "\n\n");
        text.append(visit.say("opendata.review.text")).append("\n\n## ").append(visit.say("opendata.review.process"));
        text.append("\n\n| ").append(visit.say("opendata.review.process.head")).append(" |\n|---|---|---:|---|---|\n");
        for (var requirement : REQUIREMENTS) {
            var proof = written.stream()
                    .filter(w -> w.title().equals(requirement.resource()))
                    .findFirst()
                    .orElseThrow();
            text.append("| ")
                    .append(requirement.number())
                    .append(' ')
                    .append(visit.say("opendata.review.requirement." + requirement.number()))
                    .append(" | ")
                    .append(proof.name())
                    .append(" | ")
                    .append(proof.rows())
                    .append(" | ")
                    .append(Objects.requireNonNullElse(proof.first(), "–"))
                    .append(" | ")
                    .append(Objects.requireNonNullElse(proof.last(), "–"))
                    .append(" |\n");
        }
        text.append("\n## ").append(visit.say("opendata.review.files")).append("\n\n| ");
        text.append(visit.say("opendata.review.files.head")).append(" |\n|---|---|---:|---|\n");
        for (var file : written)
            text.append("| ")
                    .append(file.name())
                    .append(" | ")
                    .append(
                            file.title().equals("template")
                                    ? visit.say("opendata.review.template")
                                    : visit.in(resources.get(file.title()).title()))
                    .append(" | ")
                    .append(file.rows())
                    .append(" | ")
                    .append(file.sha256())
                    .append(" |\n");
        return text.toString();
    }
}
