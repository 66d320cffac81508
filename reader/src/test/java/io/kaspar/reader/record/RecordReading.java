package io.kaspar.reader.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.golden.ReadRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.jspecify.annotations.Nullable;

/** Reads a record batch of doubtful bytes record by record and by blocks, and compares both, and Kafka's own classes. */
final class RecordReading {
    private static final int MAX_RECORD_LENGTH = 1 << 16;
    // A few bytes can expand to gigabytes, in records that are none the worse for it.
    private static final int MAX_RECORDS = 500;
    private static final int BLOCK_CAPACITY = 7;
    private static final long MAX_COMPARED_LENGTH = 1 << 22;

    private RecordReading() {}

    /** Fails on anything but the same records both ways, until the same documented error or the end. */
    static void check(RecordBatchView recordBatch) throws IOException {
        List<ReadRecord> single = new ArrayList<>();
        boolean singleIsWhole = readSingle(recordBatch, single);
        List<ReadRecord> blocks = new ArrayList<>();
        boolean blocksAreWhole = readBlocks(recordBatch, blocks);
        if (Math.max(single.size(), blocks.size()) >= MAX_RECORDS) {
            assertThat(first(blocks)).isEqualTo(first(single));
            return;
        }
        assertThat(blocks).isEqualTo(single);
        assertThat(blocksAreWhole).isEqualTo(singleIsWhole);
        if (singleIsWhole) {
            compareWithKafka(recordBatch, single);
        }
    }

    private static List<ReadRecord> first(List<ReadRecord> records) {
        return records.subList(0, Math.min(records.size(), MAX_RECORDS));
    }

    private static boolean readSingle(RecordBatchView recordBatch, List<ReadRecord> found) throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        try (RecordCursor cursor = new RecordCursor(buffer, MAX_RECORD_LENGTH)) {
            cursor.open(recordBatch);
            while (found.size() < MAX_RECORDS && cursor.next()) {
                found.add(ReadRecord.of(cursor));
                buffer.reset();
            }
            return true;
        } catch (CorruptSegmentException e) {
            return false;
        }
    }

    private static boolean readBlocks(RecordBatchView recordBatch, List<ReadRecord> found) throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        RecordBlock block = new RecordBlock(buffer, BLOCK_CAPACITY, MAX_RECORD_LENGTH);
        try (RecordCursor cursor = new RecordCursor(buffer, MAX_RECORD_LENGTH)) {
            cursor.open(recordBatch);
            boolean more = true;
            while (more && found.size() < MAX_RECORDS) {
                more = cursor.read(block, 0, Long.MAX_VALUE);
                take(block, found);
            }
            return true;
        } catch (CorruptSegmentException e) {
            take(block, found);
            return false;
        }
    }

    private static void take(RecordBlock block, List<ReadRecord> found) {
        byte[] bytes = block.bytes();
        HeaderCursor header = new HeaderCursor();
        for (int row = 0; row < block.size(); row++) {
            List<String> headers = new ArrayList<>();
            header.open(bytes, block.headersPositions()[row], block.headerCounts()[row]);
            while (header.next()) {
                headers.add(slice(bytes, header.keyPosition(), header.keyLength()) + "="
                        + slice(bytes, header.valuePosition(), header.valueLength()));
            }
            found.add(new ReadRecord(
                    block.offsets()[row],
                    block.timestamps()[row],
                    slice(bytes, block.keyPositions()[row], block.keyLengths()[row]),
                    slice(bytes, block.valuePositions()[row], block.valueLengths()[row]),
                    headers));
        }
        block.reset();
    }

    private static @Nullable String slice(byte[] bytes, int position, int length) {
        return length < 0 ? null : HexFormat.of().formatHex(bytes, position, position + length);
    }

    /** Kafka refuses other things than Kaspar does; what both read has to be the same. */
    private static void compareWithKafka(RecordBatchView recordBatch, List<ReadRecord> expected) {
        if (expected.stream().mapToLong(RecordReading::length).sum() > MAX_COMPARED_LENGTH) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(recordBatch.bytes(), recordBatch.position(), recordBatch.sizeInBytes());
        List<ReadRecord> found = new ArrayList<>();
        try {
            MutableRecordBatch kafkas = MemoryRecords.readableRecords(bytes.slice())
                    .batches()
                    .iterator()
                    .next();
            for (Record record : kafkas) {
                found.add(ReadRecord.of(record));
            }
        } catch (KafkaException | IllegalArgumentException e) {
            return;
        }
        assertThat(expected.stream().map(RecordReading::withTextKeys)).containsExactlyElementsOf(found);
    }

    /** Kafka makes text of the keys of headers, and loses what is no UTF-8. */
    private static ReadRecord withTextKeys(ReadRecord record) {
        List<String> headers = record.headers().stream()
                .map(header -> {
                    int end = header.indexOf('=');
                    String key = new String(HexFormat.of().parseHex(header, 0, end), StandardCharsets.UTF_8);
                    return HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8)) + header.substring(end);
                })
                .toList();
        return new ReadRecord(record.offset(), record.timestamp(), record.key(), record.value(), headers);
    }

    private static long length(ReadRecord record) {
        return record.value() == null ? 0 : record.value().length();
    }

    /** The first record batches of a golden topic. */
    static List<RecordBatchView> goldenBatches(String topic, int count) throws IOException {
        byte[] bytes = Files.readAllBytes(GoldenSegments.segmentFiles(topic).get(0));
        List<RecordBatchView> batches = new ArrayList<>();
        int position = 0;
        while (batches.size() < count && position < bytes.length) {
            RecordBatchView batch = new RecordBatchView();
            batch.wrap(bytes, position, topic, position);
            batches.add(batch);
            position += batch.sizeInBytes();
        }
        return batches;
    }
}
