package org.parvis.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * 200 plans with everything they hold, the same at each run but for the dates, which are counted from today: as many are
 * late, done and unreported as in a life where some follow up and some do not.
 */
final class PlanData {
    static final int PLANS = 200, COMMITMENTS = 50, MILESTONES = 4, REPORTS = 6;
    static final int ORGANISATIONS = 120;

    /** The plan that holds ten times all others' commitments. */
    static final String LARGE = "mesure-grand";

    private static final int ENGAGEMENTS = 5, AMBITIONS = 3, DYNASTY = 10;
    private static final String[] COMPLETIONS = {
        "NOT_STARTED", "LIMITED", "LIMITED", "SUBSTANTIAL", "SUBSTANTIAL", "COMPLETE"
    };
    private static final String[] THEMES = {
        "PARTICIPATION",
        "TRANSPARENCE",
        "NUMERIQUE",
        "ECOLOGIE",
        "SANTE",
        "EUROPE",
        "JUSTICE",
        "ACTION_PUBLIQUE_LOCALE",
        "PLACE_DES_USAGERS",
        "EDUCATION"
    };
    private static final String[] SECTIONS = {
        "PROBLEM", "BASELINE", "SOLUTION", "RESULTS", "TRANSPARENCY", "PARTICIPATION", "ACCOUNTABILITY"
    };
    private static final String[] WORDS = """
            l’administration publie chaque année les données ouvertes du programme et en rend compte devant citoyens usagers
            associations chercheurs collectivités services publics agents élus une consultation nationale permet de recueillir
            des contributions puis réponse motivée est apportée à proposition dans un délai annoncé le calendrier prévoit trois
            étapes expérimentation évaluation généralisation avec l’appui des départements régions communes afin que chacun
            puisse suivre avancement comprendre décisions vérifier preuves participer ateliers sans condition d’âge ni diplôme
            """.split("\\s+");

    private final Connection database;
    private final LocalDate today;
    private final Random random = new Random(20_260_101);

    PlanData(Connection database, LocalDate today) {
        this.database = database;
        this.today = today;
    }

    /** @throws IllegalStateException where the database holds plans that are not ours to bury */
    void fill() throws SQLException, IOException {
        try (var ask = database.createStatement();
                var row = ask.executeQuery("select exists (select from action_plan)")) {
            row.next();
            if (row.getBoolean(1))
                throw new IllegalStateException("The benchmark fills an empty database only, and this one has plans.");
        }
        organisations();
        plans();
        commitments();
        milestones();
        reports();
        settle();
    }

    /** One more plan, with a copy of every commitment ten times: what an export that is not streamed would not survive. */
    void fillLarge() throws SQLException {
        run("""
                with p as (insert into action_plan (slug, number, title_fr, summary_fr, starts_on, ends_on)
                           values ('%s', 1, 'Un plan de 100 000 actions', 'Pour mesurer.', current_date - 400, current_date + 300)
                           returning id),
                     e as (insert into engagement (plan_id, number, scope, title_fr)
                           select id, 1, 'THEMATIC', 'Tout' from p returning id)
                insert into ambition (engagement_id, number, title_fr) select id, 1, 'Tout' from e""".formatted(LARGE));
        run("""
                insert into commitment (plan_id, ambition_id, number, title_fr, title_en, summary_fr, summary_en, lead_id, starts_on,
                                        ends_on, themes, sections, fictional)
                select p.id, a.id, c.id + 10000 * (n - 1), c.title_fr, c.title_en, c.summary_fr, c.summary_en, c.lead_id, c.starts_on,
                       c.ends_on, c.themes, c.sections, c.fictional
                from action_plan p join engagement e on e.plan_id = p.id join ambition a on a.engagement_id = e.id
                     cross join commitment c cross join generate_series(1, 10) n
                where p.slug = '%s'""".formatted(LARGE));
        // Without it PostgreSQL takes the new plan for one of the small ones, and reads all milestones for each
        // commitment.
        run("analyze commitment");
        String copied =
                " x join commitment c on c.number %% 10000 = x.commitment_id %% 10000 join action_plan p on p.id = c.plan_id"
                        + " where p.slug = '%s'";
        run(("insert into milestone (commitment_id, position, output_fr, due_on, done_on)"
                        + " select c.id, x.position, x.output_fr, x.due_on, x.done_on from milestone" + copied)
                .formatted(LARGE));
        database.setAutoCommit(false);
        run(("insert into progress_report (commitment_id, reported_on, completion, text_fr)"
                        + " select c.id, x.reported_on, x.completion, x.text_fr from progress_report" + copied)
                .formatted(LARGE));
        support((" and r.commitment_id in (select c.id from commitment c join action_plan p on p.id = c.plan_id"
                        + " where p.slug = '%s')")
                .formatted(LARGE));
        run("insert into plan_step (plan_id, step, taken_on) select id, 'IN_PROGRESS', starts_on from action_plan"
                + " where slug = '" + LARGE + "'");
        database.commit();
        database.setAutoCommit(true);
        run("vacuum analyze");
    }

