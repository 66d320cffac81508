package io.kaspar.bench;

import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results for people: Markdown. */
final class TableReport {
    private static final double MILLION = 1e6;
    private static final double MS_PER_SECOND = 1e3;

    private TableReport() {}

    static String of(Results results) {
        return header(results) + rows(results);
    }

    private static String header(Results results) {
        Machine machine = results.machine();
        return String.format(
                """
                Measured at commit %s on %d cores of %s, %d GB; %s, Spark %s, Kafka %s.
                A Spark job costs at least %.0f ms here (`count(*)` of a topic with one record; of `range(1)`: %.0f ms); it is in the figures.

                """,
                machine.commit(),
                machine.coreCount(),
                machine.processor(),
                machine.memoryGb(),
                machine.java(),
                machine.spark(),
                machine.kafka(),
                results.fixedCost().kasparSeconds() * MS_PER_SECOND,
                results.fixedCost().rangeSeconds() * MS_PER_SECOND);
    }

    private static String rows(Results results) {
        StringBuilder table = new StringBuilder("""
                | workload | codec | contender | records | best s | million/s | × spark-v1 | × spark-tuned | × limit | targets | all s |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (Measurement measurement : results.measurements()) {
            table.append(String.format(
                    "| %s %s | %s | %s | %,d | %.3f | %.2f | %s | %s | %s | %s | %s |%n",
                    measurement.workload(),
                    measurement.workload().title(),
                    measurement.codec().label(),
                    measurement.contender(),
                    measurement.recordCount(),
                    measurement.bestSeconds(),
                    measurement.recordsPerSecond() / MILLION,
                    text(results.times(measurement, ContenderName.SPARK_V1.label())),
                    text(results.times(measurement, ContenderName.SPARK_TUNED.label())),
                    text(results.times(measurement, ContenderName.LIMIT.label())),
                    Stream.concat(
                                    results.targets(measurement).stream().map(Results.Reached::text),
                                    Stream.of(measurement.note()).filter(note -> !note.isEmpty()))
                            .collect(Collectors.joining("; ")),
                    measurement.seconds().stream()
                            .map(seconds -> String.format("%.3f", seconds))
                            .collect(Collectors.joining(" "))));
        }
        return table.toString();
    }

    private static String text(OptionalDouble times) {
        return times.isPresent() ? String.format("%.2f", times.getAsDouble()) : "";
    }
}
