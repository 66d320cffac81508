package io.kaspar.bench.interference;

import java.time.Duration;
import java.util.Optional;

/**
 * What goes on beside the producer.
 *
 * @param statement run again and again; empty for nothing at all
 * @param interval from the start of one run to the start of the next; empty for one after the other without a pause
 */
record Disturbance(String name, Optional<String> statement, Optional<Duration> interval) {

    static Disturbance none(String name) {
        return new Disturbance(name, Optional.empty(), Optional.empty());
    }

    static Disturbance sum(String name, String table) {
        String statement = "SELECT sum(price * quantity) FROM " + table;
        return new Disturbance(name, Optional.of(statement), Optional.empty());
    }

    /** The same, as often as somebody managed who did it so many times in a while. */
    Disturbance asOftenAs(String rival, int scanCount, Duration during) {
        return new Disturbance(
                name + " as often as " + rival, statement, Optional.of(during.dividedBy(Math.max(1, scanCount))));
    }
}