    private void organisations() throws SQLException, IOException {
        try (var rows = new Rows("organisation (id, slug, name_fr, name_en, acronym, college)")) {
            for (int i = 1; i <= ORGANISATIONS; i++)
                rows.add(
                        i,
                        "organisation-" + i,
                        "Direction " + i + " : " + words(4, 9),
                        chance(50) ? words(4, 9) : null,
                        chance(60) ? "D" + i : null,
                        i % 4 == 0 ? "CIVIL_SOCIETY" : "ADMINISTRATION");
        }
    }

    private void plans() throws SQLException, IOException {
        try (var rows = new Rows(
                "action_plan (id, slug, number, title_fr, summary_fr, starts_on, ends_on, coordinator_id, predecessor_id)")) {
            for (int plan = 1; plan <= PLANS; plan++) {
                var starts = planStart(plan);
                rows.add(
                        plan,
                        slug(plan),
                        1 + (plan - 1) % DYNASTY,
                        "Plan d’action national n° " + plan,
                        sentences(300),
                        starts,
                        starts.plusYears(2),
                        organisation(),
                        (plan - 1) % DYNASTY == 0 ? null : plan - 1);
            }
        }
        try (var rows = new Rows("plan_step (plan_id, step, taken_on)")) {
            for (int plan = 1; plan <= PLANS; plan++) {
                rows.add(plan, "DRAFT", planStart(plan).minusMonths(6));
                rows.add(plan, "OPEN_TO_COMMENT", planStart(plan).minusMonths(2));
                rows.add(plan, "ADOPTED", planStart(plan));
                rows.add(plan, "IN_PROGRESS", planStart(plan).plusDays(30));
            }
        }
        try (var rows = new Rows("engagement (id, plan_id, number, scope, title_fr, title_en, summary_fr)")) {
            for (int e = 0; e < PLANS * ENGAGEMENTS; e++)
                rows.add(
                        e + 1,
                        1 + e / ENGAGEMENTS,
                        1 + e % ENGAGEMENTS,
                        "THEMATIC",
                        words(6, 14),
                        chance(50) ? words(6, 14) : null,
                        sentences(300));
        }
        try (var rows = new Rows("ambition (id, engagement_id, number, title_fr, summary_fr)")) {
            for (int a = 0; a < PLANS * ENGAGEMENTS * AMBITIONS; a++)
                rows.add(a + 1, 1 + a / AMBITIONS, 1 + a % AMBITIONS, words(6, 14), sentences(200));
        }
    }

    private void commitments() throws SQLException, IOException {
        try (var rows =
                new Rows("commitment (id, plan_id, ambition_id, number, title_fr, title_en, summary_fr, summary_en,"
                        + " lead_id, starts_on, ends_on, themes, sections)")) {
            for (int c = 0; c < PLANS * COMMITMENTS; c++) {
                int plan = 1 + c / COMMITMENTS;
                int ambition = (plan - 1) * ENGAGEMENTS * AMBITIONS + c % (ENGAGEMENTS * AMBITIONS) + 1;
                boolean english = chance(40);
                var starts = planStart(plan).plusDays(random.nextInt(120));
                rows.add(
                        c + 1,
                        plan,
                        ambition,
                        1 + c % COMMITMENTS,
                        words(8, 18),
                        english ? words(8, 18) : null,
                        sentences(450),
                        english ? sentences(450) : null,
                        organisation(),
                        starts,
                        starts.plusDays(300 + random.nextInt(430)),
                        themes(),
                        sections(english));
            }
        }
        try (var rows = new Rows("commitment_partner (commitment_id, organisation_id)")) {
            for (int c = 1; c <= PLANS * COMMITMENTS; c++) {
                int first = organisation();
                for (int n = random.nextInt(4); n > 0; n--) rows.add(c, 1 + (first + n * 7) % ORGANISATIONS);
            }
        }
    }

