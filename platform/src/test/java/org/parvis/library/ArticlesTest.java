package org.parvis.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.Email;
import org.parvis.accounts.PersonErased;
import org.parvis.house.CivicClock;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class ArticlesTest {
    private static final Article.Kind KIT = Article.Kind.KIT;

    @Autowired
    GivenArticle given;

    @Autowired
    Articles articles;

    @Autowired
    Checklists checklists;

    @Autowired
    Feedbacks feedbacks;

    @Autowired
    Traces traces;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationEventPublisher events;

    private Actor editor() {
        return given.editor();
    }

    @Test
    void a_draft_is_read_by_nobody_until_it_is_published() {
        var draft = given.draft();
        assertThat(articles.findPublic(KIT, draft.slug())).isEmpty();
        assertThat(traces.find(draft.path(), clock.today())).isEmpty();
        articles.publish(editor(), KIT, draft.slug(), null);
        assertThat(articles.getPublic(KIT, draft.slug()).version().edition()).isEqualTo(1);
        assertThat(traces.find(draft.path(), clock.today())).isPresent();
        assertThat(articles.listPublic(KIT, null, 1).articles())
                .extracting(Article::slug)
                .containsExactly(draft.slug());
    }

    @Test
    void what_is_scheduled_appears_at_its_hour_by_itself() {
        var draft = given.draft();
        articles.publish(editor(), KIT, draft.slug(), clock.now().plus(Duration.ofHours(2)));
        assertThat(articles.findPublic(KIT, draft.slug())).isEmpty();
        time.pass(Duration.ofHours(3));
        assertThat(articles.findPublic(KIT, draft.slug())).isPresent();
    }

    @Test
    void what_is_scheduled_may_be_given_up() {
        var draft = given.draft();
        articles.publish(editor(), KIT, draft.slug(), clock.now().plus(Duration.ofHours(2)));
        articles.unschedule(editor(), KIT, draft.slug());
        time.pass(Duration.ofHours(3));
        assertThat(articles.findPublic(KIT, draft.slug())).isEmpty();
    }

    @Test
    void readers_keep_the_edition_they_know_until_the_next_is_published_with_what_changed() {
        var kit = given.published();
        articles.save(editor(), kit, 1, GivenArticle.sheet("Un meilleur kit", "Le guide, revu."));
        assertThat(articles.getPublic(KIT, kit.slug()).title().fr()).isEqualTo("Un kit");
        assertThatThrownBy(() -> articles.publish(editor(), KIT, kit.slug(), null))
                .isInstanceOf(BadInput.class)
                .hasMessage("library.steps.change");
        articles.save(editor(), kit, 2, GivenArticle.sheet("Un meilleur kit", "Le guide, revu.", "Revu."));
        articles.publish(editor(), KIT, kit.slug(), null);
        assertThat(articles.getPublic(KIT, kit.slug()).version().edition()).isEqualTo(2);
        assertThat(articles.listEditions(kit))
                .extracting(v -> v.title().fr())
                .containsExactly("Un meilleur kit", "Un kit");
    }

    @Test
    void of_many_who_save_over_the_same_version_one_does() throws Exception {
        var kit = given.draft();
        var editor = editor();
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            var sheet = GivenArticle.sheet("De " + i, "Texte");
            writers.add(() -> {
                try {
                    articles.save(editor, kit, 1, sheet);
                    return true;
                } catch (Articles.SavedSince since) {
                    return false;
                }
            });
        }
        int saved = 0;
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(writers)) if (done.get()) saved++;
        }
        assertThat(saved).isEqualTo(1);
        assertThat(articles.listVersions(kit, editor)).hasSize(2);
    }

    @Test
    void a_restored_version_is_one_more_and_the_database_lets_none_be_rewritten() {
        var kit = given.draft();
        articles.save(editor(), kit, 1, GivenArticle.sheet("Autre", "Autre texte"));
        articles.restore(editor(), kit, 1);
        var versions = articles.listVersions(kit, editor());
        assertThat(versions).hasSize(3);
        assertThat(versions.getFirst().title().fr()).isEqualTo("Un kit");
        assertThat(versions.getFirst().restores()).isEqualTo(1);
        assertThatThrownBy(() -> db.sql("update article_version set title_fr = 'Faux' where article_id = ?")
                        .param(kit.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("delete from article_version where article_id = ?")
                        .param(kit.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void what_is_withdrawn_says_why_and_may_be_given_back() {
        var kit = given.published();
        articles.withdraw(editor(), KIT, kit.slug(), new Bilingual("Une erreur.", null));
        assertThat(articles.findPublic(KIT, kit.slug())).isEmpty();
        assertThat(traces.find(kit.path(), clock.today())).isEmpty();
        articles.giveBack(editor(), KIT, kit.slug());
        assertThat(articles.findPublic(KIT, kit.slug())).isPresent();
    }

    @Test
    void what_it_is_about_is_told_on_both_sides_once_it_is_public() {
        var draft = given.draft();
        articles.relate(editor(), draft, "/plans/2021-2023/actions/47", new Bilingual("Il y sert.", null));
        assertThatThrownBy(() -> articles.relate(editor(), draft, "/plans/1900", new Bilingual("Non.", null)))
                .hasMessage("trace.unknown");
        var action = traces.find("/plans/2021-2023/actions/47", clock.today()).orElseThrow();
        assertThat(traces.of(action, clock.today()).down())
                .noneMatch(s -> s.thing().address().equals(draft.path()));
        articles.publish(editor(), KIT, draft.slug(), null);
        assertThat(traces.of(action, clock.today()).down())
                .anyMatch(s -> s.thing().address().equals(draft.path()));
    }

    @Test
    void a_tick_is_its_persons_own_and_outlives_an_edition_that_keeps_its_step() {
        var kit = given.published();
        var member = given.member();
        var steps = kit.version().checklist().steps().map(Checklist.Step::key).toList();
        checklists.keep(member, kit, List.of(steps.get(1), "0123456789abcdef"));
        assertThat(checklists.listTicked(member, kit)).containsExactly(steps.get(1));
        assertThat(checklists.listTicked(given.member(), kit)).isEmpty();
        assertThat(Checklist.of(new Bilingual("Nouveau\n" + GivenArticle.STEPS, null))
                        .steps()
                        .map(Checklist.Step::key))
                .contains(steps.get(1));
        checklists.keep(member, kit, List.of());
        assertThat(checklists.listTicked(member, kit)).isEmpty();
    }

    @Test
    void feedback_counts_once_a_person_and_goes_with_their_account() {
        var kit = given.published();
        var member = given.member();
        feedbacks.give(member, kit, Feedbacks.Rating.USELESS, "Trop long.");
        feedbacks.give(member, kit, Feedbacks.Rating.USEFUL, "Bien.");
        checklists.keep(
                member,
                kit,
                kit.version().checklist().steps().map(Checklist.Step::key).toList());
        assertThat(feedbacks.count(kit)).isEqualTo(new Feedbacks.Count(1, 1));
        assertThat(feedbacks.list(editor(), kit))
                .extracting(Feedbacks.Feedback::text)
                .containsExactly("Bien.");
        assertThatThrownBy(() -> feedbacks.list(member, kit)).isInstanceOf(Forbidden.class);
        events.publishEvent(new PersonErased(member.personId(), new Email("parti@library.example")));
        assertThat(feedbacks.count(kit).all()).isZero();
        assertThat(checklists.listTicked(member, kit)).isEmpty();
    }

    @Test
    void a_checklist_that_cannot_be_ticked_is_refused_with_what_is_wrong() {
        assertThat(Checklist.fault(new Bilingual("Une fois\nUne fois", null))).isEqualTo("library.form.etapes.twice");
        assertThat(Checklist.fault(new Bilingual("# Titre\nA\nB", "# Title\nA")))
                .isEqualTo("library.form.etapes.uneven");
        assertThat(Checklist.fault(new Bilingual("A\n#", null))).isEqualTo("library.form.etapes.empty");
        assertThat(Checklist.fault(new Bilingual(GivenArticle.STEPS, null))).isNull();
    }

    @Test
    void a_difference_tells_words_within_paragraphs_and_is_bounded() {
        assertThat(Difference.of("texte", "Le guide.\n\nUn mot ici.\n", "Le guide.\n\nDeux mots ici.\n")
                        .getFirst()
                        .parts())
                .contains(
                        new Difference.Part(Difference.Change.REMOVED, "Un mot "),
                        new Difference.Part(Difference.Change.ADDED, "Deux mots "));
        assertThat(Difference.of("texte", "pareil", "pareil")).isEmpty();
        String before = "a\n".repeat(30_000), after = "b\n".repeat(30_000);
        assertThat(Difference.of("texte", before, after).getFirst().parts())
                .containsExactly(
                        new Difference.Part(Difference.Change.REMOVED, before),
                        new Difference.Part(Difference.Change.ADDED, after));
    }

    @Test
    void only_the_coordination_writes() {
        var kit = given.draft();
        var member = given.member();
        var sheet = GivenArticle.sheet("Publicité", "…");
        assertThatThrownBy(() -> articles.create(member, KIT, GivenArticle.slug(), sheet))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> articles.save(member, kit, 1, sheet)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> articles.publish(member, KIT, kit.slug(), null))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> articles.withdraw(member, KIT, kit.slug(), new Bilingual("x", null)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> articles.restore(member, kit, 1)).isInstanceOf(Forbidden.class);
    }
}
