package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SingleFlightCacheTest {
    private final ManualClock clock = new ManualClock();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void answersAreUsedAgainUntilTheirTimeIsUp() throws SchemaRegistryException {
        SingleFlightCache<String, Integer> cache = cache(10);

        assertThat(cache.get("a", this::count)).isEqualTo(1);
        clock.advance(9);
        assertThat(cache.get("a", this::count)).isEqualTo(1);
        assertThat(cache.get("b", this::count)).isEqualTo(2);
        clock.advance(1);
        assertThat(cache.get("a", this::count)).isEqualTo(3);
    }

    @Test
    void aTimeOfZeroMeansNever() throws SchemaRegistryException {
        SingleFlightCache<String, Integer> cache = cache(0);

        cache.get("a", this::count);

        assertThat(cache.get("a", this::count)).isEqualTo(2);
    }

    @Test
    void aClockThatWasSetBackDoesNotKeepAnswersAlive() throws SchemaRegistryException {
        SingleFlightCache<String, Integer> cache = cache(10);
        cache.get("a", this::count);

        clock.advance(-1_000);

        assertThat(cache.get("a", this::count)).isEqualTo(2);
    }

    @Test
    void whatIsPutNeedsNoRequest() throws SchemaRegistryException {
        SingleFlightCache<String, Integer> cache = cache(SingleFlightCache.FOR_EVER);
        cache.put("a", 77);

        clock.advance(Integer.MAX_VALUE);

        assertThat(cache.get("a", this::count)).isEqualTo(77);
    }

    @Test
    void whatWasUsedLastStaysWhenBytesRunOut() throws SchemaRegistryException {
        SingleFlightCache<String, Integer> cache =
                new SingleFlightCache<>(clock, value -> SingleFlightCache.FOR_EVER, value -> 1_000, 3_500);
        cache.get("a", this::count);
        cache.get("b", this::count);
        cache.get("a", this::count);

        cache.get("c", this::count);

        assertThat(cache.get("a", this::count)).isEqualTo(1);
        assertThat(cache.get("b", this::count)).isEqualTo(4);
    }

    @Test
    void whatIsForgottenIsAskedForAgain() throws SchemaRegistryException {
        SingleFlightCache<String, Integer> cache = cache(SingleFlightCache.FOR_EVER);
        cache.get("a", this::count);

        cache.forget("a");

        assertThat(cache.get("a", this::count)).isEqualTo(2);
    }

    @Test
    void failuresAreForgotten() throws SchemaRegistryException {
        SingleFlightCache<String, Integer> cache = cache(SingleFlightCache.FOR_EVER);
        assertThatThrownBy(() -> cache.get("a", key -> {
                    throw new SchemaRegistryException("down");
                }))
                .hasMessage("down");

        assertThat(cache.get("a", this::count)).isEqualTo(1);
    }

    @Test
    void aMistakeInTheRequestBlocksNobody() throws SchemaRegistryException {
        SingleFlightCache<String, Integer> cache = cache(SingleFlightCache.FOR_EVER);
        assertThatThrownBy(() -> cache.get("a", key -> {
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");

        assertThat(cache.get("a", this::count)).isEqualTo(1);
    }

    @Test
    void aWaiterAsksItselfWhenTheFirstCallerIsInterrupted() throws Exception {
        SingleFlightCache<String, Integer> cache = cache(SingleFlightCache.FOR_EVER);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<Integer> first = pool.submit(() -> cache.get("a", key -> {
            asked.countDown();
            await(interrupted);
            throw new SchemaRegistryException("interrupted", new InterruptedException());
        }));
        asked.await();
        Future<Integer> second = pool.submit(() -> cache.get("a", this::count));

        interrupted.countDown();

        assertThat(second.get()).isEqualTo(1);
        assertThatThrownBy(first::get).hasMessageContaining("interrupted");
    }

    private SingleFlightCache<String, Integer> cache(long ttlMs) {
        return new SingleFlightCache<>(clock, value -> ttlMs, value -> 0, Long.MAX_VALUE);
    }

    private int count(String key) {
        return requests.incrementAndGet();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
