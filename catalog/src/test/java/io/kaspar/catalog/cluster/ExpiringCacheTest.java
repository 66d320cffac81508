package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExpiringCacheTest {
    private final SetClock clock = new SetClock();
    private final ExpiringCache<String, Integer> cache = new ExpiringCache<>(clock, 100);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksAgainWhenTheTimeIsOver() {
        assertThat(cache.get("a", asked::incrementAndGet)).isEqualTo(1);
        clock.nowMs = 99;
        assertThat(cache.get("a", asked::incrementAndGet)).isEqualTo(1);
        clock.nowMs = 100;
        assertThat(cache.get("a", asked::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void asksAgainWhenToldToForget() {
        cache.get("a", asked::incrementAndGet);
        cache.forget("a");

        assertThat(cache.peek("a")).isNull();
        assertThat(cache.get("a", asked::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void remembersNoFailure() {
        assertThatThrownBy(() -> cache.get("a", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(cache.get("a", asked::incrementAndGet)).isEqualTo(1);
    }

    private static final class SetClock extends Clock {
        private long nowMs;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(nowMs);
        }
    }
}
