package io.kaspar.soak;

import java.io.Serializable;
import java.util.function.BooleanSupplier;

/** When a driver is killed that has begun its work. */
sealed interface DriverDeath extends Serializable {
    /** How long it may go on at most, where nothing else happens. */
    int LONGEST_MS = 20_000;

    /** At any moment. */
    record AfterMs(int ms) implements DriverDeath {
        @Override
        public void await(DriverProcess driver, DecisionWatch watch) {
            driver.await(() -> false, ms);
        }
    }

    /**
     * While it commits.
     *
     * @param decisions how many it writes before
     * @param pauseMs that it goes on after the last one
     */
    record AtDecision(int decisions, int pauseMs) implements DriverDeath {
        @Override
        public void await(DriverProcess driver, DecisionWatch watch) {
            int[] left = {decisions};
            BooleanSupplier decided = () -> {
                left[0] -= watch.count();
                return left[0] < 0;
            };
            driver.await(decided, LONGEST_MS);
            Life.sleep(pauseMs);
        }
    }

    /** Waits for that moment, or for the driver's own end. */
    void await(DriverProcess driver, DecisionWatch watch);
}
