package io.kaspar.reader.batch;

import static io.kaspar.reader.batch.RecordBatchLayout.ATTRIBUTES_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.BASE_OFFSET_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.BASE_SEQUENCE_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.BASE_TIMESTAMP_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.CODEC_MASK;
import static io.kaspar.reader.batch.RecordBatchLayout.CONTROL_MASK;
import static io.kaspar.reader.batch.RecordBatchLayout.CRC_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.DELETE_HORIZON_MASK;
import static io.kaspar.reader.batch.RecordBatchLayout.HEADER_LENGTH;
import static io.kaspar.reader.batch.RecordBatchLayout.LAST_OFFSET_DELTA_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.LEADER_EPOCH_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.LENGTH_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.LOG_APPEND_TIME_MASK;
import static io.kaspar.reader.batch.RecordBatchLayout.MAGIC;
import static io.kaspar.reader.batch.RecordBatchLayout.MAGIC_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.MAX_TIMESTAMP_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.PRODUCER_EPOCH_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.PRODUCER_ID_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.RECORDS_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.RECORD_COUNT_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.TRANSACTIONAL_MASK;
import static io.kaspar.reader.batch.RecordBatchLayout.UNCOUNTED_LENGTH;

import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.bytes.CorruptSegmentException;
import java.util.zip.CRC32C;

/**
 * A record batch of format v2 in a byte array, header fields read in place.
 *
 * <p>A view: {@link #wrap} moves it to another batch. The fields make sense after {@link #checkHeader}. Not thread-safe.
 */
public final class RecordBatchView {
    private static final long NO_PRODUCER_ID = -1;

    private final CRC32C crc32c = new CRC32C();
    private byte[] bytes = new byte[0];
    private int position;
    private String source = "";
    private long sourcePosition;

    /**
     * Moves the view.
     *
     * @param bytes holds the whole batch
     * @param position of its first byte in {@code bytes}
     * @param source a file, or a broker and partition, for messages
     * @param sourcePosition of the batch's first byte in the source
     */
    public void wrap(byte[] bytes, int position, String source, long sourcePosition) {
        this.bytes = bytes;
        this.position = position;
        this.source = source;
        this.sourcePosition = sourcePosition;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return position;
    }

    public String source() {
        return source;
    }

    public long sourcePosition() {
        return sourcePosition;
    }

    public long baseOffset() {
        return int64(BASE_OFFSET_POSITION);
    }

    /** Bytes of the whole batch. */
    public int sizeInBytes() {
        return int32(LENGTH_POSITION) + UNCOUNTED_LENGTH;
    }

    /** Epoch of the leader that appended the batch, -1 when unknown. Not covered by the checksum. */
    public int leaderEpoch() {
        return int32(LEADER_EPOCH_POSITION);
    }

    public byte magic() {
        return bytes[position + MAGIC_POSITION];
    }

    /** The stored CRC-32C, unsigned. */
    public long crc() {
        return BigEndian.uint32(bytes, position + CRC_POSITION);
    }

    /** All attribute bits. */
    public short attributes() {
        return BigEndian.int16(bytes, position + ATTRIBUTES_POSITION);
    }

    public CompressionCodec codec() {
        return CompressionCodec.ofCode(attributes() & CODEC_MASK);
    }

    public TimestampType timestampType() {
        return has(LOG_APPEND_TIME_MASK) ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
    }

    /** Whether a producer's transaction wrote it; true for markers too. */
    public boolean isTransactional() {
        return has(TRANSACTIONAL_MASK);
    }

    /** Whether it holds a marker of the broker's instead of records. */
    public boolean isControl() {
        return has(CONTROL_MASK);
    }

    /** Whether {@link #baseTimestamp} is the time from which compaction may drop its tombstones and markers. */
    public boolean hasDeleteHorizon() {
        return has(DELETE_HORIZON_MASK);
    }

    /** The last offset the batch had when it was written; compaction may have removed its record. */
    public long lastOffset() {
        return baseOffset() + lastOffsetDelta();
    }

    /** The first offset after the batch. */
    public long nextOffset() {
        return lastOffset() + 1;
    }

    int lastOffsetDelta() {
        return int32(LAST_OFFSET_DELTA_POSITION);
    }

