package org.parvis.library;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own copy of a checklist. */
@Controller
@RequestMapping("/" + Article.Kind.SECTION + "/{slug:[a-z0-9-]+}/ma-liste")
class ChecklistController {
    private final Articles articles;
    private final Checklists checklists;

    ChecklistController(Articles articles, Checklists checklists) {
        this.articles = articles;
        this.checklists = checklists;
    }

    @GetMapping
    TicksPage show(@PathVariable String section, @PathVariable String slug, Actor actor) {
        var article = articles.getPublic(Article.Kind.ofSection(section), slug);
        return new TicksPage(article, checklists.listTicked(actor, article));
    }

    @PostMapping
    Page keep(
            @PathVariable String section,
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor) {
        var article = articles.getPublic(Article.Kind.ofSection(section), slug);
        checklists.keep(actor, article, Set.copyOf(Objects.requireNonNullElse(fields.get("fait"), List.of())));
        return new Redirect(article.path() + "/ma-liste");
    }
}
