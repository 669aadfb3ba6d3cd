package org.parvis.library;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * The editor of an article.
 *
 * @param article none where it is new
 * @param kept whether what it shows was kept from an earlier sitting
 * @param preview whether it shows what readers would
 * @param theirs what another wrote since, against what is typed here; none where nobody did
 */
record ArticleFormPage(
        Article.Kind kind,
        @Nullable Article article,
        List<Article.Template> templates,
        ArticleForm form,
        boolean kept,
        boolean preview,
        @Nullable List<Difference> theirs,
        List<Mistake> mistakes)
        implements Correctable {
    @Override
    public int status() {
        return theirs != null ? 409 : Correctable.super.status();
    }

    public String action() {
        return article == null ? kind.path() : article.path() + "/modification";
    }

    public List<Choice> licences(Visit visit) {
        return Arrays.stream(Licence.values())
                .map(l -> new Choice(l.name(), visit.say("library.licence", l)))
                .toList();
    }

    public List<Choice> removable(Visit visit) {
        return templates.stream()
                .map(t -> new Choice(Integer.toString(t.position()), visit.in(t.title())))
                .toList();
    }

    public boolean hasSteps() {
        return kind == Article.Kind.KIT || kind == Article.Kind.TOOL;
    }

    public Bilingual typed(String name) {
        return new Bilingual(form.get(name), form.get(name + "_en"));
    }
}
