package io.kaspar.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run measures.
 *
 * @param recordCount of {@code orders}
 * @param rounds measured turns of each contender, after one that is not
 * @param jsonFile gets the results as well, when given
 */
record BenchOptions(
        long recordCount, int rounds, List<Workload> workloads, List<Contender> contenders, Optional<Path> jsonFile) {
    static final String USAGE = """
            usage: bench/run [--records N] [--rounds N] [--workloads count,sum] [--contenders NAME,…] [--json FILE]

            --records     orders in the topic (default 5000000)
            --rounds      measured turns of each contender, after one that is not (default 3)
            --workloads   count: count(*); sum: sum(quantity * price) (default: both)
            --contenders  kaspar-local, kaspar-network, spark-v1 (Spark's Kafka connector as it comes),
                          spark-tuned (its V2 path with every setting that helps) (default: all)
            --json        a file for the results as a list of objects
            """;

    private static final List<Contender> ALL = List.of(
            new KasparContender("kaspar-local", "required"),
            new KasparContender("kaspar-network", "off"),
            SparkConnectorContender.asItComes(),
            SparkConnectorContender.tuned());

    /** @throws IllegalArgumentException with a message for a person */
    static BenchOptions parse(List<String> arguments) {
        long recordCount = 5_000_000;
        int rounds = 3;
        List<Workload> workloads = List.of(Workload.values());
        List<Contender> contenders = ALL;
        Optional<Path> jsonFile = Optional.empty();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--records" -> recordCount = positive(name, value(name, left));
                case "--rounds" -> rounds = Math.toIntExact(positive(name, value(name, left)));
                case "--workloads" ->
                    workloads =
                            split(value(name, left)).map(BenchOptions::workload).toList();
                case "--contenders" ->
                    contenders = split(value(name, left))
                            .map(BenchOptions::contender)
                            .toList();
                case "--json" -> jsonFile = Optional.of(Path.of(value(name, left)));
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new BenchOptions(recordCount, rounds, workloads, contenders, jsonFile);
    }

    private static String value(String name, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return left.pop();
    }

    private static long positive(String name, String value) {
        if (!value.matches("[1-9][0-9]{0,11}")) {
            throw new IllegalArgumentException(name + " needs a number above 0, not " + value);
        }
        return Long.parseLong(value);
    }

    private static Stream<String> split(String list) {
        return Stream.of(list.split(",")).map(String::trim);
    }

    private static Workload workload(String label) {
        return Stream.of(Workload.values())
                .filter(workload -> workload.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such workload: " + label));
    }

    private static Contender contender(String name) {
        return ALL.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such contender: " + name));
    }
}