    private void milestones() throws SQLException, IOException {
        try (var rows = new Rows(
                "milestone (id, commitment_id, position, output_fr, output_en, lead_id, starts_on, due_on, done_on)")) {
            for (int m = 0; m < PLANS * COMMITMENTS * MILESTONES; m++) {
                int commitment = 1 + m / MILESTONES;
                var starts = planStart(1 + (commitment - 1) / COMMITMENTS).plusDays(150L * (m % MILESTONES));
                var due = starts.plusDays(60 + random.nextInt(120));
                var done = due.plusDays(random.nextInt(150) - 60);
                rows.add(
                        m + 1,
                        commitment,
                        1 + m % MILESTONES,
                        words(10, 24),
                        chance(40) ? words(10, 24) : null,
                        chance(30) ? organisation() : null,
                        starts,
                        due,
                        chance(75) && done.isBefore(today) ? done : null);
            }
        }
    }

    /** In one transaction, at whose end the database asks of each report its evidence or its blockers. */
    private void reports() throws SQLException, IOException {
        database.setAutoCommit(false);
        try (var rows = new Rows("progress_report (id, commitment_id, reported_on, completion, text_fr, text_en)")) {
            for (int r = 0; r < PLANS * COMMITMENTS * REPORTS; r++) {
                int commitment = 1 + r / REPORTS;
                int rank = r % REPORTS;
                var on = planStart(1 + (commitment - 1) / COMMITMENTS).plusDays(90L * (rank + 1) + random.nextInt(60));
                rows.add(
                        r + 1,
                        commitment,
                        on,
                        COMPLETIONS[Math.clamp(rank - random.nextInt(3), 0, COMPLETIONS.length - 1)],
                        sentences(350),
                        chance(30) ? sentences(350) : null);
            }
        }
        support("");
        database.commit();
        database.setAutoCommit(true);
    }

    private void support(String which) throws SQLException {
        run("insert into evidence (report_id, title_fr, kind, url) select r.id, 'Le compte rendu', 'LINK',"
                + " 'https://example.org/' || r.id from progress_report r"
                + " where r.completion in ('SUBSTANTIAL', 'COMPLETE')" + which);
        run("insert into report_blocker (report_id, kind, text_fr) select r.id, 'FUNDING', 'Les crédits manquent.'"
                + " from progress_report r where r.completion in ('NOT_STARTED', 'LIMITED')" + which);
    }

    private void settle() throws SQLException {
        for (String table : new String[] {
            "organisation", "action_plan", "engagement", "ambition", "commitment", "milestone", "progress_report"
        }) run("select setval(pg_get_serial_sequence('" + table + "', 'id'), max(id)) from " + table);
        run("vacuum analyze");
    }

    private void run(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    static String slug(int plan) {
        return "mesure-" + plan;
    }

    /** A line of ten plans follow each other every two years; the last is in its second year. */
    private LocalDate planStart(int plan) {
        int age = DYNASTY - 1 - (plan - 1) % DYNASTY;
        return today.minusMonths(18 + 24L * age).minusDays(plan % 90);
    }

    private String themes() {
        int first = random.nextInt(THEMES.length);
        return chance(60)
                ? "{" + THEMES[first] + "}"
                : "{" + THEMES[first] + "," + THEMES[(first + 3) % THEMES.length] + "}";
    }

    private String sections(boolean english) {
        var json = new StringBuilder("{");
        for (String section : SECTIONS) {
            if (json.length() > 1) json.append(',');
            json.append('"').append(section).append("\":{\"fr\":\"").append(sentences(600));
            if (english) json.append("\",\"en\":\"").append(sentences(600));
            json.append("\",\"fictional\":false}");
        }
        return json.append('}').toString();
    }

    private int organisation() {
        return 1 + random.nextInt(ORGANISATIONS);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String sentences(int characters) {
        var text = new StringBuilder();
        int wanted = characters / 2 + random.nextInt(characters);
        while (text.length() < wanted)
            text.append(text.isEmpty() ? "" : " ").append(words(9, 24)).append('.');
        return text.toString();
    }

    private String words(int least, int most) {
        var text = new StringBuilder();
        for (int n = least + random.nextInt(most - least + 1); n > 0; n--)
            text.append(text.isEmpty() ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
        return text.toString();
    }

    /** Rows on their way into a table. None of our values holds a tab, a line's end or a backslash, which COPY would read. */
    private final class Rows implements AutoCloseable {
        private static final int FULL = 1 << 16;
        private final CopyIn copy;
        private final StringBuilder text = new StringBuilder();

        Rows(String table) throws SQLException {
            copy = database.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
        }

        void add(@Nullable Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++)
                text.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i]);
            text.append('\n');
            if (text.length() > FULL) flush();
        }

        private void flush() throws SQLException {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            text.setLength(0);
        }

        @Override
        public void close() throws SQLException {
            flush();
            copy.endCopy();
        }
    }
}
