package org.parvis.accelerator;

import java.util.List;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * How a call's applications are ranked, and, once it is announced, which of them were selected and what decided.
 *
 * @param selected in their order; only those that consent are named
 */
record ResultsPage(
        Call call,
        List<Criterion> criteria,
        List<Ranked> selected,
        int ranked,
        List<Rankings.TieDraw> draws,
        List<Rankings.Move> moves)
        implements Page {

    @Override
    public boolean isPublic() {
        return call.isPublic();
    }

    public String decided(Ranked line, Visit visit) {
        return RankingPage.decided(line, criteria, visit);
    }

    /** Of a selected application, by number, once all is announced. */
    public List<Rankings.Move> moves(Ranked line) {
        return moves.stream().filter(m -> m.number() == line.number()).toList();
    }
}
