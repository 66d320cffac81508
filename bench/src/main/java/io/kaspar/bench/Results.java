package io.kaspar.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** All that a run found. */
record Results(Machine machine, FixedCost fixedCost, List<Measurement> measurements) {
    Results {
        measurements = List.copyOf(measurements);
    }

    /** How many times as fast as a rival in the same case; empty when the rival was not in it. */
    OptionalDouble times(Measurement measurement, String rival) {
        return rivalSeconds(measurement, rival).stream()
                .map(seconds -> seconds / measurement.bestSeconds())
                .findFirst();
    }

    /** The targets of a measurement that can be told, with what was reached. */
    List<Reached> targets(Measurement measurement) {
        return measurement.workload().targets().stream()
                .filter(target -> target.contender().equals(measurement.contender()))
                .flatMap(target -> rivalSeconds(measurement, target.rival()).stream()
                        .mapToObj(seconds -> new Reached(target, target.reached(measurement.bestSeconds(), seconds))))
                .toList();
    }

    private OptionalDouble rivalSeconds(Measurement measurement, String rival) {
        return benchCase(measurement)
                .filter(other -> other.contender().equals(rival))
                .mapToDouble(Measurement::bestSeconds)
                .findFirst();
    }

    private Stream<Measurement> benchCase(Measurement measurement) {
        return measurements.stream().filter(measurement::isOfCase);
    }

    /** A target and what was reached. */
    record Reached(Target target, double value) {
        boolean isMet() {
            return target.isMet(value);
        }

        String text() {
            return target.text(value);
        }
    }
}
