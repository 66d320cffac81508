package io.kaspar.bench.neighbour;

import java.util.Optional;

/**
 * What goes on beside the producer.
 *
 * @param statement run in a loop; empty for nothing at all
 */
record Disturbance(String name, Optional<String> statement) {

    static Disturbance none(String name) {
        return new Disturbance(name, Optional.empty());
    }

    static Disturbance sum(String name, String table) {
        return new Disturbance(name, Optional.of("SELECT sum(price * quantity) FROM " + table));
    }
}
