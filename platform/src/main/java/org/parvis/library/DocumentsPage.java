package org.parvis.library;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Language;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** The repository: documents by plan and stage. */
record DocumentsPage(
        DocumentFilter filter,
        List<Documents.PlanOf> plans,
        Documents.Slice slice,
        boolean first,
        @Nullable Actor actor)
        implements Page {
    public boolean isEditor() {
        return Article.isEditor(actor);
    }

    /** The stages of which there is something on this page, in their order. */
    public List<Document.Stage> stages() {
        return Arrays.stream(Document.Stage.values())
                .filter(s -> !in(s).isEmpty())
                .toList();
    }

    public List<Document> in(Document.Stage stage) {
        return slice.documents().stream().filter(d -> d.stage() == stage).toList();
    }

    public List<Choice> plans(Visit visit) {
        return plans.stream()
                .map(p -> new Choice(p.slug(), visit.in(p.title())))
                .toList();
    }

    public List<Choice> allStages(Visit visit) {
        return Arrays.stream(Document.Stage.values())
                .map(s -> new Choice(s.slug(), visit.say("library.stage", s)))
                .toList();
    }

    public List<Choice> languages(Visit visit) {
        return Arrays.stream(Language.values())
                .map(l -> new Choice(l.code(), visit.say("web.language", l)))
                .toList();
    }

    public List<Choice> formats() {
        return Arrays.stream(FileType.values())
                .map(t -> new Choice(DocumentFilter.slug(t), Document.format(t)))
                .toList();
    }

    public String chosen(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Document.Stage stage -> stage.slug();
            case Language language -> language.code();
            case FileType type -> DocumentFilter.slug(type);
            default -> value.toString();
        };
    }

    public String next(Visit visit) {
        return slice.more()
                ? visit.with(java.util.Map.of(
                        "apres", Long.toString(slice.documents().getLast().id())))
                : "";
    }
}
