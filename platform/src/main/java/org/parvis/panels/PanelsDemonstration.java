package org.parvis.panels;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.house.Demonstration;
import org.parvis.house.Values;
import org.parvis.sortition.Announcement;
import org.parvis.sortition.Frozen;
import org.parvis.sortition.Method;
import org.parvis.sortition.Options;
import org.parvis.sortition.Replacement;
import org.parvis.sortition.SolverMissing;
import org.parvis.sortition.Sortition;
import org.parvis.sortition.Urn;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;
import org.parvis.web.Bilingual;
import org.parvis.web.Cookies;
import org.parvis.web.Language;
import org.parvis.web.Yaml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A panel that was drawn, sat and is forgotten but for its proof; and one whose pool is open. Every volunteer is invented. */
@Component
class PanelsDemonstration implements Demonstration {
    private static final Logger LOG = LoggerFactory.getLogger(PanelsDemonstration.class);
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final Bilingual SOURCE = new Bilingual(
            "Ordres de grandeur pour les 18 ans et plus, d’après le recensement de la population (Insee) ; à remplacer par les chiffres de l’année.",
            "Orders of magnitude for people aged 18 or more, after the population census (Insee); to be replaced by the year’s figures.");

    /** What volunteers are asked, and how those of the demonstration answer: they are not in the image of the population. */
    private record Asked(Bilingual name, List<Panel.Answer> answers, double... volunteers) {}

    private static final List<Asked> ASKED = List.of(
            new Asked(
                    new Bilingual("Sexe", "Sex"),
                    List.of(answer("Femme", "Woman", "51.6", 7, 8), answer("Homme", "Man", "48.4", 7, 8)),
                    .44,
                    .56),
            new Asked(
                    new Bilingual("Âge", "Age"),
                    List.of(
                            answer("18 à 24 ans", "18 to 24", "10.5", 1, 2),
                            answer("25 à 39 ans", "25 to 39", "23", 3, 4),
                            answer("40 à 54 ans", "40 to 54", "24.5", 3, 4),
                            answer("55 à 69 ans", "55 to 69", "24", 3, 4),
                            answer("70 ans et plus", "70 or more", "18", 2, 3)),
                    .07,
                    .23,
                    .28,
                    .3,
                    .12),
            new Asked(
                    new Bilingual("Région", "Region"),
                    List.of(
                            answer("Île-de-France", "Île-de-France", "18", 2, 3),
                            answer("Nord-Ouest", "North-West", "20.5", 3, 4),
                            answer("Nord-Est", "North-East", "21.5", 3, 4),
                            answer("Sud-Ouest", "South-West", "18", 2, 3),
                            answer("Sud-Est", "South-East", "19", 2, 3),
                            answer("Outre-mer", "Overseas", "3", 0, 1)),
                    .35,
                    .17,
                    .14,
                    .15,
                    .16,
                    .03),
            new Asked(
                    new Bilingual("Dernier diplôme", "Last diploma"),
                    List.of(
                            answer("Aucun, certificat ou brevet", "None or lower secondary", "27", 4, 5),
                            answer("CAP ou BEP", "Vocational certificate", "24", 3, 4),
                            answer("Baccalauréat", "Baccalauréat", "17", 2, 3),
                            answer("Études supérieures", "Higher education", "32", 4, 5)),
                    .16,
                    .19,
                    .2,
                    .45));

    private static Panel.Answer answer(String fr, String en, String share, int min, int max) {
        return new Panel.Answer(0, new Bilingual(fr, en), new BigDecimal(share), min, max);
    }

    private final JdbcClient db;
    private final Panels panels;
    private final Volunteers volunteers;
    private final PanelFiles files;
    private final Draws draws;

    PanelsDemonstration(JdbcClient db, Panels panels, Volunteers volunteers, PanelFiles files, Draws draws) {
        this.db = db;
        this.panels = panels;
        this.volunteers = volunteers;
        this.files = files;
        this.draws = draws;
    }

