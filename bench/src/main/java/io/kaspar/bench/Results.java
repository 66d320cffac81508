package io.kaspar.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** All that a run found. */
record Results(Machine machine, FixedCost fixedCost, List<Measurement> measurements) {
    Results {
        measurements = List.copyOf(measurements);
    }

    /** How many times as fast as a rival in the same course; empty when the rival was not in it. */
    OptionalDouble times(Measurement measurement, String rival) {
        return rivalSeconds(measurement, rival).stream()
                .map(seconds -> seconds / measurement.bestSeconds())
                .findFirst();
    }

    /** The bars of a measurement that can be told, with what was reached. */
    List<Reached> bars(Measurement measurement) {
        return measurement.workload().bars().stream()
                .filter(bar -> bar.contender().equals(measurement.contender()))
                .flatMap(bar -> rivalSeconds(measurement, bar.rival()).stream()
                        .mapToObj(seconds -> new Reached(bar, bar.reached(measurement.bestSeconds(), seconds))))
                .toList();
    }

    private OptionalDouble rivalSeconds(Measurement measurement, String rival) {
        return course(measurement)
                .filter(other -> other.contender().equals(rival))
                .mapToDouble(Measurement::bestSeconds)
                .findFirst();
    }

    private Stream<Measurement> course(Measurement measurement) {
        return measurements.stream().filter(measurement::isOfCourse);
    }

    /** A bar and what was reached. */
    record Reached(Bar bar, double value) {
        boolean isMet() {
            return bar.isMet(value);
        }

        String text() {
            return bar.text(value);
        }
    }
}
