package org.parvis.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What an instance owes its public: the pages that every footer links to. */
@Controller
class FooterController {
    private final Prose prose;
    private final ObjectProvider<SitePages> rooms;

    FooterController(Prose prose, ObjectProvider<SitePages> rooms) {
        this.prose = prose;
        this.rooms = rooms;
    }

    @GetMapping("/accessibilite")
    ProsePage accessibility(Visit visit) {
        return prose.page("accessibilite", visit);
    }

    @GetMapping("/mentions-legales")
    ProsePage legalNotice(Visit visit) {
        return prose.page("mentions-legales", visit);
    }

    @GetMapping("/donnees-personnelles")
    ProsePage personalData(Visit visit) {
        return prose.page("donnees-personnelles", visit);
    }

    @GetMapping("/gouvernement-ouvert")
    ProsePage openGovernment(Visit visit) {
        return prose.page("gouvernement-ouvert", visit);
    }

    @GetMapping("/moderation/regles")
    ProsePage moderation(Visit visit) {
        return prose.page("moderation", visit);
    }

    @GetMapping("/plan-du-site")
    SiteMapPage siteMap(Visit visit) {
        var sections = new ArrayList<SitePages.Section>();
        sections.add(new SitePages.Section(
                visit.say("web.sitemap.main"),
                Stream.concat(Stream.of(new Crumb(visit.say("web.home"), "/")), named(Navigation.MAIN, visit).stream())
                        .toList()));
        rooms.orderedStream().forEach(room -> sections.add(room.section(visit)));
        sections.add(new SitePages.Section(
                visit.say("web.sitemap.about"),
                Stream.concat(
                                Stream.of(new Crumb(visit.say("web.nav.accessibility"), "/accessibilite")),
                                named(Navigation.FOOTER, visit).stream())
                        .filter(page -> Navigation.MAIN.stream()
                                .noneMatch(link -> link.path().equals(page.path())))
                        .toList()));
        return new SiteMapPage(sections);
    }

    private static List<Crumb> named(List<Navigation.Link> links, Visit visit) {
        return links.stream()
                .map(link -> new Crumb(visit.say(link.key()), link.path()))
                .toList();
    }
}
