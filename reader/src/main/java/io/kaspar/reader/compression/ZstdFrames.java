package io.kaspar.reader.compression;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Decompresses zstd frames: at once where they can only expand to a plausible length, else step by step. */
final class ZstdFrames implements Closeable {
    private static final int SMALL_BOUND = 1 << 20;
    private static final long PLAUSIBLE_EXPANSION = 32;
    private static final int STEP_LENGTH = 1 << 17;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    void decompress(RecordsDecompression records) throws IOException {
        int position = records.position();
        int length = records.remaining();
        long bound = ZstdFrameBound.of(records);
        long plausible = Math.min(records.maxLength(), Math.max(SMALL_BOUND, length * PLAUSIBLE_EXPANSION));
        if (bound <= plausible) {
            decompressAtOnce(records, position, length, (int) bound);
        } else {
            decompressInSteps(records, position, length);
        }
    }

    private void decompressAtOnce(RecordsDecompression records, int position, int length, int bound)
            throws CorruptSegmentException {
        DecompressionTarget target = records.targetWithRoom(bound);
        try {
            records.appended(context.decompressByteArray(
                    target.array(), target.limit(), bound, records.bytes(), position, length));
        } catch (ZstdException e) {
            throw records.corrupt(e);
        }
    }

    private static void decompressInSteps(RecordsDecompression records, int position, int length) throws IOException {
        InputStream compressed = new ByteArrayInputStream(records.bytes(), position, length);
        try (InputStream frames = new ZstdInputStreamNoFinalizer(compressed, RecyclingBufferPool.INSTANCE)) {
            while (step(records, frames)) {}
        }
    }

    private static boolean step(RecordsDecompression records, InputStream frames) throws CorruptSegmentException {
        DecompressionTarget target = records.targetWithRoom(STEP_LENGTH);
        int length;
        try {
            length = frames.read(target.array(), target.limit(), STEP_LENGTH);
        } catch (IOException e) {
            throw records.corrupt(e);
        }
        if (length > 0) {
            records.appended(length);
        }
        return length >= 0;
    }

    @Override
    public void close() {
        context.close();
    }
}
