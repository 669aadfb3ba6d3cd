package org.parvis.plan;

import java.time.LocalDate;
import org.parvis.accounts.Organisation;
import org.parvis.web.Bilingual;

/** A commitment where it is one among many: what a row or a cell shows. */
public record CommitmentLine(
        String plan,
        int number,
        int engagementNumber,
        int ambitionNumber,
        Bilingual title,
        Organisation.Name lead,
        LocalDate endsOn,
        boolean fictional,
        CommitmentState state) {

    public String path() {
        return "/plans/" + plan + "/actions/" + number;
    }
}