    /** What the records' timestamp deltas add to, in milliseconds: not always a timestamp, see {@link #hasDeleteHorizon}. */
    public long baseTimestamp() {
        return int64(BASE_TIMESTAMP_POSITION);
    }

    /**
     * The broker's time in milliseconds for {@link TimestampType#LOG_APPEND_TIME}, that of all records. Else what the writer said
     * to be the largest: too small, or -1, where a client did not set it and its broker did not mend it.
     */
    public long maxTimestamp() {
        return int64(MAX_TIMESTAMP_POSITION);
    }

    /** -1 when the producer was neither idempotent nor transactional. */
    public long producerId() {
        return int64(PRODUCER_ID_POSITION);
    }

    public boolean hasProducerId() {
        return producerId() > NO_PRODUCER_ID;
    }

    public short producerEpoch() {
        return BigEndian.int16(bytes, position + PRODUCER_EPOCH_POSITION);
    }

    /** Sequence number of the first record ever in the batch, -1 for none. */
    public int baseSequence() {
        return int32(BASE_SEQUENCE_POSITION);
    }

    /** Records in the batch now; 0 is possible after compaction. */
    public int recordCount() {
        return int32(RECORD_COUNT_POSITION);
    }

    /** Whether no offset between its first and its last is missing, as in each batch that was not compacted. */
    public boolean isDense() {
        return recordCount() == lastOffsetDelta() + 1L;
    }

    /** Position in {@link #bytes} of the records section, which may be compressed. */
    public int recordsPosition() {
        return position + RECORDS_POSITION;
    }

    /** Length of the records section in bytes. */
    public int recordsLength() {
        return sizeInBytes() - HEADER_LENGTH;
    }

    /**
     * Checks the format, the size and the header's facts against each other. That the array holds all of the batch is the
     * caller's to check.
     *
     * @throws OldFormatException when it is of format v0 or v1
     */
    public void checkHeader() throws CorruptSegmentException, OldFormatException {
        if (magic() == 0 || magic() == 1) {
            throw new OldFormatException(source, sourcePosition, magic());
        }
        if (magic() != MAGIC) {
            throw corrupt("format v" + magic() + " found, v" + MAGIC + " expected");
        }
        if (sizeInBytes() < HEADER_LENGTH) {
            throw corrupt("a size of " + sizeInBytes() + " bytes found, " + HEADER_LENGTH + " or more expected");
        }
        checkOffsets();
        if (!CompressionCodec.isCode(attributes() & CODEC_MASK)) {
            throw corrupt("compression code " + (attributes() & CODEC_MASK) + " found, 0 to "
                    + (CompressionCodec.values().length - 1) + " expected");
        }
    }

    private void checkOffsets() throws CorruptSegmentException {
        if (baseOffset() < 0 || lastOffsetDelta() < 0 || lastOffset() < 0) {
            throw corrupt("a last offset delta of " + lastOffsetDelta() + " found, offsets from 0 up expected");
        }
        if (recordCount() < 0 || recordCount() > lastOffsetDelta() + 1L) {
            throw corrupt("a count of " + recordCount() + " records found, 0 to " + (lastOffsetDelta() + 1L)
                    + " expected by its offsets");
        }
    }

    /** Compares the CRC-32C of everything from the attributes on with the stored one. Needs a checked header. */
    public void checkCrc() throws CorruptSegmentException {
        crc32c.reset();
        crc32c.update(bytes, position + ATTRIBUTES_POSITION, sizeInBytes() - ATTRIBUTES_POSITION);
        if (crc32c.getValue() != crc()) {
            throw corrupt("CRC-32C " + Long.toHexString(crc()) + " found, but its bytes give "
                    + Long.toHexString(crc32c.getValue()));
        }
    }

    /** The error for something wrong in this batch; names source, position and base offset. */
    public CorruptSegmentException corrupt(String problem) {
        return new CorruptSegmentException(
                source, sourcePosition, "record batch at offset " + baseOffset() + ": " + problem);
    }

    private boolean has(int mask) {
        return (attributes() & mask) != 0;
    }

    private int int32(int fieldPosition) {
        return BigEndian.int32(bytes, position + fieldPosition);
    }

    private long int64(int fieldPosition) {
        return BigEndian.int64(bytes, position + fieldPosition);
    }
}
