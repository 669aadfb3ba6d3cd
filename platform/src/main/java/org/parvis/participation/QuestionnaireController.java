package org.parvis.participation;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.SignInNeeded;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A consultation's questions: written, answered, counted. */
@Controller
@RequestMapping("/consultations/{slug:[a-z0-9-]+}/questionnaire")
class QuestionnaireController {
    private static final String ONE = "/questions/{id:[0-9]{1,18}}";

    private final Consultations consultations;
    private final Questions questions;
    private final AnswerSheets sheets;
    private final QuestionResults results;
    private final Kits kits;
    private final CivicClock clock;

    QuestionnaireController(
            Consultations consultations,
            Questions questions,
            AnswerSheets sheets,
            QuestionResults results,
            Kits kits,
            CivicClock clock) {
        this.consultations = consultations;
        this.questions = questions;
        this.sheets = sheets;
        this.results = results;
        this.kits = kits;
        this.clock = clock;
    }

    @GetMapping
    QuestionnairePage show(@PathVariable String slug, Visit visit) {
        var consultation = asking(slug, visit.actor());
        var all = questions.list(consultation);
        return new QuestionnairePage(
                consultation,
                all,
                results.arePublic(consultation) ? results.tally(consultation, all) : List.of(),
                sheets.count(consultation),
                consultation.isOpen(clock.now()),
                isChangeable(consultation),
                visit.actor());
    }

    private Consultation asking(String slug, @Nullable Actor actor) {
        var consultation = consultations.get(slug, actor);
        if (!consultation.hasQuestions()) throw new NotFound("questions of " + slug);
        return consultation;
    }

    private boolean isChangeable(Consultation consultation) {
        return consultation.announcedAt() == null || clock.now().isBefore(consultation.opensAt());
    }

