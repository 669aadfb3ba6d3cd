package org.parvis.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class CommentsTest {
    private static final Instant NOW = Instant.parse("2022-05-02T07:00:00Z");
    private static final Subject SUBJECT = new Subject("/essai", new Bilingual("Essai", null), "ditp", false);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    Comments comments;

    private Actor someone(String account, @Nullable Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(id, account, role == null ? List.of() : List.of(new Actor.Mandate(role, organisation)));
    }

    private Actor member() {
        return someone("member", null, null);
    }

    @BeforeEach
    void nobody_has_spoken_this_hour() {
        db.sql("delete from comment_rate").update();
    }

    private long said() {
        return comments.post(member(), SUBJECT, null, null, "Une question ?", NOW);
    }

    @Test
    void the_reply_of_the_lead_is_its_answer_and_an_act_of_office() {
        long question = said();
        long acts = acts("discussion.answered");
        comments.post(
                someone("contributor-justice", Role.CONTRIBUTOR, "justice"),
                SUBJECT,
                question,
                null,
                "D’un autre ministère",
                NOW);
        assertThat(acts("discussion.answered")).isEqualTo(acts);
        assertThat(comments.listUnanswered(List.of("ditp"), 100))
                .extracting(Comment::id)
                .contains(question);
        comments.post(someone("contributor", Role.CONTRIBUTOR, "ditp"), SUBJECT, question, null, "Voici", NOW);
        assertThat(acts("discussion.answered")).isEqualTo(acts + 1);
        assertThat(comments.get(question).replies())
                .extracting(r -> r.institution() != null)
                .containsExactly(false, true);
        assertThat(comments.listUnanswered(List.of("ditp"), 100))
                .extracting(Comment::id)
                .doesNotContain(question);
        assertThat(comments.listAnswersTo(member(), NOW, 10)).isNotEmpty();
    }

    private long acts(String kind) {
        return db.sql("select count(*) from journal_entry where kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    @Test
    void one_level_of_replies_and_no_more() {
        long reply = comments.post(member(), SUBJECT, said(), null, "Moi aussi", NOW);
        assertThatThrownBy(() -> comments.post(member(), SUBJECT, reply, null, "Encore", NOW))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void an_author_mends_their_words_for_a_quarter_of_an_hour_and_what_they_were_stays() {
        long id = said();
        comments.edit(member(), id, "Une autre question ?", NOW.plus(Duration.ofMinutes(14)));
        assertThat(comments.get(id).edits())
                .singleElement()
                .extracting(Comment.Edit::was)
                .isEqualTo("Une question ?");
        assertThatThrownBy(() -> comments.edit(member(), id, "Trop tard", NOW.plus(Duration.ofMinutes(15))))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> comments.edit(someone("moderator", Role.MODERATOR, null), id, "À sa place", NOW))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void what_is_withdrawn_leaves_a_mark() {
        long id = said();
        assertThatThrownBy(() -> comments.withdraw(someone("moderator", Role.MODERATOR, null), id, NOW))
                .isInstanceOf(Forbidden.class);
        comments.withdraw(member(), id, NOW);
        assertThat(comments.get(id).standing()).isEqualTo(Comment.Standing.WITHDRAWN);
        assertThat(comments.list(SUBJECT.path(), id + 1, 1).comments())
                .extracting(Comment::id)
                .containsExactly(id);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void only_a_moderator_hides(Role role) {
        long id = said();
        var actor = someone("observer", role, null);
        if (role != Role.MODERATOR) {
            assertThatThrownBy(() -> comments.moderate(actor, id, true, "Insulte", NOW))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> comments.listAlerted(actor)).isInstanceOf(Forbidden.class);
            return;
        }
        comments.alert(member(), id, "À voir", NOW);
        comments.alert(member(), id, "À revoir", NOW);
        assertThat(comments.listAlerted(actor))
                .anySatisfy(a -> assertThat(a.reasons()).containsExactly("À voir"));
        comments.moderate(actor, id, true, "Insulte", NOW.plusSeconds(1));
        assertThat(comments.get(id).reason()).isEqualTo("Insulte");
        assertThatThrownBy(() -> comments.moderate(actor, id, true, "Encore", NOW))
                .isInstanceOf(BadInput.class);
        comments.moderate(actor, id, false, "Erreur", NOW.plusSeconds(2));
        assertThat(comments.get(id).isShown()).isTrue();
    }

    @Test
    void of_sixty_four_comments_at_once_by_one_account_twenty_are_taken() throws Exception {
        var taken = new AtomicInteger();
        var refused = new AtomicInteger();
        List<Callable<Object>> acts = IntStream.range(0, 64)
                .<Callable<Object>>mapToObj(i -> () -> {
                    try {
                        comments.post(member(), SUBJECT, null, null, "Vite " + i, NOW);
                        return taken.incrementAndGet();
                    } catch (Comments.TooOften e) {
                        return refused.incrementAndGet();
                    }
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(64)) {
            for (var done : threads.invokeAll(acts)) done.get();
        }
        assertThat(taken).hasValue(Comments.AN_HOUR);
        assertThat(refused).hasValue(64 - Comments.AN_HOUR);
        comments.post(member(), SUBJECT, null, null, "L’heure suivante", NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void pages_of_a_thread_show_each_comment_once() {
        var subject = new Subject("/essai/pages", new Bilingual("Pages", null), null, false);
        for (int i = 0; i < 7; i++) comments.post(member(), subject, null, null, "Nº " + i, NOW);
        var first = comments.list(subject.path(), 0, 4);
        var second = comments.list(subject.path(), first.comments().getLast().id(), 4);
        assertThat(first.hasMore()).isTrue();
        assertThat(second.hasMore()).isFalse();
        assertThat(first.total()).isEqualTo(7);
        assertThat(java.util.stream.Stream.concat(first.comments().stream(), second.comments().stream())
                        .map(Comment::text))
                .containsExactly("Nº 6", "Nº 5", "Nº 4", "Nº 3", "Nº 2", "Nº 1", "Nº 0");
    }

    @Test
    void a_member_speaks_the_lead_answers_and_a_visitor_reads_both() {
        String path = "/plans/2021-2023/actions/2/discussion";
        var member = Browser.of(port, "member");
        var form = member.open(path + "/nouveau").form(path);
        var empty =
                form.with("texte", "http://a.fr <b> http://b.fr http://c.fr").send();
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("href=\"#texte\"", "http://a.fr &lt;b");
        var said = form.with("texte", "Où en est <b>la liste</b> ?\nMerci").send();
        assertThat(said.statusCode()).isEqualTo(303);
        String location = said.headers().firstValue("Location").orElseThrow();
        String comment = "/commentaires/" + location.substring(location.lastIndexOf('-') + 1);
        var lead = Browser.of(port, "contributor");
        assertThat(lead.open("/taches").html).contains(comment);
        assertThat(lead.open(comment)
                        .form(comment + "/reponse")
                        .with("reponse", "Elle arrive.")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        var visitor = new Browser(port);
        assertThat(visitor.open(path).html)
                .contains("Où en est &lt;b", "<br>", "Elle arrive.", "réponse de l’institution porteuse");
        assertThat(visitor.open("/plans/2021-2023/actions/2").html).contains("Elle arrive.");
        assertThat(visitor.get(path).headers().firstValue("Cache-Control")).contains("public, no-cache");
        assertThat(Browser.of(port, "member").get(comment).body()).doesNotContain(comment + "/moderation");
        var moderator = Browser.of(port, "moderator");
        var reasonless = moderator.open(comment).form(comment + "/moderation").send();
        assertThat(reasonless.statusCode()).isEqualTo(422);
        assertThat(moderator
                        .open(comment)
                        .form(comment + "/moderation")
                        .with("motif", "Essai")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        assertThat(visitor.open(path).html).contains("Motif : Essai").doesNotContain("la liste");
    }
}
