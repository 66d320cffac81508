package io.kaspar.bench;

import io.kaspar.bench.data.Codec;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a run measures.
 *
 * @param recordCount of the largest topics
 * @param rounds measured runs of each contender
 * @param warmupRounds runs before them
 * @param chosenCodecs empty for the ones of each workload
 * @param dataFolder keeps the topics for the next run, when given
 * @param jsonFile gets the results as a list of objects, when given
 * @param chartFile gets the chart, when given
 * @param reportFolder gets table, chart and results, when given
 */
record BenchOptions(
        long recordCount,
        int partitionCount,
        int rounds,
        int warmupRounds,
        List<Workload> workloads,
        List<Codec> chosenCodecs,
        List<ContenderName> contenders,
        Optional<Path> dataFolder,
        Optional<Path> jsonFile,
        Optional<Path> chartFile,
        Optional<Path> reportFolder) {
    static final String USAGE = """
            usage: bench/run [--workloads W1,W2,…] [--records N] [--codecs CODEC,…] [--contenders NAME,…] …

            --workloads   what to measure (default: all)
            %s
            --records     records of the largest topics (default 20000000); some workloads take a part of it
            --partitions  of each topic (default 2)
            --codecs      lz4, none, zstd, snappy, gzip (default: those of each workload)
            --contenders  kaspar-local    Kaspar, from the broker's segment files
                          kaspar-network  Kaspar, from the broker
                          spark-v1        Spark's Kafka connector with from_avro, as it comes
                          spark-tuned     the same on its V2 path with every setting that helps
                          consumer        a loop over a plain consumer with Avro's generic reader
                          limit           a loop over the segment files, written by hand for the one query
                          (default: all)
            --rounds      measured runs of each contender; the best one counts (default 3)
            --warmup      runs before them (default 2)
            --data        a folder that keeps the topics for the next run (default: a temporary one)
            --json        a file for the results, as a list of objects
            --chart       a file for the chart, as SVG
            --report      a folder for table (results.md), chart (results.svg) and results (results.json)
            """.formatted(Workload.lines());

    /** @throws IllegalArgumentException with a message for a person */
    static BenchOptions parse(List<String> arguments) {
        long recordCount = 20_000_000;
        int partitionCount = 2;
        int rounds = 3;
        int warmupRounds = 2;
        List<Workload> workloads = List.of(Workload.values());
        List<Codec> codecs = List.of();
        List<ContenderName> contenders = List.of(ContenderName.values());
        Optional<Path> dataFolder = Optional.empty();
        Optional<Path> jsonFile = Optional.empty();
        Optional<Path> chartFile = Optional.empty();
        Optional<Path> reportFolder = Optional.empty();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--records" -> recordCount = positive(name, left);
                case "--partitions" -> partitionCount = Math.toIntExact(positive(name, left));
                case "--rounds" -> rounds = Math.toIntExact(positive(name, left));
                case "--warmup" -> warmupRounds = Math.toIntExact(positive(name, left));
                case "--workloads" -> workloads = list(name, left, Workload::parse);
                case "--codecs" -> codecs = list(name, left, BenchOptions::codec);
                case "--contenders" -> contenders = list(name, left, ContenderName::parse);
                case "--data" -> dataFolder = path(name, left);
                case "--json" -> jsonFile = path(name, left);
                case "--chart" -> chartFile = path(name, left);
                case "--report" -> reportFolder = path(name, left);
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new BenchOptions(
                recordCount,
                partitionCount,
                rounds,
                warmupRounds,
                workloads,
                codecs,
                contenders,
                dataFolder,
                jsonFile,
                chartFile,
                reportFolder);
    }

    /** The codecs a workload is to be measured with. */
    List<Codec> codecs(Workload workload) {
        return chosenCodecs.isEmpty() ? workload.codecs() : chosenCodecs;
    }

    private static String value(String name, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return left.pop();
    }

    private static Optional<Path> path(String name, Deque<String> left) {
        return Optional.of(Path.of(value(name, left)));
    }

    private static long positive(String name, Deque<String> left) {
        String value = value(name, left);
        if (!value.matches("[1-9][0-9]{0,11}")) {
            throw new IllegalArgumentException(name + " needs a number above 0, not " + value);
        }
        return Long.parseLong(value);
    }

    private static <T> List<T> list(String name, Deque<String> left, Function<String, T> parser) {
        return Stream.of(value(name, left).split(","))
                .map(String::trim)
                .map(parser)
                .distinct()
                .toList();
    }

    private static Codec codec(String label) {
        return Stream.of(Codec.values())
                .filter(codec -> codec.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such codec: " + label));
    }
}
