package io.kaspar.reader.record;

import io.kaspar.reader.batch.CompressionCodec;
import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * The records of a batch whose header is right, so that the fuzzer gets behind compression and checksum.
 *
 * <p>An input: the codec and whether its bytes are compressed already, the count of records, the last offset delta, then the
 * records section.
 */
final class RecordsFuzz implements FuzzTarget {
    private static final int COUNT_POSITION = 1;
    private static final int LAST_DELTA_POSITION = 2;
    private static final int SECTION_POSITION = 3;
    private static final int COMPRESSED_FLAG = 1 << 3;
    private static final int LOG_APPEND_TIME_FLAG = 1 << 4;
    private static final int LOG_APPEND_TIME_MASK = 1 << 3; // in a batch's attributes
    // In the order of Kafka's codes.
    private static final List<CompressionCodec> CODECS = List.of(CompressionCodec.values());

    @Override
    public void run(byte[] input) throws IOException {
        if (input.length < SECTION_POSITION) {
            return;
        }
        byte[] section = Arrays.copyOfRange(input, SECTION_POSITION, input.length);
        int codec = (input[0] & 7) % CODECS.size();
        if ((input[0] & COMPRESSED_FLAG) == 0) {
            section = compress(CODECS.get(codec), section);
        }
        RecordBatchView recordBatch = recordBatch(
                codec,
                section,
                input[COUNT_POSITION] & 0x7f,
                input[LAST_DELTA_POSITION] & 0xff,
                (input[0] & LOG_APPEND_TIME_FLAG) != 0);
        RecordReading.check(recordBatch);
    }

    private static RecordBatchView recordBatch(
            int codec, byte[] section, int count, int lastDelta, boolean logAppendTime) {
        ByteBuffer bytes = ByteBuffer.allocate(RecordBatchLayout.HEADER_LENGTH + section.length);
        bytes.putLong(RecordBatchLayout.BASE_OFFSET_POSITION, 100);
        bytes.putInt(RecordBatchLayout.LENGTH_POSITION, bytes.capacity() - RecordBatchLayout.UNCOUNTED_LENGTH);
        bytes.put(RecordBatchLayout.MAGIC_POSITION, RecordBatchLayout.MAGIC);
        bytes.putShort(
                RecordBatchLayout.ATTRIBUTES_POSITION, (short) (codec | (logAppendTime ? LOG_APPEND_TIME_MASK : 0)));
        bytes.putInt(RecordBatchLayout.LAST_OFFSET_DELTA_POSITION, lastDelta);
        bytes.putLong(RecordBatchLayout.BASE_TIMESTAMP_POSITION, 1_700_000_000_000L);
        bytes.putLong(RecordBatchLayout.MAX_TIMESTAMP_POSITION, 1_700_000_000_500L);
        bytes.putInt(RecordBatchLayout.RECORD_COUNT_POSITION, count);
        bytes.put(RecordBatchLayout.RECORDS_POSITION, section);
        RecordBatchView view = new RecordBatchView();
        view.wrap(bytes.array(), 0, "fuzzed", 0);
        return view;
    }

    private static byte[] compress(CompressionCodec codec, byte[] content) throws IOException {
        Compression compression =
                Compression.of(codec.name().toLowerCase(Locale.ROOT)).build();
        ByteBufferOutputStream compressed = new ByteBufferOutputStream(64);
        try (OutputStream stream = compression.wrapForOutput(compressed, RecordBatchLayout.MAGIC)) {
            stream.write(content);
        }
        return Arrays.copyOf(compressed.buffer().array(), compressed.position());
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int codec = 0; codec < CODECS.size(); codec++) {
            RecordBatchView batch = RecordReading.goldenBatches(
                            "codec-" + CODECS.get(codec).name().toLowerCase(Locale.ROOT), 1)
                    .get(0);
            byte[] seed = new byte[SECTION_POSITION + batch.recordsLength()];
            seed[0] = (byte) (codec | COMPRESSED_FLAG);
            seed[COUNT_POSITION] = (byte) batch.recordCount();
            seed[LAST_DELTA_POSITION] = (byte) (batch.lastOffset() - batch.baseOffset());
            System.arraycopy(batch.bytes(), batch.recordsPosition(), seed, SECTION_POSITION, batch.recordsLength());
            seeds.add(seed);
            if (codec == 0) {
                for (int other = 0; other < CODECS.size(); other++) {
                    byte[] plain = seed.clone();
                    plain[0] = (byte) other;
                    seeds.add(plain);
                }
            }
        }
        return seeds;
    }
}
