package org.parvis.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.BadInput;
import org.parvis.web.Language;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A plan read as its reviewers will, months before they do. */
@Controller
class AdviceController {
    private static final String ADVICE = "/plans/{slug:[a-z0-9-]+}/conseils";

    private final Plans plans;
    private final Objections objections;
    private final JsonMapper json;

    AdviceController(Plans plans, Objections objections, JsonMapper json) {
        this.plans = plans;
        this.objections = objections;
        this.json = json;
    }

    @GetMapping(ADVICE)
    AdvicePage show(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String conseil,
            @RequestParam(defaultValue = "0") String apres,
            Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        if (!apres.matches("[0-9]{1,6}")) throw new BadInput("plan.filter.number", "apres");
        var kind = kind(conseil);
        return new AdvicePage(
                plan,
                objections.read(plan, kind, Integer.parseInt(apres), visit.day()),
                objections.listScores(plan, visit.day()),
                kind);
    }

    private static Objection.@Nullable Kind kind(String slug) {
        if (slug.isEmpty()) return null;
        return Objection.Kind.find(slug)
                .orElseThrow(() -> new BadInput(
                        "plan.filter.bad",
                        "conseil",
                        Arrays.stream(Objection.Kind.values())
                                .map(Objection.Kind::slug)
                                .collect(Collectors.joining(", "))));
    }

    @GetMapping(ADVICE + ".json")
    void json(@PathVariable String slug, Visit visit, HttpServletResponse response) throws IOException {
        var plan = plans.get(slug, visit.day(), visit.actor());
        var advice = objections.read(plan, null, Integer.MAX_VALUE, visit.day());
        response.setContentType("application/json");
        response.setHeader("Cache-Control", plan.isPublic() ? "public, no-cache" : "private, no-store");
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writeStringProperty("plan", plan.slug());
            out.writeStringProperty("asOf", visit.day().toString());
            out.writeStringProperty("licence", "etalab-2.0");
            out.writeNumberProperty("score", advice.percent());
            out.writeNumberProperty("commitments", advice.commitments());
            out.writeNumberProperty("objections", advice.objections());
            out.writePOJOProperty("scores", objections.listScores(plan, visit.day()));
            out.writePOJOProperty("kinds", kinds(advice, visit));
            out.writeArrayPropertyStart("commitmentsToMend");
            objections.each(plan, visit.day(), advised -> {
                if (!advised.objections().isEmpty()) out.writePOJO(inWords(plan, advised, visit));
            });
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private static List<Map<String, Object>> kinds(Advice advice, Visit visit) {
        return Arrays.stream(Objection.Kind.values())
                .map(kind -> Map.<String, Object>of(
                        "kind", kind,
                        "commitments", advice.count(kind),
                        "title", said(visit, "plan.advice.kind." + kind.name()),
                        "why", said(visit, "plan.advice.why." + kind.name())))
                .toList();
    }

    private static Map<String, Object> inWords(ActionPlan plan, Advice.Advised advised, Visit visit) {
        var all = new LinkedHashMap<String, Object>();
        all.put("number", advised.number());
        all.put("title", advised.title());
        all.put("page", visit.absolute(plan.path() + "/actions/" + advised.number()));
        all.put(
                "objections",
                advised.objections().stream()
                        .map(objection -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("kind", objection.kind());
                            if (objection.milestone() != null) one.put("milestone", objection.milestone());
                            one.put("field", objection.field());
                            one.put("found", objection.found());
                            one.put("mend", visit.absolute(objection.pathToMend(plan)));
                            return one;
                        })
                        .toList());
        return all;
    }

    private static Map<String, String> said(Visit visit, String key) {
        return Arrays.stream(Language.values())
                .collect(Collectors.toMap(
                        Language::code, language -> visit.instance().messages().say(language, key)));
    }
}
