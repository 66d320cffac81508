package io.kaspar.reader.golden;

import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;

/** A partition's directory that a test writes batch by batch, with any offsets: as compaction would leave it, or damaged. */
public final class WrittenLog {
    private static final int BUFFER_LENGTH = 10_000;
    /** Of the first record in each batch. */
    public static final long FIRST_TIMESTAMP_MS = 1_700_000_000_000L;

    private static final String TOPIC = "written";

    private final LogDirectory logDirectory;
    private Path segment = Path.of("");

    /** Begins an empty one in a log directory, which has a {@code cleaner-offset-checkpoint} that does not name it. */
    public static WrittenLog in(Path logDir) throws IOException {
        Files.writeString(logDir.resolve("cleaner-offset-checkpoint"), "0\n0\n");
        WrittenLog log = new WrittenLog(logDir);
        Files.createDirectories(log.path());
        return log;
    }

    /** One that is not there yet. */
    public WrittenLog(Path logDir) {
        logDirectory = new LogDirectory(logDir);
    }

    /** Its log directory. */
    public LogDirectory logDirectory() {
        return logDirectory;
    }

    public TopicPartitionName name() {
        return new TopicPartitionName(TOPIC, 0);
    }

    public Path path() {
        return logDirectory.path().resolve(name().directoryName());
    }

    /** Begins a segment, with an index that says nothing. */
    public WrittenLog segment(long baseOffset) throws IOException {
        String name = String.format("%020d", baseOffset);
        segment = Files.createFile(path().resolve(name + ".log"));
        Files.createFile(path().resolve(name + ".index"));
        return this;
    }

    /** The file of the segment that is written to. */
    public Path segment() {
        return segment;
    }

    /** Appends a batch with one record for each of these offsets. */
    public WrittenLog batch(long... offsets) throws IOException {
        Files.write(segment, bytes(FIRST_TIMESTAMP_MS, offsets), StandardOpenOption.APPEND);
        return this;
    }

    /** Appends batches of one record each. */
    public WrittenLog batches(long... offsets) throws IOException {
        for (long offset : offsets) {
            batch(offset);
        }
        return this;
    }

    /** Appends a batch that was changed first. */
    public WrittenLog batch(Change change, long... offsets) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(FIRST_TIMESTAMP_MS, offsets));
        change.make(bytes);
        Files.write(segment, bytes.array(), StandardOpenOption.APPEND);
        return this;
    }

    /** Of a batch's bytes. */
    @FunctionalInterface
    public interface Change {
        void make(ByteBuffer recordBatch);
    }

    /** The bytes of a batch; each record is a millisecond later than the one before. */
    public static byte[] bytes(long firstTimestampMs, long... offsets) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(BUFFER_LENGTH),
                RecordBatch.MAGIC_VALUE_V2,
                Compression.NONE,
                TimestampType.CREATE_TIME,
                offsets[0]);
        for (int i = 0; i < offsets.length; i++) {
            byte[] text = ("record " + offsets[i]).getBytes(StandardCharsets.UTF_8);
            builder.appendWithOffset(offsets[i], firstTimestampMs + i, text, text);
        }
        ByteBuffer buffer = builder.build().buffer();
        return Arrays.copyOfRange(buffer.array(), buffer.arrayOffset(), buffer.arrayOffset() + buffer.limit());
    }

    /** The offsets of records. */
    public static List<Long> offsets(List<ReadRecord> records) {
        List<Long> offsets = new ArrayList<>();
        records.forEach(record -> offsets.add(record.offset()));
        return offsets;
    }

    /** The same of numbers. */
    public static List<Long> offsets(long... offsets) {
        return LongStream.of(offsets).boxed().toList();
    }
}
