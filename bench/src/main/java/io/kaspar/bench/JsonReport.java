package io.kaspar.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.OptionalDouble;

/** Results for programs: a list of objects. */
final class JsonReport {
    private final ObjectMapper mapper = new ObjectMapper();

    String of(Results results) throws IOException {
        ArrayNode list = mapper.createArrayNode();
        for (Measurement measurement : results.measurements()) {
            ObjectNode object = list.addObject();
            object.put("workload", measurement.workload().name());
            object.put("contender", measurement.contender());
            object.put("codec", measurement.codec().label());
            object.put("records", measurement.recordCount());
            object.put("seconds", measurement.bestSeconds());
            object.put("recordsPerSecond", measurement.recordsPerSecond());
            putTimes(object, "timesSparkV1", results.times(measurement, ContenderName.SPARK_V1.label()));
            putTimes(object, "timesSparkTuned", results.times(measurement, ContenderName.SPARK_TUNED.label()));
            putTimes(object, "timesLimit", results.times(measurement, ContenderName.LIMIT.label()));
            ArrayNode rounds = object.putArray("roundSeconds");
            measurement.seconds().forEach(rounds::add);
            ArrayNode targets = object.putArray("bars");
            results.targets(measurement)
                    .forEach(reached -> targets.addObject()
                            .put("rival", reached.target().rival())
                            .put("kind", reached.target().kind().name())
                            .put("bound", reached.target().bound())
                            .put("reached", reached.value())
                            .put("met", reached.isMet()));
            object.put("note", measurement.note());
            object.put("commit", results.machine().commit());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
    }

    private static void putTimes(ObjectNode object, String name, OptionalDouble times) {
        if (times.isPresent()) {
            object.put(name, times.getAsDouble());
        } else {
            object.putNull(name);
        }
    }
}
