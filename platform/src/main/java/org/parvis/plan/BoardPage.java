package org.parvis.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.parvis.web.Page;
import org.parvis.web.Tab;
import org.parvis.web.Visit;

/** The coordinator's board, by lead or by engagement. */
record BoardPage(BoardFilter filter, Board board) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    /** In the order of the name, or of one sign's figures, the highest first. */
    public List<Board.Row> rows() {
        var rows = filter.view() == BoardFilter.View.ENGAGEMENTS ? board.engagements() : board.leads();
        var sign = filter.sign();
        if (sign == null) return rows;
        return rows.stream()
                .sorted(Comparator.comparingLong(
                        (Board.Row row) -> -row.figures().of(sign)))
                .toList();
    }

    public boolean isByEngagement() {
        return filter.view() == BoardFilter.View.ENGAGEMENTS;
    }

    public List<Tab> tabs(Visit visit) {
        return tabs(visit, board.plan(), filter.view());
    }

    static List<Tab> tabs(Visit visit, ActionPlan plan, BoardFilter.View current) {
        return java.util.Arrays.stream(BoardFilter.View.values())
                .map(view -> new Tab(
                        visit.say("plan.board.view", view),
                        visit.link("/pilotage") + "?plan=" + plan.slug() + "&vue=" + view.slug,
                        view == current))
                .toList();
    }

    /** Where the rows are sorted by a sign. */
    public String sorted(Visit visit, Board.Sign sign) {
        return visit.with(Map.of("signe", sign == filter.sign() ? "" : sign.slug()));
    }

    /** The commitments behind a figure. */
    public String behind(Visit visit, Board.Row row, Board.Sign sign) {
        return of(visit, (isByEngagement() ? "&engagement=" : "&porteur=") + row.key() + "&signe=" + sign.slug());
    }

    public String behind(Visit visit, Board.Sign sign) {
        return of(visit, "&signe=" + sign.slug());
    }

    private String of(Visit visit, String narrowed) {
        return visit.link("/pilotage") + "?plan=" + board.plan().slug() + "&vue=actions" + narrowed;
    }
}
