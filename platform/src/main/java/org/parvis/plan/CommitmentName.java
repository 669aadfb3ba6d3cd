package org.parvis.plan;

import org.parvis.web.Bilingual;

/** What is needed to name a commitment and to link to it. */
public record CommitmentName(String plan, int number, Bilingual title) {
    public String path() {
        return "/plans/" + plan + "/actions/" + number;
    }
}
