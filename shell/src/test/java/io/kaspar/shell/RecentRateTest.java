package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentRateTest {
    private final AtomicLong nanos = new AtomicLong(-1_000);
    private final RecentRate rate = new RecentRate(nanos::get);

    @Test
    void isOfTheTimeSinceItBeganAtFirst() {
        assertThat(rate.perSecond()).isZero();
        pass(2);
        rate.add(100);

        assertThat(rate.perSecond()).isEqualTo(50);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        rate.add(1_000);
        pass(8);
        rate.add(30);
        pass(5);
        assertThat(rate.perSecond()).isEqualTo(3);
        pass(6);

        assertThat(rate.perSecond()).isZero();
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
