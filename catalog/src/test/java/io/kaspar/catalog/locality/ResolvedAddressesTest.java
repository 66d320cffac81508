package io.kaspar.catalog.locality;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolvedAddressesTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        threads.shutdownNow();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private ResolvedAddresses addresses(Duration longestWait) {
        return new ResolvedAddresses(this::resolve, threads, now::get, longestWait);
    }

    /** Hosts that are called slow are resolved when the test lets them. */
    private Set<InetAddress> resolve(String host) {
        asked.computeIfAbsent(host, name -> new AtomicInteger()).incrementAndGet();
        if (host.startsWith("slow")) {
            try {
                released.await();
            } catch (InterruptedException e) {
                return Set.of();
            }
        }
        return host.startsWith("unknown") ? Set.of() : Set.of(address(1));
    }

    private int asked(String host) {
        return asked.getOrDefault(host, new AtomicInteger()).get();
    }

    @Test
    void asksForANameOnceUntilItIsTimeAgain() {
        ResolvedAddresses addresses = addresses(Duration.ofMinutes(1));

        for (String host : List.of("known", "unknown", "known", "unknown")) {
            assertThat(addresses.of(host)).isEqualTo(resolveQuietly(host));
        }
        assertThat(asked("known")).isEqualTo(1);
        assertThat(asked("unknown")).isEqualTo(1);

        now.set(Instant.EPOCH.plus(ResolvedAddresses.REMEMBERED));
        addresses.of("known");
        assertThat(asked("known")).isEqualTo(2);
    }

    private static Set<InetAddress> resolveQuietly(String host) {
        return host.startsWith("unknown") ? Set.of() : Set.of(address(1));
    }

    @Test
    void waitsForAllNamesTogetherAndNotForEach() {
        ResolvedAddresses addresses = addresses(Duration.ofMinutes(1));
        List<String> names = List.of("slow1", "slow2", "slow3", "slow4", "known");

        addresses.prepare(names);
        assertThat(addresses.of("known")).hasSize(1);
        // the time for all of them is over before the first slow one is waited for
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        for (String slow : names.subList(0, 4)) {
            assertThat(addresses.of(slow)).isEmpty();
            assertThat(addresses.of(slow)).isEmpty();
        }
        released.countDown();
        names.subList(0, 4).forEach(slow -> assertThat(asked(slow)).isLessThanOrEqualTo(1));
    }
}
