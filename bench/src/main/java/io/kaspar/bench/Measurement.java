package io.kaspar.bench;

import io.kaspar.bench.data.Codec;
import java.util.List;

/**
 * What one contender needed for one case.
 *
 * @param seconds of the measured runs, in the order they ran
 * @param note what else there is to say; empty for nothing
 */
record Measurement(
        Workload workload, Codec codec, String contender, long recordCount, List<Double> seconds, String note) {
    Measurement {
        seconds = List.copyOf(seconds);
    }

    double bestSeconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double recordsPerSecond() {
        return recordCount / bestSeconds();
    }

    boolean isOfCase(Measurement other) {
        return workload == other.workload && codec == other.codec;
    }
}
