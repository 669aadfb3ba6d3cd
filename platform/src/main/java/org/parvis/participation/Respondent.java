package org.parvis.participation;

import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;

/**
 * Who answers: a person by their account, someone without one by the key that their sheet's address holds, or an organiser who
 * types what a sheet of paper says.
 *
 * @param key empty before the first page is kept, and for the others
 * @param code of the sheet of paper, empty for the others
 */
record Respondent(@Nullable Actor actor, String key, String code) {
    AnswerSheet.Channel channel() {
        if (!code.isEmpty()) return AnswerSheet.Channel.PAPER;
        return actor == null || !key.isEmpty() ? AnswerSheet.Channel.OPEN : AnswerSheet.Channel.ACCOUNT;
    }

    Respondent with(String newKey) {
        return new Respondent(actor, newKey, code);
    }

    /** What the address of the next page says of them. */
    String query() {
        return key.isEmpty() ? code.isEmpty() ? "" : "&feuille=" + code : "&cle=" + key;
    }
}
