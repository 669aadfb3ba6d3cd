package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SortitionTest {
    private static final Options LEXIMIN = Options.of(Method.LEXIMIN);

    @Test
    void one_person_who_alone_is_rare_is_on_every_panel() {
        Pool pool = pool("rare", "common", "common", "common");
        Quotas quotas = new Quotas(List.of(new Quota("kind", "rare", 1, 1), new Quota("kind", "common", 1, 2)));
        Allocation found = Sortition.allocate(pool, quotas, 2, LEXIMIN);
        assertThat(found.chances()[0]).isCloseTo(1, within(1e-6));
        assertThat(found.minimum()).isCloseTo(1 / 3.0, within(1e-6));
        assertThat(found.gap()).isLessThan(1e-6);
    }

    @Test
    void who_can_be_on_no_panel_is_named_and_the_others_chances_stay_fair() {
        // Over real numbers half of each would do; whole panels are two of the first three.
        Pool pool = new Pool(
                List.of("a", "b", "c"),
                List.of(
                        new Person("1", List.of("yes", "yes", "no"), null),
                        new Person("2", List.of("yes", "no", "yes"), null),
                        new Person("3", List.of("no", "yes", "yes"), null),
                        new Person("4", List.of("no", "no", "no"), null)));
        var quotas = new ArrayList<Quota>();
        for (String feature : pool.features()) {
            quotas.add(new Quota(feature, "yes", 1, 2));
            quotas.add(new Quota(feature, "no", 0, 1));
        }
        Allocation found = Sortition.allocate(pool, new Quotas(quotas), 2, LEXIMIN);
        assertThat(found.excluded()).extracting(Person::id).containsExactly("4");
        assertThat(found.chances()).usingComparatorWithPrecision(1e-6).containsExactly(2 / 3.0, 2 / 3.0, 2 / 3.0, 0);
        assertThat(found.complete()).isTrue();
    }

    @Test
    void quotas_that_nobody_meets_come_back_with_the_smallest_change() {
        Pool pool = pool("rare", "common", "common", "common");
        Quotas quotas = new Quotas(List.of(new Quota("kind", "rare", 2, 2), new Quota("kind", "common", 0, 1)));
        assertThatThrownBy(() -> Sortition.allocate(pool, quotas, 3, LEXIMIN))
                .isInstanceOfSatisfying(
                        Unfeasible.class,
                        none -> assertThat(none.relaxations())
                                .containsExactly(
                                        new Relaxation(quotas.list().get(0), 1, 2),
                                        new Relaxation(quotas.list().get(1), 0, 2)))
                .hasMessage(
                        "No panel meets these quotas. The pool has 1 people whose kind is “rare”, and the panel wants 2."
                                + " The smallest change that lets one exist: kind “rare”: lower the minimum from 2 to 1;"
                                + " kind “common”: raise the maximum from 1 to 2.");
    }

    @Test
    void raising_a_maximum_is_preferred_to_lowering_a_minimum() {
        Pool pool = pool("a", "a", "b", "b");
        Quotas quotas = new Quotas(List.of(new Quota("kind", "a", 1, 1), new Quota("kind", "b", 1, 1)));
        assertThatThrownBy(() -> Sortition.allocate(pool, quotas, 3, LEXIMIN))
                .hasMessageContaining("The maximums of kind add up to 2 for 3 places.")
                .hasMessageContaining("raise the maximum from 1 to 2");
    }

    @Test
    void an_address_gives_at_most_one_person() {
        Pool pool = new Pool(
                List.of("kind"),
                List.of(
                        new Person("1", List.of("a"), "home"),
                        new Person("2", List.of("a"), "home"),
                        new Person("3", List.of("a"), null)));
        Quotas quotas = new Quotas(List.of(new Quota("kind", "a", 0, 3)));
        Allocation found = Sortition.allocate(pool, quotas, 2, LEXIMIN);
        assertThat(found.chances()).usingComparatorWithPrecision(1e-6).containsExactly(0.5, 0.5, 1);
        assertThatThrownBy(() -> Sortition.allocate(pool, quotas, 3, LEXIMIN))
                .hasMessageContaining("at most one person an address");
    }

    @Test
    void a_panel_larger_than_the_pool_is_refused() {
        Quotas quotas = new Quotas(List.of(new Quota("kind", "a", 0, 3)));
        assertThatThrownBy(() -> Sortition.allocate(pool("a", "a"), quotas, 3, LEXIMIN))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("The panel has 3 places and the pool 2 people.");
        assertThatThrownBy(() -> Sortition.allocate(pool("a", "b"), quotas, 1, LEXIMIN))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("“1”: the quotas know no kind “b”, only a.");
    }

    @Test
    void the_order_of_the_pool_changes_nobodys_chance_and_a_search_repeats_itself() {
        Pool pool = Pools.volunteers(120);
        Allocation found = Sortition.allocate(pool, Pools.QUOTAS, 15, LEXIMIN);
        var people = new ArrayList<>(pool.people());
        Collections.shuffle(people, new Random(3));
        Allocation again = Sortition.allocate(new Pool(pool.features(), people), Pools.QUOTAS, 15, LEXIMIN);
        for (int i = 0; i < people.size(); i++)
            assertThat(again.chances()[i])
                    .isEqualTo(found.chances()[pool.people().indexOf(people.get(i))]);
        Urn urn = Urn.of(found, 200, 1);
        Urn same = Urn.of(Sortition.allocate(pool, Pools.QUOTAS, 15, LEXIMIN), 200, 1);
        for (int p = 0; p < 200; p++)
            assertThat(same.panels().get(p)).containsExactly(urn.panels().get(p));
    }

    @Test
    void a_search_that_is_stopped_gives_its_best_and_says_what_is_certain() {
        var told = new ArrayList<Progress>();
        Allocation stopped = Sortition.allocate(
                Pools.volunteers(150),
                Pools.QUOTAS,
                15,
                LEXIMIN.telling(told::add).until(() -> told.size() >= 1));
        assertThat(stopped.complete()).isFalse();
        assertThat(told).isNotEmpty();
        Allocation whole = Pools.leximin(150);
        assertThat(whole.complete()).isTrue();
        assertThat(stopped.minimum()).isLessThanOrEqualTo(whole.minimum() + 1e-6);
        assertThat(stopped.upperBound()).isGreaterThanOrEqualTo(whole.minimum() - 1e-9);
        assertThat(stopped.gap()).isEqualTo(stopped.upperBound() - stopped.minimum());
    }

    @Test
    void a_search_that_is_stopped_before_its_first_panel_has_nothing_to_give_and_says_so() {
        for (Options stopped : List.of(LEXIMIN.within(Duration.ZERO), LEXIMIN.until(() -> true)))
            assertThatThrownBy(() -> Sortition.allocate(Pools.volunteers(60), Pools.QUOTAS, 15, stopped))
                    .isInstanceOf(NoPanelYet.class)
                    .hasMessage("No panel was found before the search ended, and that none exists is not proven."
                            + " The time is over, or the search was cancelled.");
    }

    /** Market split: twenty-five halves to meet exactly with a hundred people. */
    @Test
    void a_first_panel_that_is_hard_to_find_is_looked_for_within_the_limit_and_until_cancelled() {
        Pool pool = market();
        var quotas = new ArrayList<Quota>();
        for (String feature : pool.features()) {
            quotas.add(new Quota(feature, "yes", 25, 25));
            quotas.add(new Quota(feature, "no", 25, 25));
        }
        for (Options impatient : List.of(LEXIMIN.until(after(1)), LEXIMIN.within(Duration.ofSeconds(1)))) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> Sortition.allocate(pool, new Quotas(quotas), 50, impatient))
                    .isInstanceOf(NoPanelYet.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        }
    }

    /** People who say yes or no to twenty-five questions, at random. */
    private static Pool market() {
        var random = new Random(5);
        var features = new ArrayList<String>();
        for (int f = 0; f < 25; f++) features.add("question " + f);
        var people = new ArrayList<Person>();
        for (int i = 0; i < 100; i++)
            people.add(new Person(
                    String.valueOf(i),
                    features.stream()
                            .map(f -> random.nextBoolean() ? "yes" : "no")
                            .toList(),
                    null));
        return new Pool(features, people);
    }

    private static BooleanSupplier after(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        return () -> System.nanoTime() > end;
    }

    private static Pool pool(String... kinds) {
        var people = new ArrayList<Person>();
        for (String kind : kinds) people.add(new Person(String.valueOf(people.size()), List.of(kind), null));
        return new Pool(List.of("kind"), people);
    }
}
