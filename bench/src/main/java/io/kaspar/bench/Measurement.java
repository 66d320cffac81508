package io.kaspar.bench;

import java.util.List;

/**
 * What one contender needed for one workload.
 *
 * @param seconds of the measured turns, in the order they ran
 * @param answer the same in all turns
 */
record Measurement(Workload workload, String contender, List<Double> seconds, String answer) {
    Measurement {
        seconds = List.copyOf(seconds);
    }

    double bestSeconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
