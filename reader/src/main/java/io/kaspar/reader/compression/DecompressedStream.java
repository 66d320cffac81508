package io.kaspar.reader.compression;

import io.kaspar.reader.batch.CompressionCodec;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A codec's stream whose every failure is a {@link CorruptSegmentException} that names the record batch. Nothing is read after
 * a failure: the codec would be anywhere.
 */
final class DecompressedStream extends InputStream {
    private final InputStream codecStream;
    private final CompressionCodec codec;
    private final String source;
    private final long sourcePosition;
    private final long baseOffset;
    private @Nullable CorruptSegmentException failure;

    private DecompressedStream(RecordBatchView recordBatch, InputStream codecStream) {
        this.codecStream = codecStream;
        this.codec = recordBatch.codec();
        this.source = recordBatch.source();
        this.sourcePosition = recordBatch.sourcePosition();
        this.baseOffset = recordBatch.baseOffset();
    }

    /** Opens the codec's stream. */
    static InputStream open(RecordBatchView recordBatch, Supplier<InputStream> opener) throws CorruptSegmentException {
        try {
            return new DecompressedStream(recordBatch, opener.get());
        } catch (RuntimeException e) { // codecs meet broken bytes with whatever their buffers throw
            CorruptSegmentException corrupt =
                    recordBatch.corrupt("its records are no " + recordBatch.codec() + " data");
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    @Override
    public int read() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return codecStream.read();
        } catch (IOException | RuntimeException e) { // as in open
            throw corrupt(e);
        }
    }

    @Override
    public int read(byte[] target, int targetPosition, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return codecStream.read(target, targetPosition, length);
        } catch (IOException | RuntimeException e) { // as in open
            throw corrupt(e);
        }
    }

    private CorruptSegmentException corrupt(Exception cause) {
        CorruptSegmentException corrupt = new CorruptSegmentException(
                source,
                sourcePosition,
                "record batch at offset " + baseOffset + ": its records cannot be decompressed as " + codec);
        corrupt.initCause(cause);
        failure = corrupt;
        return corrupt;
    }

    @Override
    public void close() throws IOException {
        codecStream.close();
    }
}
