package io.kaspar.reader.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.DirectoryCheck;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.OffsetCheckpoint;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The small files beside a segment. An input: which kind of file, an offset or timestamp to look for, then its bytes. */
final class IndexFuzz implements FuzzTarget {
    private static final int FILE_POSITION = 1 + Long.BYTES;
    private static final int TRANSACTION_LENGTH = 34;
    private static final String CLUSTER = "Lnk4NmYyQlVTUmVhbGx5";

    private final Path logDir = Files.createTempDirectory("kaspar-fuzz");
    private final LogDirectory directory = new LogDirectory(logDir);
    private final TopicPartitionName name = new TopicPartitionName("t", 0);
    private final Path partition =
            Files.createDirectory(directory.partition(name).path());

    IndexFuzz() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
    }

    @Override
    public void run(byte[] input) throws IOException {
        if (input.length < FILE_POSITION) {
            return;
        }
        long wanted = ByteBuffer.wrap(input).getLong(1);
        byte[] bytes = Arrays.copyOfRange(input, FILE_POSITION, input.length);
        try {
            switch (input[0] & 7) {
                case 0 -> offsetIndex(bytes, wanted);
                case 1 -> timeIndex(bytes, wanted);
                case 2, 3 -> transactionIndex(bytes, wanted);
                case 4 -> checkpoint(bytes);
                case 5 -> partitionMetadata(bytes);
                default -> metaProperties(bytes);
            }
        } catch (CorruptSegmentException e) {
            assertThat(e).hasMessageContaining("kaspar-fuzz");
        }
    }

    private void offsetIndex(byte[] bytes, long wanted) throws IOException {
        Path file = Files.write(logDir.resolve("index"), bytes);
        try (OffsetIndexFile index = new OffsetIndexFile(SegmentFile.open(file), 0)) {
            index.positionFor(Math.abs(wanted));
        }
    }

    private void timeIndex(byte[] bytes, long wanted) throws IOException {
        Path file = Files.write(logDir.resolve("index"), bytes);
        try (TimeIndexFile index = new TimeIndexFile(SegmentFile.open(file), 0)) {
            index.offsetFor(wanted);
        }
    }

    private void transactionIndex(byte[] bytes, long wanted) throws IOException {
        Files.write(partition.resolve(LogFileName.of(0, LogFileName.LOG)), new byte[0]);
        Path file = Files.write(partition.resolve(LogFileName.of(0, LogFileName.TRANSACTION_INDEX)), bytes);
        long start = Math.max(0, wanted);
        List<AbortedTransaction> found = directory
                .partition(name)
                .abortedTransactions(new OffsetRange(start, Math.max(start, Long.MAX_VALUE - start)));
        assertThat(found)
                .allMatch(aborted -> aborted.firstOffset() >= 0 && aborted.lastOffset() >= aborted.firstOffset())
                .hasSizeLessThanOrEqualTo(bytes.length / TRANSACTION_LENGTH);
        Files.delete(file);
    }

    private void checkpoint(byte[] bytes) throws IOException {
        Files.write(logDir.resolve("cleaner-offset-checkpoint"), bytes);
        assertThat(OffsetCheckpoint.CLEANER.read(partition).orElse(0)).isNotNegative();
    }

    private void partitionMetadata(byte[] bytes) throws IOException {
        Files.writeString(logDir.resolve("meta.properties"), "version=1\ncluster.id=" + CLUSTER + "\nnode.id=1\n");
        Files.write(partition.resolve("partition.metadata"), bytes);
        directory.check(CLUSTER, 1, name, "AAAAAAAAAAAAAAAAAAAAAg");
    }

    private void metaProperties(byte[] bytes) throws IOException {
        Files.write(logDir.resolve("meta.properties"), bytes);
        DirectoryCheck check = directory.check(CLUSTER, 1);
        assertThat(check.detail().length()).isLessThan(1000);
    }

    private void delete() {
        try {
            for (Path directoryToEmpty : List.of(partition, logDir)) {
                try (var entries = Files.list(directoryToEmpty)) {
                    for (Path entry : entries.toList()) {
                        Files.deleteIfExists(entry);
                    }
                }
            }
            Files.deleteIfExists(logDir);
        } catch (IOException e) {
            System.err.println(logDir + " is left behind: " + e);
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String topic : GoldenSegments.topics()) {
            Path golden = GoldenSegments.directory(topic).path();
            addAll(seeds, 0, GoldenSegments.files(golden, LogFileName.OFFSET_INDEX));
            addAll(seeds, 1, GoldenSegments.files(golden, LogFileName.TIME_INDEX));
            addAll(seeds, 2, GoldenSegments.files(golden, LogFileName.TRANSACTION_INDEX));
            addAll(seeds, 5, GoldenSegments.files(golden, "partition.metadata"));
        }
        addAll(seeds, 4, List.of(GoldenSegments.logDir().resolve("cleaner-offset-checkpoint")));
        addAll(seeds, 6, List.of(GoldenSegments.logDir().resolve("meta.properties")));
        return seeds;
    }

    private static void addAll(List<byte[]> seeds, int kind, List<Path> files) throws IOException {
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer seed = ByteBuffer.allocate(FILE_POSITION + bytes.length);
            seed.put((byte) kind).putLong(20).put(bytes);
            seeds.add(seed.array());
        }
    }
}
