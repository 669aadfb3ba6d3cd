package org.parvis.opendata;

import java.util.List;
import org.parvis.web.Crumb;
import org.parvis.web.SitePages;
import org.parvis.web.Visit;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The same for people: what there is, and how a program reads it. */
@Controller
@Order(90)
class OpenDataController implements SitePages {
    private final Resources resources;

    OpenDataController(Resources resources) {
        this.resources = resources;
    }

    @GetMapping("/donnees")
    DataPage data() {
        return new DataPage(resources.all());
    }

    @GetMapping("/api")
    ApiPage api() {
        return new ApiPage(resources.all());
    }

    @Override
    public Section section(Visit visit) {
        return new Section(
                visit.say("opendata.section"),
                List.of(
                        new Crumb(visit.say("opendata.data.short"), "/donnees"),
                        new Crumb(visit.say("opendata.api.title"), "/api")));
    }
}
