package org.parvis.search;

import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The search of the whole site. */
@Controller
class SearchController {
    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @GetMapping("/recherche")
    SearchPage search(@RequestParam MultiValueMap<String, String> parameters, Visit visit) {
        var filter = SearchFilter.of(parameters);
        String q = parameters.getFirst("q");
        var asked = Asked.of(q == null ? "" : q);
        return new SearchPage(
                asked, filter, asked.wantsSomething() ? search.find(asked, filter, visit.language()) : null);
    }
}
