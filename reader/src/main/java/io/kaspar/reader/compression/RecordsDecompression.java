package io.kaspar.reader.compression;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One records section on its way: what is left of its compressed bytes, and the target with what came out.
 *
 * <p>Reused; {@link #start} begins another one. Codecs move it forward and report through it what is wrong.
 */
final class RecordsDecompression {
    private static final byte[] NOTHING = new byte[0];

    private final int maxLength;
    private byte[] bytes = NOTHING;
    private int position;
    private int end;
    private int startLimit;
    private @Nullable RecordBatchView recordBatch;
    private @Nullable DecompressionTarget target;

    /** @param maxLength the most bytes that one records section may expand to */
    RecordsDecompression(int maxLength) {
        this.maxLength = maxLength;
    }

    void start(RecordBatchView recordBatch, DecompressionTarget target) {
        this.recordBatch = recordBatch;
        this.target = target;
        bytes = recordBatch.bytes();
        position = recordBatch.recordsPosition();
        end = position + recordBatch.recordsLength();
        startLimit = target.limit();
    }

    /** Lets go of the record batch and the target. */
    void finish() {
        recordBatch = null;
        target = null;
        bytes = NOTHING;
    }

    /** Holds the compressed bytes. */
    byte[] bytes() {
        return bytes;
    }

    /** Of the next compressed byte. */
    int position() {
        return position;
    }

    /** Compressed bytes left. */
    int remaining() {
        return end - position;
    }

    void skip(int length) throws CorruptSegmentException {
        require(length);
        position += length;
    }

    /** Checks that compressed bytes are left. */
    void require(int length) throws CorruptSegmentException {
        if (length < 0 || length > remaining()) {
            throw corrupt(length + " more bytes expected where " + remaining() + " remain");
        }
    }

    /** The next compressed byte, unsigned. */
    int uint8() throws CorruptSegmentException {
        require(Byte.BYTES);
        return Byte.toUnsignedInt(bytes[position++]);
    }

    /** The next two compressed bytes, the lowest first. */
    int uint16LittleEndian() throws CorruptSegmentException {
        return uint8() | uint8() << Byte.SIZE;
    }

    /** The next four compressed bytes, the lowest first. */
    int int32LittleEndian() throws CorruptSegmentException {
        return uint16LittleEndian() | uint16LittleEndian() << Short.SIZE;
    }

    /** The target, with room for {@code length} bytes. Ask for no more than the bytes left can plausibly expand to. */
    DecompressionTarget targetWithRoom(int length) {
        DecompressionTarget roomy = Objects.requireNonNull(target);
        roomy.ensureRoom(length);
        return roomy;
    }

    /** Declares bytes as written to the target. */
    void appended(int length) throws CorruptSegmentException {
        Objects.requireNonNull(target).appended(length);
        if (length() > maxLength) {
            throw tooLong();
        }
    }

    /** Checks an exact claim of how many bytes come next. */
    void checkClaim(int length) throws CorruptSegmentException {
        if (length > maxLength - length()) {
            throw tooLong();
        }
    }

    /** Bytes written to the target. */
    int length() {
        return Objects.requireNonNull(target).limit() - startLimit;
    }

    /** The most bytes that may be written to the target. */
    int maxLength() {
        return maxLength;
    }

    private CorruptSegmentException tooLong() {
        return corrupt("they expand to more than " + maxLength + " bytes");
    }

    CorruptSegmentException corrupt(String problem) {
        RecordBatchView broken = Objects.requireNonNull(recordBatch);
        return broken.corrupt("its records cannot be decompressed as " + broken.codec() + ": " + problem);
    }

    CorruptSegmentException corrupt(Exception cause) {
        CorruptSegmentException corrupt = corrupt(String.valueOf(cause.getMessage()));
        corrupt.initCause(cause);
        return corrupt;
    }
}
