package org.parvis.opendata;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much of a minute a network may take of this server: it is this one's processor that is spared, so each server counts by itself,
 * and nothing is lost with the count. Networks are counted as for signing in: 24 bits of an IPv4 address, 48 of IPv6.
 */
@Component
class Limits {
    private static final int MOST_NETWORKS = 10_000;

    private final InstantSource realTime;
    private final int most;
    private volatile Minute minute = new Minute(0, new ConcurrentHashMap<>());

    Limits(InstantSource realTime, @Value("${parvis.opendata.limit:1200}") int most) {
        this.realTime = realTime;
        this.most = most;
    }

    private record Minute(long number, Map<String, AtomicInteger> taken) {}

    /** What remains of this minute, after this request; less than nothing where it is one too many. */
    record Left(int most, int remaining, long seconds) {}

    Left take(String address) {
        long second = realTime.instant().getEpochSecond();
        long number = second / 60;
        var now = minute;
        if (now.number() != number) {
            synchronized (this) {
                if (minute.number() != number) minute = new Minute(number, new ConcurrentHashMap<>());
                now = minute;
            }
        }
        String network = network(address);
        // A flood from everywhere is one more network.
        if (now.taken().size() >= MOST_NETWORKS && !now.taken().containsKey(network)) network = "";
        int taken =
                now.taken().computeIfAbsent(network, _ -> new AtomicInteger()).incrementAndGet();
        return new Left(most, most - taken, 60 - second % 60);
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 6));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
