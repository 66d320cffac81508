package io.kaspar.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Spark and Kaspar keep in the checkpoint of a stream, read by hand. */
record StreamFiles(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is done in a folder that is gone afterwards. */
    @FunctionalInterface
    interface Use {
        void of(StreamFiles files) throws IOException;
    }

    static StreamFiles make() throws IOException {
        return new StreamFiles(Files.createTempDirectory("soak-stream-"));
    }

    /** Does one after the other, each in a folder of its own, as long as the run goes on. */
    static void useNewOnes(Life life, Use use) {
        while (life.goesOn()) {
            try {
                StreamFiles files = make();
                try {
                    use.of(files);
                } finally {
                    files.delete();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the files of a stream, or of a write, cannot be read", e);
            }
        }
    }

    /** The first id of a topic that the stream began with, in Kafka's text form; empty when it did not come so far. */
    Optional<String> topicId(String topic) throws IOException {
        Path file = folder.resolve("sources/0/topics-0");
        if (Files.exists(file)) {
            for (JsonNode life : JSON.readTree(Files.readString(file))) {
                if (topic.equals(life.required("topic").textValue())) {
                    return Optional.of(life.required("id").textValue());
                }
            }
        }
        return Optional.empty();
    }

    /** The offsets of a micro-batch that was begun: from the end of the one before to its own; empty when these go backwards. */
    Optional<Map<Integer, OffsetRange>> ranges(long batch, String topic) throws IOException {
        Map<Integer, Long> starts = (batch == 0 ? first() : ends(batch - 1)).getOrDefault(topic, Map.of());
        Map<Integer, OffsetRange> ranges = new TreeMap<>();
        for (Map.Entry<Integer, Long> end :
                ends(batch).getOrDefault(topic, Map.of()).entrySet()) {
            long start = starts.getOrDefault(end.getKey(), 0L);
            if (start > end.getValue()) {
                return Optional.empty();
            }
            ranges.put(end.getKey(), new OffsetRange(start, end.getValue()));
        }
        return Optional.of(ranges);
    }

    /** The offsets of all micro-batches that were begun; empty before the first one. */
    Map<Integer, OffsetRange> whole(String topic) throws IOException {
        Map<Integer, OffsetRange> ranges = new TreeMap<>();
        for (Map.Entry<Integer, Long> end : end().getOrDefault(topic, Map.of()).entrySet()) {
            long start = first().getOrDefault(topic, Map.of()).getOrDefault(end.getKey(), 0L);
            ranges.put(end.getKey(), new OffsetRange(start, end.getValue()));
        }
        return ranges;
    }

    /** The stream's id, which Spark made when it began; empty when it did not come so far. */
    Optional<String> queryId() throws IOException {
        Path file = folder.resolve("metadata");
        return Files.exists(file)
                ? Optional.of(
                        JSON.readTree(Files.readString(file)).required("id").textValue())
                : Optional.empty();
    }

    /** All offsets before the end of a micro-batch: what it has when it is the first one of a topic that was made again. */
    Map<Integer, OffsetRange> rangesOfANewTopic(long batch, String topic) throws IOException {
        Map<Integer, OffsetRange> ranges = new TreeMap<>();
        ends(batch)
                .getOrDefault(topic, Map.of())
                .forEach((partition, end) -> ranges.put(partition, new OffsetRange(0, end)));
        return ranges;
    }

    /** Where the last micro-batch that was begun ends, by topic; empty before the first one. */
    Map<String, Map<Integer, Long>> end() throws IOException {
        OptionalLong last = last("offsets");
        return last.isPresent() ? ends(last.getAsLong()) : Map.of();
    }

    private Map<String, Map<Integer, Long>> first() throws IOException {
        return offsets(folder.resolve("sources/0/0"));
    }

    private Map<String, Map<Integer, Long>> ends(long batch) throws IOException {
        return offsets(folder.resolve("offsets").resolve(Long.toString(batch)));
    }

    /** The last line is the JSON of Kafka's offsets in both files. */
    private static Map<String, Map<Integer, Long>> offsets(Path file) throws IOException {
        List<String> lines = Files.readString(file).lines().toList();
        Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
        JSON.readTree(lines.get(lines.size() - 1)).properties().forEach(topic -> {
            Map<Integer, Long> partitions = offsets.computeIfAbsent(topic.getKey(), name -> new TreeMap<>());
            topic.getValue()
                    .properties()
                    .forEach(partition -> partitions.put(
                            Integer.valueOf(partition.getKey()),
                            partition.getValue().longValue()));
        });
        return offsets;
    }

    /** Takes back that the last micro-batch is done; false when none is. */
    boolean forgetLastCommit() throws IOException {
        OptionalLong last = last("commits");
        if (last.isEmpty()) {
            return false;
        }
        Path commits = folder.resolve("commits");
        Files.delete(commits.resolve(Long.toString(last.getAsLong())));
        Files.deleteIfExists(commits.resolve("." + last.getAsLong() + ".crc"));
        return true;
    }

    private OptionalLong last(String kind) throws IOException {
        Path files = folder.resolve(kind);
        if (!Files.exists(files)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> all = Files.list(files)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .max();
        }
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
