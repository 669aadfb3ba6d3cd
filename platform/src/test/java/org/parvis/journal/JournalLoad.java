package org.parvis.journal;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.parvis.web.Role;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Officials who act at once, each several times, the last time in vain (rolled back): how long each waits from the beginning
 * of its transaction to the end of its commit.
 */
public record JournalLoad(Journal journal, TransactionOperations transaction, int officials, int actsEach) {

    /** The waiting times in nanoseconds, in order. */
    public record Result(long[] nanos) {
        public int recorded() {
            return nanos.length;
        }

        public double percentileMillis(double percent) {
            return nanos[(int) Math.ceil(percent / 100 * nanos.length) - 1] / 1e6;
        }
    }

    public Result run() {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(officials)) {
            var waits = IntStream.range(0, officials)
                    .mapToObj(official -> threads.submit(() -> {
                        start.await();
                        return act(official);
                    }))
                    .toList();
            start.countDown();
            return new Result(waits.stream()
                    .map(JournalLoad::get)
                    .flatMapToLong(Arrays::stream)
                    .sorted()
                    .toArray());
        }
    }

    private long[] act(int official) {
        long[] nanos = new long[actsEach - 1];
        for (int i = 0; i < nanos.length; i++) {
            long from = System.nanoTime();
            String number = Integer.toString(i);
            transaction.executeWithoutResult(_ -> journal.record(act(official, number)));
            nanos[i] = System.nanoTime() - from;
        }
        transaction.executeWithoutResult(status -> {
            journal.record(act(official, "undone"));
            status.setRollbackOnly();
        });
        return nanos;
    }

    private static Act act(int official, String number) {
        return Act.of("journal.measured", "/plans/2021-2023", Role.CONTRIBUTOR, "dinum")
                .with("official", Integer.toString(official))
                .with("act", number);
    }

    private static long[] get(Future<long[]> wait) {
        try {
            return wait.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
