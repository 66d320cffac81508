package io.kaspar.reader.record;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A whole record batch, header and all, without its checksum; only its length is put right, as its owner checks that. */
final class RecordBatchFuzz implements FuzzTarget {
    @Override
    public void run(byte[] input) throws IOException {
        if (input.length < RecordBatchLayout.HEADER_LENGTH) {
            return;
        }
        byte[] bytes = input.clone();
        ByteBuffer.wrap(bytes)
                .putInt(RecordBatchLayout.LENGTH_POSITION, bytes.length - RecordBatchLayout.UNCOUNTED_LENGTH);
        RecordBatchView recordBatch = new RecordBatchView();
        recordBatch.wrap(bytes, 0, "fuzzed", 0);
        try {
            recordBatch.checkHeader();
        } catch (CorruptSegmentException | OldFormatException e) {
            return;
        }
        RecordReading.check(recordBatch);
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String topic : GoldenSegments.topics()) {
            for (RecordBatchView batch : RecordReading.goldenBatches(topic, 2)) {
                seeds.add(Arrays.copyOfRange(batch.bytes(), batch.position(), batch.position() + batch.sizeInBytes()));
            }
        }
        return seeds;
    }
}
