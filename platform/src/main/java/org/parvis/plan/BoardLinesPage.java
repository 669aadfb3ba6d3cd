package org.parvis.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.parvis.web.Choice;
import org.parvis.web.Page;
import org.parvis.web.Tab;
import org.parvis.web.Visit;

/** The coordinator's board, commitment by commitment. */
record BoardLinesPage(ActionPlan plan, BoardFilter filter, Boards.Slice slice) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public List<Tab> tabs(Visit visit) {
        return BoardPage.tabs(visit, plan, filter.view());
    }

    public List<Choice> signs(Visit visit) {
        return Arrays.stream(Board.Sign.values())
                .map(sign -> new Choice(sign.slug(), visit.say("plan.board.sign", sign)))
                .toList();
    }

    public String sorted(Visit visit, BoardFilter.Sort sort) {
        return visit.with(Map.of("tri", sort.slug, "apres", ""));
    }

    public String ariaSort(BoardFilter.Sort sort) {
        return filter.sort() == sort ? "ascending" : "none";
    }

    public String first(Visit visit) {
        return filter.after() == null ? "" : visit.with(Map.of("apres", ""));
    }

    public String next(Visit visit) {
        if (!slice.hasMore()) return "";
        var last = slice.lines().getLast();
        return visit.with(Map.of("apres", last.rank() + "-" + last.number()));
    }
}
