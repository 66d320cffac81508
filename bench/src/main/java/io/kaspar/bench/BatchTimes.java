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
 * @param planningMs what it takes on the average to find out what there is to read, and how
 * @param wholeMs what a micro-batch takes on the average
 */
public record BatchTimes(int count, Map<String, Long> medianMs, double planningMs, double wholeMs) {
    private static final String WHOLE = "triggerExecution";
    private static final List<String> PLANNING = List.of("latestOffset", "getBatch", "queryPlanning");
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
        Map<String, Long> medianMs = new TreeMap<>();
        all.forEach((part, ms) -> medianMs.put(part, median(ms)));
        return new BatchTimes(
                batches.size(),
                medianMs,
                mean(all, PLANNING, batches.size()),
                mean(all, List.of(WHOLE), batches.size()));
    }

    private static double mean(Map<String, List<Long>> all, List<String> parts, int count) {
        long sum = parts.stream()
                .flatMap(part -> all.getOrDefault(part, List.of()).stream())
                .mapToLong(Long::longValue)
                .sum();
        return (double) sum / Math.max(1, count);
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
