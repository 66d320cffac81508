package io.kaspar.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * What micro-batches took, by what Spark says of each.
 *
 * @param count of the batches
 * @param medianMs by Spark's names of the parts of a micro-batch; {@code triggerExecution} is the whole
 */
public record BatchTimes(int count, Map<String, Long> medianMs) {
    private static final List<String> PARTS = List.of(
            "triggerExecution", "latestOffset", "walCommit", "getBatch", "queryPlanning", "addBatch", "commitOffsets");

    public BatchTimes {
        medianMs = Map.copyOf(medianMs);
    }

    public static BatchTimes of(List<StreamingQueryProgress> batches) {
        return ofDurations(
                batches.stream().map(StreamingQueryProgress::durationMs).toList());
    }

    static BatchTimes ofDurations(List<? extends Map<String, Long>> batches) {
        Map<String, List<Long>> all = new TreeMap<>();
        batches.forEach(batch -> batch.forEach((part, ms) ->
                all.computeIfAbsent(part, absent -> new ArrayList<>()).add(ms)));
        return new BatchTimes(
                batches.size(),
                all.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, part -> median(part.getValue()))));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** For a person. */
    public String text() {
        String parts = PARTS.stream()
                .filter(medianMs::containsKey)
                .map(part -> part + " " + medianMs.get(part))
                .collect(Collectors.joining(", "));
        return Stream.of(count + (count == 1 ? " batch" : " batches"), parts)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; median ms: "));
    }
}
