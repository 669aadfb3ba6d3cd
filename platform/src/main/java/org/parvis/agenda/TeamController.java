package org.parvis.agenda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.Forbidden;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.SignInNeeded;
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Challenges, teams and projects of a hackathon. */
@Controller
@RequestMapping("/agenda/{slug:[a-z0-9-]+}")
class TeamController {
    private static final String CHALLENGE = "/defis/{number:[0-9]{1,6}}", TEAM = "/equipes/{number:[0-9]{1,6}}";

    private final Gatherings gatherings;
    private final Teams teams;
    private final Participants participants;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    TeamController(
            Gatherings gatherings,
            Teams teams,
            Participants participants,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.gatherings = gatherings;
        this.teams = teams;
        this.participants = participants;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    private Gathering hackathon(String slug, @Nullable Actor actor) {
        var gathering = gatherings.get(slug, actor);
        Teams.mustHaveTeams(gathering);
        return gathering;
    }

    @GetMapping("/defis")
    ChallengesPage challenges(@PathVariable String slug, Visit visit) {
        var gathering = hackathon(slug, visit.actor());
        return new ChallengesPage(gathering, teams.listChallenges(gathering), visit.actor());
    }

    @GetMapping("/defis/nouveau")
    ChallengeFormPage newChallenge(@PathVariable String slug, Actor actor) {
        return new ChallengeFormPage(gatherings.getOrganised(slug, actor), null, Map.of(), List.of());
    }

    @PostMapping("/defis")
    Page addChallenge(@PathVariable String slug, @RequestParam Map<String, String> fields, Actor actor, Visit visit) {
        return setChallenge(gatherings.getOrganised(slug, actor), null, fields, actor, visit);
    }

    @GetMapping(CHALLENGE + "/modification")
    ChallengeFormPage challenge(@PathVariable String slug, @PathVariable int number, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        var challenge = challenge(gathering, number);
        return new ChallengeFormPage(
                gathering,
                number,
                Map.of(
                        "titre",
                        challenge.title().fr(),
                        "titre_en",
                        Objects.requireNonNullElse(challenge.title().en(), ""),
                        "texte",
                        challenge.text() == null ? "" : challenge.text().fr(),
                        "texte_en",
                        challenge.text() == null
                                ? ""
                                : Objects.requireNonNullElse(challenge.text().en(), "")),
                List.of());
    }

    @PostMapping(CHALLENGE + "/modification")
    Page changeChallenge(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam Map<String, String> fields,
            Actor actor,
            Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        return setChallenge(gathering, challenge(gathering, number).number(), fields, actor, visit);
    }

    private Challenge challenge(Gathering gathering, int number) {
        return teams.listChallenges(gathering).stream()
                .filter(c -> c.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("challenge " + number));
    }

    private Page setChallenge(
            Gathering gathering, @Nullable Integer number, Map<String, String> fields, Actor actor, Visit visit) {
        String title = OutcomeForm.typed(fields, "titre"), text = OutcomeForm.typed(fields, "texte");
        String titleEn = OutcomeForm.typed(fields, "titre_en"), textEn = OutcomeForm.typed(fields, "texte_en");
        var mistakes = new ArrayList<Mistake>();
        if (title.isEmpty() || Math.max(title.length(), titleEn.length()) > 200)
            mistakes.add(new Mistake("titre", visit.say("agenda.outcome.form.titre.bad")));
        if (Math.max(text.length(), textEn.length()) > 5_000)
            mistakes.add(new Mistake("texte", visit.say("agenda.challenge.text.bad")));
        if (!mistakes.isEmpty()) return new ChallengeFormPage(gathering, number, fields, mistakes);
        teams.setChallenge(
                actor, gathering.slug(), number, new Bilingual(title, titleEn), Bilingual.ofNullable(text, textEn));
        return new Redirect(gathering.path() + "/defis");
    }

    @GetMapping("/equipes")
    TeamsPage index(@PathVariable String slug, Visit visit) {
        var gathering = hackathon(slug, visit.actor());
        return new TeamsPage(gathering, teams.list(gathering), isWorking(gathering));
    }

    private boolean isWorking(Gathering gathering) {
        return gathering.standing() == Gathering.Standing.PUBLISHED
                && clock.now().isBefore(gathering.endsAt());
    }

    @GetMapping(TEAM)
    TeamPage show(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var gathering = hackathon(slug, visit.actor());
        var team = published(gathering, number);
        var day = clock.today();
        return new TeamPage(
                gathering,
                team,
                Objects.requireNonNull(team.project()),
                traces.find(team.path(), day)
                        .map(thing -> traces.of(thing, day))
                        .orElse(null),
                visit.actor());
    }

    private Team published(Gathering gathering, int number) {
        var team = teams.get(gathering, number);
        if (!team.isPublic()) throw new NotFound("project of team " + number);
        return team;
    }

    @GetMapping(TEAM + "/fil")
    Page trace(@PathVariable String slug, @PathVariable int number, Visit visit) {
        return tracePages.page(published(hackathon(slug, null), number).path(), visit);
    }

    @GetMapping(TEAM + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String slug, @PathVariable int number, Visit visit) {
        return tracePages.json(published(hackathon(slug, null), number).path(), visit);
    }

    @GetMapping("/equipes/nouvelle")
    TeamFormPage form(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton, Visit visit) {
        return form(hackathon(slug, visit.actor()), jeton, Map.of(), List.of(), visit);
    }

    private TeamFormPage form(
            Gathering gathering, String secret, Map<String, String> typed, List<Mistake> mistakes, Visit visit) {
        var who = find(gathering, secret, visit);
        if (!isWorking(gathering)) throw new BadInput("agenda.team.late");
        return new TeamFormPage(
                gathering,
                secret,
                who.orElse(null),
                teams.list(gathering).stream()
                        .filter(t -> gathering.teamMost() == null || t.members() < gathering.teamMost())
                        .toList(),
                teams.listChallenges(gathering).stream()
                        .map(c -> new Choice(Integer.toString(c.number()), visit.in(c.title())))
                        .toList(),
                typed,
                mistakes);
    }

    /** Whoever is known by nothing is asked to sign in: the ticket's link would have said more. */
    private Optional<Participants.Participant> find(Gathering gathering, String secret, Visit visit) {
        if (secret.isEmpty() && visit.actor() == null) throw new SignInNeeded();
        return participants.find(gathering, secret, visit.actor());
    }

    private Participants.Participant get(Gathering gathering, String secret, Visit visit) {
        return find(gathering, secret, visit).orElseThrow(Forbidden::new);
    }

    @PostMapping("/equipes")
    Page create(@PathVariable String slug, @RequestParam Map<String, String> fields, Visit visit) {
        var gathering = hackathon(slug, visit.actor());
        String secret = OutcomeForm.typed(fields, "jeton"), name = OutcomeForm.typed(fields, "nom");
        String seeks = OutcomeForm.typed(fields, "cherche"), challenge = OutcomeForm.typed(fields, "defi");
        var who = get(gathering, secret, visit);
        var mistakes = new ArrayList<Mistake>();
        if (name.isEmpty() || name.length() > 120) mistakes.add(new Mistake("nom", visit.say("agenda.team.name.bad")));
        if (seeks.length() > 500) mistakes.add(new Mistake("cherche", visit.say("agenda.team.seeks.bad")));
        if (!challenge.isEmpty()
                && teams.listChallenges(gathering).stream()
                        .noneMatch(c -> Integer.toString(c.number()).equals(challenge)))
            mistakes.add(new Mistake("defi", visit.say("agenda.challenge.bad")));
        if (!mistakes.isEmpty()) return form(gathering, secret, fields, mistakes, visit);
        try {
            int number = teams.create(
                    gathering,
                    who,
                    new Teams.Sheet(
                            name,
                            challenge.isEmpty() ? null : Integer.valueOf(challenge),
                            seeks.isEmpty() ? null : seeks));
            return new Redirect(gathering.path() + "/equipes/" + number + "/membres" + TeamFormPage.query(secret));
        } catch (BadInput refused) {
            return form(gathering, secret, fields, List.of(new Mistake("nom", refused.sentence(visit))), visit);
        }
    }

    @GetMapping(TEAM + "/membres")
    TeamMembersPage members(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String jeton,
            Visit visit) {
        var gathering = hackathon(slug, visit.actor());
        var team = teams.get(gathering, number);
        var who = find(gathering, jeton, visit);
        return new TeamMembersPage(
                gathering, team, jeton, who.orElse(null), isWorking(gathering), typed(team), List.of());
    }

    private static Map<String, String> typed(Team team) {
        var typed = new HashMap<String, String>();
        if (team.seeks() != null) typed.put("cherche", team.seeks());
        var project = team.project();
        if (project == null) return typed;
        typed.put("titre", project.title());
        typed.put("texte", project.text());
        if (project.repository() != null) typed.put("depot", project.repository());
        if (project.demonstration() != null) typed.put("demonstration", project.demonstration());
        if (project.licence() != null) {
            boolean listed = TeamMembersPage.LICENCES.contains(project.licence());
            typed.put("licence", listed ? project.licence() : "autre");
            if (!listed) typed.put("autre_licence", project.licence());
        }
        return typed;
    }

    @PostMapping(TEAM + "/membres")
    Redirect join(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String jeton,
            Visit visit) {
        return act(slug, number, jeton, visit, (gathering, who) -> teams.join(gathering, number, who));
    }

    @PostMapping(TEAM + "/depart")
    Redirect leave(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String jeton,
            Visit visit) {
        act(slug, number, jeton, visit, (gathering, who) -> teams.leave(gathering, number, who));
        return new Redirect("/agenda/" + slug + "/equipes/nouvelle" + TeamFormPage.query(jeton));
    }

    private Redirect act(
            String slug, int number, String secret, Visit visit, BiConsumer<Gathering, Participants.Participant> act) {
        var gathering = hackathon(slug, visit.actor());
        act.accept(gathering, get(gathering, secret, visit));
        return new Redirect(gathering.path() + "/equipes/" + number + "/membres" + TeamFormPage.query(secret));
    }

    /** Keeps what is typed, and with « publier » publishes it. */
    @KeepsDrafts
    @PostMapping(TEAM + "/projet")
    Page describe(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam Map<String, String> fields,
            Visit visit) {
        var gathering = hackathon(slug, visit.actor());
        String secret = OutcomeForm.typed(fields, "jeton");
        var who = get(gathering, secret, visit);
        var team = teams.get(gathering, number);
        if (!who.isOf(team)) throw new Forbidden();
        var mistakes = mistakes(fields, visit);
        if (!mistakes.isEmpty())
            return new TeamMembersPage(gathering, team, secret, who, isWorking(gathering), fields, mistakes);
        String licence = OutcomeForm.typed(fields, "licence");
        teams.describe(
                gathering,
                number,
                who,
                orNull(OutcomeForm.typed(fields, "cherche")),
                new Team.Project(
                        OutcomeForm.typed(fields, "titre"),
                        OutcomeForm.typed(fields, "texte"),
                        orNull(OutcomeForm.typed(fields, "depot")),
                        orNull(OutcomeForm.typed(fields, "demonstration")),
                        orNull(licence.equals("autre") ? OutcomeForm.typed(fields, "autre_licence") : licence)),
                "publier".equals(fields.get("acte")));
        return new Redirect(team.path() + "/membres" + TeamFormPage.query(secret));
    }

    private static @Nullable String orNull(String typed) {
        return typed.isEmpty() ? null : typed;
    }

    private static List<Mistake> mistakes(Map<String, String> fields, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        String title = OutcomeForm.typed(fields, "titre"), text = OutcomeForm.typed(fields, "texte");
        if (OutcomeForm.typed(fields, "cherche").length() > 500)
            mistakes.add(new Mistake("cherche", visit.say("agenda.team.seeks.bad")));
        if (title.isEmpty() || title.length() > 200)
            mistakes.add(new Mistake("titre", visit.say("agenda.outcome.form.titre.bad")));
        if (text.isEmpty() || text.length() > 20_000)
            mistakes.add(new Mistake("texte", visit.say("agenda.outcome.form.texte.bad")));
        for (String field : List.of("depot", "demonstration")) {
            String url = OutcomeForm.typed(fields, field);
            if (!url.isEmpty() && !OutcomeForm.isAddress(url))
                mistakes.add(new Mistake(field, visit.say("agenda.outcome.form.lien.bad")));
        }
        String licence = OutcomeForm.typed(fields, "licence"), other = OutcomeForm.typed(fields, "autre_licence");
        if (!licence.isEmpty() && !licence.equals("autre") && !TeamMembersPage.LICENCES.contains(licence))
            mistakes.add(new Mistake("licence", visit.say("agenda.project.licence.bad")));
        if (licence.equals("autre") && (other.isEmpty() || other.length() > 100))
            mistakes.add(new Mistake("autre_licence", visit.say("agenda.project.licence.bad")));
        return mistakes;
    }

    @GetMapping(TEAM + "/resultat")
    TeamJudgementPage judgement(@PathVariable String slug, @PathVariable int number, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        return new TeamJudgementPage(gathering, teams.get(gathering, number));
    }

    @PostMapping(TEAM + "/resultat")
    Redirect judge(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam Map<String, String> fields,
            Actor actor) {
        String fr = OutcomeForm.typed(fields, "distinction"), en = OutcomeForm.typed(fields, "distinction_en");
        if (Math.max(fr.length(), en.length()) > 300) throw new BadInput("agenda.project.distinction.bad");
        teams.judge(actor, slug, number, Bilingual.ofNullable(fr, en), "oui".equals(fields.get("masquer")));
        return new Redirect("/agenda/" + slug + "/equipes");
    }
}
