package io.kaspar.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** Measurements as a table for people and as JSON for programs. */
record Report(long recordCount, List<Measurement> measurements) {
    private static final String BASELINE = "spark-v1";
    private static final double MILLION = 1e6;

    Report {
        measurements = List.copyOf(measurements);
    }

    String table() {
        StringBuilder table = new StringBuilder("| workload | contender | best s | million records/s | times "
                + BASELINE + " | all s |\n" + "|---|---|---|---|---|---|\n");
        for (Measurement measurement : measurements) {
            table.append(String.format(
                    "| %s | %s | %.2f | %.2f | %s | %s |%n",
                    measurement.workload().label(),
                    measurement.contender(),
                    measurement.bestSeconds(),
                    recordsPerSecond(measurement) / MILLION,
                    timesBaseline(measurement).stream()
                            .mapToObj(times -> String.format("%.1f", times))
                            .findFirst()
                            .orElse("-"),
                    String.join(
                            " ",
                            measurement.seconds().stream()
                                    .map(seconds -> String.format("%.2f", seconds))
                                    .toList())));
        }
        return table.toString();
    }

    void writeJson(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode list = mapper.createArrayNode();
        for (Measurement measurement : measurements) {
            ObjectNode object = list.addObject();
            object.put("workload", measurement.workload().label());
            object.put("contender", measurement.contender());
            object.put("records", recordCount);
            object.put("seconds", measurement.bestSeconds());
            object.put("recordsPerSecond", recordsPerSecond(measurement));
            timesBaseline(measurement).ifPresent(times -> object.put("timesSparkV1", times));
        }
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), list);
    }

    private double recordsPerSecond(Measurement measurement) {
        return recordCount / measurement.bestSeconds();
    }

    private OptionalDouble timesBaseline(Measurement measurement) {
        return measurements.stream()
                .filter(other -> other.workload() == measurement.workload())
                .filter(other -> other.contender().equals(BASELINE))
                .mapToDouble(baseline -> baseline.bestSeconds() / measurement.bestSeconds())
                .findFirst();
    }
}
