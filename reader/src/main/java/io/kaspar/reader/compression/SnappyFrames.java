package io.kaspar.reader.compression;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.bytes.CorruptSegmentException;

/**
 * Checks the lengths in snappy data before the codec sees it, because the codec allocates what they claim.
 *
 * <p>Kafka's clients write either the framing of snappy-java (a header, then chunks that each begin with their length as
 * int32) or one bare snappy block. A block begins with its uncompressed length as an unsigned varint.
 */
final class SnappyFrames {
    private static final long MAGIC = 0x82534e4150505900L; // 0x82, "SNAPPY", 0
    private static final int MAGIC_HEAD = (int) (MAGIC >>> Integer.SIZE);
    private static final int HEADER_LENGTH =
            Long.BYTES + Integer.BYTES + Integer.BYTES; // magic, version, compatible version
    // A copy element makes at most 64 bytes out of 3; no element makes more.
    private static final int MAX_EXPANSION = 22;
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD_MASK = 0x7f;

    private SnappyFrames() {}

    static void check(RecordBatchView recordBatch) throws CorruptSegmentException {
        byte[] bytes = recordBatch.bytes();
        int position = recordBatch.recordsPosition();
        int end = position + recordBatch.recordsLength();
        if (end - position < HEADER_LENGTH || BigEndian.int64(bytes, position) != MAGIC) {
            checkBlock(recordBatch, position, end);
            return;
        }
        position += HEADER_LENGTH;
        boolean afterHeader = true;
        while (end - position >= Integer.BYTES) {
            int length = BigEndian.int32(bytes, position);
            if (length == MAGIC_HEAD && !afterHeader && end - position >= HEADER_LENGTH) {
                position += HEADER_LENGTH;
                afterHeader = true;
                continue;
            }
            position += Integer.BYTES;
            if (length < 0 || length > end - position) {
                throw recordBatch.corrupt(
                        "a snappy chunk of " + length + " bytes found where " + (end - position) + " remain");
            }
            checkBlock(recordBatch, position, position + length);
            position += length;
            afterHeader = false;
        }
    }

    private static void checkBlock(RecordBatchView recordBatch, int position, int end) throws CorruptSegmentException {
        long uncompressedLength = 0;
        int shift = 0;
        int next = position;
        while (next < end && shift < Integer.SIZE) {
            byte part = recordBatch.bytes()[next++];
            uncompressedLength |= (long) (part & PAYLOAD_MASK) << shift;
            shift += PAYLOAD_BITS;
            if (part >= 0) {
                break;
            }
        }
        if (uncompressedLength > (long) MAX_EXPANSION * (end - position)) {
            throw recordBatch.corrupt(
                    "a snappy block of " + (end - position) + " bytes claims to expand to " + uncompressedLength);
        }
    }
}
