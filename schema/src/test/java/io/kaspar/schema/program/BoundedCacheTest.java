package io.kaspar.schema.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(
        value = 60,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Where one waits that must not, it fails and does not hang.
class BoundedCacheTest {
    private final BoundedCache<String, Integer> cache = new BoundedCache<>(10);
    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService others = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void keepsWhatWasUsedLastByWeight() throws SchemaException {
        assertThat(cache.get("a", 4, this::make)).isEqualTo(1);
        assertThat(cache.get("b", 4, this::make)).isEqualTo(2);
        assertThat(cache.get("a", 4, this::make)).isEqualTo(1);

        assertThat(cache.get("c", 4, this::make)).isEqualTo(3);

        assertThat(cache.get("a", 4, this::make)).isEqualTo(1);
        assertThat(cache.get("b", 4, this::make)).isEqualTo(4);
    }

    @Test
    void keepsWhatIsTooHeavyUntilTheNext() throws SchemaException {
        assertThat(cache.get("a", 99, this::make)).isEqualTo(1);
        assertThat(cache.get("a", 99, this::make)).isEqualTo(1);
    }

    @Test
    void nobodyWaitsForWhatOthersMake() throws Exception {
        CountDownLatch isMaking = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<Integer> slow = others.submit(() -> cache.get("slow", 1, key -> {
            isMaking.countDown();
            awaitLatch(mayEnd);
            return 77;
        }));
        isMaking.await();

        assertThat(cache.get("quick", 1, this::make)).isEqualTo(1);
        Future<Integer> same = others.submit(() -> cache.get("slow", 1, this::make));
        mayEnd.countDown();

        assertThat(slow.get()).isEqualTo(77);
        assertThat(same.get()).isEqualTo(77);
    }

    @Test
    void failuresAreToldAndForgotten() throws SchemaException {
        assertThatThrownBy(() -> cache.get("a", 1, key -> {
                    throw new SchemaException("bad");
                }))
                .hasMessage("bad");
        assertThatThrownBy(() -> cache.get("a", 1, key -> {
                    throw new IllegalStateException("worse");
                }))
                .hasMessage("worse");
        assertThat(cache.get("a", 1, this::make)).isEqualTo(1);
    }

    private int make(String key) {
        return made.incrementAndGet();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
