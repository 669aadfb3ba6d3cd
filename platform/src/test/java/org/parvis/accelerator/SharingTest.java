package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static List<Sharing.Entry> applications(int count, int themes) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(i -> new Sharing.Entry(i, "theme-" + i % themes))
                .toList();
    }

    private static List<Long> jurors(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private static Set<Sharing.Pair> conflicts(int applications, int jurors, int count) {
        var random = new Random(7);
        var conflicts = new HashSet<Sharing.Pair>();
        while (conflicts.size() < count)
            conflicts.add(new Sharing.Pair(1 + random.nextInt(applications), 1 + random.nextInt(jurors)));
        return conflicts;
    }

    private static Map<Long, Integer> loads(Sharing sharing) {
        Map<Long, Integer> loads = new HashMap<>();
        for (var pair : sharing.pairs()) loads.merge(pair.juror(), 1, Integer::sum);
        return loads;
    }

    private static void covers(Sharing sharing, List<Sharing.Entry> applications, int readers) {
        Map<Long, Set<Long>> readersOf = new HashMap<>();
        for (var pair : sharing.pairs())
            assertThat(readersOf
                            .computeIfAbsent(pair.application(), _ -> new HashSet<>())
                            .add(pair.juror()))
                    .isTrue();
        assertThat(sharing.uncovered()).isEmpty();
        for (var application : applications)
            assertThat(readersOf.get(application.application())).hasSize(readers);
    }

    @Test
    void five_thousand_applications_are_shared_by_forty_agents_evenly_and_without_conflict() {
        var applications = applications(5_000, 12);
        var conflicts = conflicts(5_000, 40, 600);
        long before = System.nanoTime();
        var sharing = Sharing.of(applications, jurors(40), 2, conflicts, 1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
        covers(sharing, applications, 2);
        assertThat(sharing.pairs()).doesNotContainAnyElementsOf(conflicts);
        assertThat(loads(sharing).values()).hasSize(40).containsOnly(250);

        Map<List<Object>, Integer> themes = new HashMap<>();
        for (var pair : sharing.pairs())
            themes.merge(
                    List.of(
                            pair.juror(),
                            applications.get((int) pair.application() - 1).theme()),
                    1,
                    Integer::sum);
        assertThat(themes.values()).hasSize(480).allMatch(n -> n >= 19 && n <= 22);
    }

    @Test
    void a_hundred_and_fifty_are_shared_by_fifteen_citizens_who_do_not_always_read_the_same() {
        var applications = applications(150, 8);
        var sharing = Sharing.of(applications, jurors(15), 3, conflicts(150, 15, 40), 1);
        covers(sharing, applications, 3);
        assertThat(loads(sharing).values()).hasSize(15).containsOnly(30);
        Map<Long, Set<Long>> together = new HashMap<>();
        var readers = new HashMap<Long, List<Long>>();
        for (var pair : sharing.pairs())
            readers.computeIfAbsent(pair.application(), _ -> new ArrayList<>()).add(pair.juror());
        for (var of : readers.values())
            for (long one : of)
                together.computeIfAbsent(one, _ -> new HashSet<>()).addAll(of);
        assertThat(together.values()).allMatch(others -> others.size() >= 10);
    }

    @Test
    void loads_differ_by_one_at_most_where_they_cannot_be_the_same() {
        var applications = applications(187, 5);
        var sharing = Sharing.of(applications, jurors(14), 2, Set.of(), 3);
        covers(sharing, applications, 2);
        assertThat(loads(sharing).values()).hasSize(14).allMatch(n -> n == 26 || n == 27);
    }

    @Test
    void the_same_jury_is_given_the_same_share() {
        var applications = applications(300, 6);
        var conflicts = conflicts(300, 12, 30);
        assertThat(Sharing.of(applications, jurors(12), 2, conflicts, 9))
                .isEqualTo(Sharing.of(applications, jurors(12), 2, conflicts, 9));
    }

    @Test
    void an_application_with_which_too_many_are_in_conflict_is_named_and_the_others_are_covered() {
        var conflicts = new HashSet<Sharing.Pair>();
        for (long juror = 1; juror <= 4; juror++) conflicts.add(new Sharing.Pair(3, juror));
        var sharing = Sharing.of(applications(20, 2), jurors(5), 2, conflicts, 1);
        assertThat(sharing.uncovered()).containsExactly(3L);
        assertThat(sharing.pairs()).hasSize(39).doesNotContainAnyElementsOf(conflicts);
        assertThat(Sharing.of(applications(3, 1), List.of(), 2, Set.of(), 1).uncovered())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void conflicts_that_forbid_an_even_load_leave_it_as_even_as_they_allow() {
        var conflicts = new HashSet<Sharing.Pair>();
        for (long application = 1; application <= 27; application++) conflicts.add(new Sharing.Pair(application, 1));
        var applications = applications(30, 1);
        var sharing = Sharing.of(applications, jurors(4), 2, conflicts, 1);
        covers(sharing, applications, 2);
        assertThat(loads(sharing)).containsEntry(1L, 3);
        assertThat(loads(sharing).values()).allMatch(n -> n == 3 || n == 19);
    }
}