    /** @param page the one asked for; where none is, the first that is not finished */
    @GetMapping("/reponse")
    AnswerPage answer(
            @PathVariable String slug,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "") String cle,
            @RequestParam(defaultValue = "") String feuille,
            @RequestParam(defaultValue = "") String gardee,
            Visit visit) {
        var consultation = asking(slug, visit.actor());
        var by = respondent(consultation, cle, feuille, visit);
        var all = questions.list(consultation);
        var sheet = sheets.get(by, consultation);
        if (!sheet.isGiven()) sheets.authorise(by, consultation);
        int last = AnswerSheet.last(all);
        int shown = page < 1 ? sheet.firstUnfinished(all) : Math.min(page, last + 1);
        // Before the first answer nothing is to be read again.
        if (sheet.answers().isEmpty() && shown > last) shown = 1;
        return new AnswerPage(
                consultation, by, sheet, all, shown, AnswerForm.of(all, sheet.answers()), !gardee.isEmpty(), List.of());
    }

    /** Without account where the consultation allows it, for whoever is not signed in. */
    private Respondent respondent(Consultation consultation, String key, String code, Visit visit) {
        var by = new Respondent(visit.actor(), key.matches("[A-Za-z0-9_-]{10,40}") ? key : "", Kits.code(code));
        if (!by.code().isEmpty()) {
            if (by.actor() == null) throw new SignInNeeded();
            kits.get(kits.mayType(by.actor(), consultation.slug()), by.code());
        }
        return by;
    }

    /** Keeps a page and goes on, back, or on a later day; after the last page gives all. */
    @KeepsDrafts
    @PostMapping("/reponse")
    Page answer(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Visit visit) {
        var consultation = asking(slug, visit.actor());
        var form = AnswerForm.of(fields);
        var by = respondent(consultation, form.get("cle"), form.get("feuille"), visit);
        var all = questions.list(consultation);
        var sheet = sheets.get(by, consultation);
        int page =
                form.get("page").matches("[0-9]{1,3}") ? Integer.parseInt(form.get("page")) : AnswerSheet.last(all) + 1;
        String act = form.get("acte");
        var asked = sheet.asked(all).stream().filter(q -> q.page() == page).toList();
        var mistakes = form.mistakes(asked, act.equals("suite") || act.isEmpty(), visit);
        if (!form.get("site_web").isEmpty())
            mistakes.add(new Mistake("site_web", visit.say("participation.answer.trap")));
        try {
            if (mistakes.isEmpty() && act.equals("donner")) {
                sheets.give(by, slug);
                return new Redirect(path(slug, AnswerSheet.last(all) + 1, by));
            }
            if (mistakes.isEmpty()) {
                var answers = new LinkedHashMap<Question, Question.Answer>();
                asked.forEach(q -> answers.put(q, form.answer(q)));
                by = sheets.keep(by, slug, answers);
                var kept = sheets.get(by, consultation);
                return switch (act) {
                    case "retour" -> new Redirect(path(slug, Math.max(1, kept.previous(all, page)), by));
                    case "plus-tard" -> new Redirect(path(slug, page, by) + "&gardee=oui");
                    default -> new Redirect(path(slug, kept.next(all, page), by));
                };
            }
        } catch (BadInput refused) {
            mistakes.add(new Mistake(asked.isEmpty() ? "page" : asked.getFirst().field(), refused.sentence(visit)));
        }
        return new AnswerPage(consultation, by, sheet, all, page, form, false, mistakes);
    }

    private static String path(String slug, int page, Respondent by) {
        return "/consultations/" + slug + "/questionnaire/reponse?page=" + page + by.query();
    }

    @GetMapping("/modification")
    QuestionsPage edit(@PathVariable String slug, Actor actor) {
        actor.must(Role.COORDINATOR);
        return editing(slug, actor, null, new QuestionForm(Map.of()), List.of());
    }

    private QuestionsPage editing(
            String slug, Actor actor, @Nullable Question changed, QuestionForm form, List<Mistake> mistakes) {
        var consultation = consultations.get(slug, actor);
        return new QuestionsPage(consultation, questions.list(consultation), changed, form, mistakes);
    }

    @GetMapping(ONE)
    QuestionsPage edit(@PathVariable String slug, @PathVariable long id, Actor actor) {
        actor.must(Role.COORDINATOR);
        var question = questions.get(consultations.get(slug, actor), id);
        return editing(slug, actor, question, QuestionForm.of(question), List.of());
    }

    @PostMapping("/questions")
    Page add(@PathVariable String slug, @RequestParam Map<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        return take(slug, null, fields, actor, visit);
    }

    @PostMapping(ONE)
    Page change(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam Map<String, String> fields,
            Actor actor,
            Visit visit) {
        actor.must(Role.COORDINATOR);
        return take(slug, questions.get(consultations.get(slug, actor), id), fields, actor, visit);
    }

    private Page take(String slug, @Nullable Question changed, Map<String, String> fields, Actor actor, Visit visit) {
        var form = QuestionForm.of(fields);
        var mistakes = form.mistakes(visit);
        if (!mistakes.isEmpty()) return editing(slug, actor, changed, form, mistakes);
        try {
            if (changed == null) questions.add(actor, slug, form.sheet());
            else questions.change(actor, slug, changed.id(), form.sheet());
        } catch (BadInput refused) {
            return editing(slug, actor, changed, form, List.of(new Mistake("condition", refused.sentence(visit))));
        }
        return new Redirect("/consultations/" + slug + "/questionnaire/modification");
    }

    @PostMapping(ONE + "/place")
    Page move(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String sens,
            Actor actor,
            Visit visit) {
        actor.must(Role.COORDINATOR);
        try {
            if (sens.equals("retrait")) questions.remove(actor, slug, id);
            else questions.move(actor, slug, id, sens.equals("avant"));
        } catch (BadInput refused) {
            return editing(
                    slug,
                    actor,
                    null,
                    new QuestionForm(Map.of()),
                    List.of(new Mistake("une", refused.sentence(visit))));
        }
        return new Redirect("/consultations/" + slug + "/questionnaire/modification");
    }

    @GetMapping(ONE + "/textes")
    TextsPage texts(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long apres,
            Visit visit) {
        var consultation = asking(slug, visit.actor());
        var question = questions.get(consultation, id);
        if (!question.kind().isText() || !results.arePublic(consultation)) throw new NotFound("texts of " + id);
        return new TextsPage(consultation, question, results.listTexts(question, apres));
    }

    @GetMapping("/textes")
    TextsToReadPage read(@PathVariable String slug, Actor actor) {
        actor.must(Role.MODERATOR);
        return reading(asking(slug, actor), List.of(), "", List.of());
    }

    private TextsToReadPage reading(
            Consultation consultation, List<String> hidden, String reason, List<Mistake> mistakes) {
        return new TextsToReadPage(
                consultation, questions.list(consultation), results.listUnread(consultation), hidden, reason, mistakes);
    }

    @PostMapping("/textes")
    Page read(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") List<String> lu,
            @RequestParam(defaultValue = "") List<String> masque,
            @RequestParam(defaultValue = "") String motif,
            Actor actor,
            Visit visit) {
        actor.must(Role.MODERATOR);
        var consultation = asking(slug, actor);
        try {
            results.read(actor, consultation, lu, masque, motif);
        } catch (BadInput refused) {
            return reading(consultation, masque, motif, List.of(new Mistake("motif", refused.sentence(visit))));
        }
        return new Redirect("/consultations/" + slug + "/questionnaire/textes");
    }

    /** One line a sheet, one column a question: options by their French words, several apart by « | », a ranking in its order. */
    @GetMapping("/reponses.csv")
    void csv(@PathVariable String slug, Visit visit, HttpServletResponse response) throws IOException {
        var consultation = asking(slug, visit.actor());
        if (!results.arePublic(consultation)) throw new NotFound("results of " + slug);
        var all = questions.list(consultation);
        try (var out = ContributionFiles.begin(response, "text/csv;charset=UTF-8", slug + "-reponses.csv", visit);
                var csv = de.siegmar.fastcsv.writer.CsvWriter.builder().build(out)) {
            var columns = new ArrayList<>(List.of("sheet", "channel"));
            all.forEach(q -> columns.add(
                    org.parvis.web.Csv.text(q.number() + ". " + q.label().fr())));
            csv.writeRecord(columns);
            results.stream(consultation, row -> {
                var line = new ArrayList<>(
                        List.of(Long.toString(row.id()), row.channel().name()));
                all.forEach(q -> line.add(words(q, row.answers().getOrDefault(q.id(), Question.Answer.NONE))));
                csv.writeRecord(line);
            });
        }
    }

    private static String words(Question question, Question.Answer answer) {
        return org.parvis.web.Csv.text(
                question.kind().isText()
                        ? answer.text()
                        : answer.choices().stream()
                                .map(n -> question.options().get(n - 1).fr())
                                .collect(java.util.stream.Collectors.joining(" | ")));
    }
}
