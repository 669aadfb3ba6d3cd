package org.parvis.plan;

import java.util.ArrayList;
import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.web.Choice;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/** What something may be about, as a form offers it: the plans, their engagements, their ambitions. */
@Component
public class Subjects {
    private final Plans plans;
    private final CivicClock clock;

    Subjects(Plans plans, CivicClock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /** The address of the current plan; empty where there is none. */
    public String usual() {
        return plans.findCurrent(clock.today()).map(ActionPlan::path).orElse("");
    }

    /** Each by its address. */
    public List<Choice> list(Visit visit) {
        return list(visit, false);
    }

    /** The same with ambitions, which are parts of their engagement's page. */
    public List<Choice> listWithAmbitions(Visit visit) {
        return list(visit, true);
    }

    private List<Choice> list(Visit visit, boolean ambitions) {
        var choices = new ArrayList<Choice>();
        for (var plan : plans.list(clock.today())) {
            choices.add(new Choice(plan.path(), visit.in(plan.title())));
            for (var engagement : plans.listEngagements(plan)) {
                String path = plan.path() + "/engagements/" + engagement.number();
                String name = visit.say("plan.engagement", engagement.number());
                choices.add(new Choice(path, name + " – " + visit.in(engagement.title())));
                if (!ambitions) continue;
                for (var ambition : engagement.ambitions())
                    choices.add(new Choice(
                            path + "#ambition-" + ambition.number(),
                            name + ", " + visit.say("plan.ambition", ambition.number()) + " – "
                                    + visit.in(ambition.title())));
            }
        }
        return choices;
    }
}