    record Item(
            String slug,
            Bilingual title,
            Bilingual summary,
            Bilingual text,
            int size,
            LocalDateTime opened,
            LocalDate closes,
            LocalDate ends,
            int volunteers,
            @Nullable DrawItem draw) {}

    /** @param refused how many of those drawn said no, {@code silent} how many nothing */
    record DrawItem(
            LocalDateTime frozen,
            String source,
            LocalDateTime notBefore,
            String published,
            LocalDateTime publishedAt,
            LocalDateTime observed,
            Bilingual finding,
            int refused,
            int silent) {}

    @Override
    public void load() {
        for (var item : Yaml.list("demonstration/panels.yaml", Item.class)) load(item);
    }

    private void load(Item item) {
        long id = panels.insert(
                new Panels.Sheet(
                        item.slug(),
                        item.title(),
                        item.summary(),
                        item.text(),
                        "ditp",
                        "/plans/2021-2023/engagements/1",
                        item.size(),
                        item.closes(),
                        ZONE,
                        item.ends(),
                        true,
                        SOURCE,
                        ASKED.stream()
                                .map(a -> new Panels.Question(a.name(), a.answers()))
                                .toList()),
                true);
        step(id, "OPENED", at(item.opened()));
        var panel = panels.get(id);
        volunteer(panel, item);
        if (item.draw() == null) return;
        try {
            draw(panel, item.draw());
        } catch (SolverMissing e) {
            LOG.warn("The demonstration's finished panel is not drawn: {}", e.getMessage());
        }
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    private void step(long panel, String step, Instant at) {
        db.sql("insert into panel_step (panel_id, step, taken_at) values (?, ?, ?)")
                .params(Values.of(panel, step, at))
                .update();
    }

    private void volunteer(Panel panel, Item item) {
        var random = new Random(item.volunteers());
        var features = panels.listFeatures(panel);
        for (int n = 0; n < item.volunteers(); n++) {
            var asked = at(item.opened()).plusSeconds(3_600L * n);
            Map<Long, Long> answers = new HashMap<>();
            for (int f = 0; f < features.size(); f++)
                answers.put(
                        features.get(f).id(),
                        features.get(f)
                                .answers()
                                .get(pick(ASKED.get(f).volunteers(), random.nextDouble()))
                                .id());
            volunteers.insert(
                    panel,
                    Cookies.secret(),
                    new Volunteers.Sheet(
                            "Volontaire fictif n° " + (n + 1),
                            new Email(item.slug() + "-" + (n + 1) + "@demonstration.example"),
                            (n + 1) + " rue de la Démonstration",
                            Language.FR,
                            answers),
                    asked,
                    asked);
        }
    }

    private static int pick(double[] weights, double random) {
        double sum = 0;
        for (int i = 0; i < weights.length - 1; i++) {
            sum += weights[i];
            if (random < sum) return i;
        }
        return weights.length - 1;
    }

    /** The whole ceremony at its own dates, with salts that every demonstration shares: it is the same draw everywhere. */
    private void draw(Panel panel, DrawItem item) {
        var features = panels.listFeatures(panel);
        var pool = volunteers.list(panel);
        var allocation = Sortition.allocate(
                Freezings.pool(pool, features), Freezings.quotas(features), panel.size(), Options.of(Method.LEXIMIN));
        var frozen = Frozen.of(
                Urn.of(allocation, Urn.USUAL_SIZE, 1),
                new Announcement(item.source(), at(item.notBefore())),
                at(item.frozen()),
                new Random(panel.size()));
        files.publish(panel, frozen.files());
        frozen.receipts()
                .forEach((volunteer, receipt) -> db.sql("update volunteer set (opaque, salt) = (?, ?) where id = ?")
                        .params(receipt.id(), receipt.salt(), Long.valueOf(volunteer))
                        .update());
        db.sql("""
                insert into freezing (panel_id, asked_at, asked_by, role, method, urn_size, minutes, source, not_before, met, bound,
                                      distance, ended, ended_at, minimum, gap, complete)
                select ?, ?, p.id, 'COORDINATOR', 'LEXIMIN', ?, 10, ?, ?, ?, ?, 0, 'FROZEN', ?, ?, ?, ? from person p
                where p.email = 'coordinator@demonstration.example'""")
                .params(Values.of(
                        panel.id(),
                        at(item.frozen()),
                        Urn.USUAL_SIZE,
                        item.source(),
                        at(item.notBefore()),
                        allocation.panelCount(),
                        allocation.upperBound(),
                        at(item.frozen()),
                        allocation.minimum(),
                        allocation.gap(),
                        allocation.complete()))
                .update();
        step(panel.id(), "FROZEN", at(item.frozen()));
        db.sql("""
                insert into panel_step (panel_id, step, taken_at, reason_fr, reason_en, conforms) values (?, 'OBSERVED', ?, ?, ?, true)""")
                .params(Values.of(
                        panel.id(),
                        at(item.observed()),
                        item.finding().fr(),
                        item.finding().en()))
                .update();
        var published = PublishedDraw.of(files.list(panel));
        var randomness = new Randomness(item.source(), at(item.publishedAt()), Draws.hex(item.published()));
        files.publish(
                panel,
                Map.of(
                        PublishedDraw.DRAW,
                        frozen.sealed().draw(published, randomness),
                        Draws.WORDS,
                        Draws.words(item.published())));
        draws.rank(panel, published.outcome(randomness));
        step(panel.id(), "DRAWN", at(item.publishedAt()));
        sit(panel, item, features);
        panels.erase(panel);
        step(
                panel.id(),
                "ERASED",
                panel.mandateEndsOn().plusDays(1).atStartOfDay(ZONE).toInstant());
    }

    /** All accept but a few, whom the first alternates who fit replace. */
    private void sit(Panel panel, DrawItem item, List<Panel.Feature> features) {
        var all = volunteers.list(panel);
        var drawn = all.stream()
                .filter(v -> Objects.equals(v.rank(), 0))
                .sorted(Comparator.comparing(Volunteer::opaque))
                .toList();
        int gone = item.refused() + item.silent();
        var offered = at(item.publishedAt());
        for (int i = 0; i < drawn.size(); i++)
            seat(panel, drawn.get(i).id(), null, offered, i < item.refused() ? "REFUSED" : i < gone ? "SILENT" : null);
        var alternates = new ArrayList<Volunteer>(all);
        alternates.removeAll(drawn);
        alternates.sort(Comparator.comparing(v -> Objects.requireNonNull(v.rank())));
        var replacing = new Replacement(Freezings.pool(all, features), Freezings.quotas(features))
                .fill(
                        drawn.subList(gone, drawn.size()).stream()
                                .map(v -> v.person(Long.toString(v.id()), features))
                                .toList(),
                        gone,
                        alternates.stream()
                                .map(v -> v.person(Long.toString(v.id()), features))
                                .toList());
        for (int i = 0; i < gone; i++)
            seat(
                    panel,
                    Long.parseLong(replacing.get(i).id()),
                    drawn.get(i).id(),
                    offered.plusSeconds(86_400L * (i + 2)),
                    null);
    }

    private void seat(Panel panel, long volunteer, @Nullable Long replaces, Instant offered, @Nullable String left) {
        var answered = offered.plusSeconds(86_400);
        db.sql("""
                insert into panel_seat (volunteer_id, panel_id, replaces, offered_at, answer_by, accepted_at, left_at, left_as)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        volunteer,
                        panel.id(),
                        replaces,
                        offered,
                        offered.plus(Seats.ANSWER_WITHIN),
                        left == null ? answered : null,
                        left == null ? null : answered,
                        left))
                .update();
    }
}
