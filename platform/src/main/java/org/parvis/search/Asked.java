package org.parvis.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.web.BadInput;

/**
 * What someone types: words, all of which are wanted; phrases in quotes; a minus before what is not wanted.
 *
 * @param typed as it comes back into the field
 */
record Asked(String typed, List<Term> terms) {
    static final int LONGEST = 200, MOST = 20;

    private static final Pattern TERM =
            Pattern.compile("(?<not>-)?(?:[\"“”«](?<phrase>[^\"“”»]*)[\"“”»]?|(?<word>[^\\s\"“”«»]+))");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Z}\\s]+");

    /** A word or a phrase, wanted or not. */
    record Term(String said, boolean wanted, boolean phrase) {
        @Override
        public String toString() {
            return (wanted ? "" : "-") + (phrase ? "\"" + said + "\"" : said);
        }
    }

    /** @throws BadInput where it is longer than anybody types */
    static Asked of(String q) {
        if (q.length() > 4 * LONGEST) throw new BadInput("search.long", LONGEST);
        String typed = UNSEEN.matcher(Normalizer.normalize(q, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        if (typed.length() > LONGEST) throw new BadInput("search.long", LONGEST);
        var terms = new ArrayList<Term>();
        Matcher found = TERM.matcher(typed);
        while (found.find()) {
            boolean phrase = found.group("phrase") != null;
            String said = (phrase ? found.group("phrase") : found.group("word")).strip();
            if (said.codePoints().anyMatch(Character::isLetterOrDigit))
                terms.add(new Term(said, found.group("not") == null, phrase));
        }
        if (terms.size() > MOST) throw new BadInput("search.many-words", MOST);
        return new Asked(typed, List.copyOf(terms));
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Whether there is something to find, not only something to leave out. */
    boolean wantsSomething() {
        return terms.stream().anyMatch(Term::wanted);
    }

    /** The same with other terms. */
    static Asked of(List<Term> terms) {
        return new Asked(terms.stream().map(Term::toString).collect(Collectors.joining(" ")), terms);
    }

    Stream<Term> wanted(boolean wanted) {
        return terms.stream().filter(t -> t.wanted() == wanted);
    }
}
