package io.kaspar.reader.record;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.bytes.MalformedBytesException;
import io.kaspar.reader.bytes.VarintCursor;
import io.kaspar.reader.compression.RecordsDecompressor;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Moves over the records of one record batch after the other; decompresses them into a {@link RecordBuffer} in chunks.
 *
 * <p>What it says of a record is valid until the next {@link #next}; positions are valid until the buffer's reset. It may be
 * reset between any two records, also in the middle of a batch. One per task, reused; not thread-safe; must be closed.
 */
public final class RecordCursor implements Closeable {
    /** Records longer than this are refused unless the constructor is told otherwise. */
    public static final int DEFAULT_MAX_RECORD_LENGTH = 256 << 20;

    private static final int NULL_LENGTH = -1;
    /** Of seven fields that take a byte each. */
    private static final int LEAST_RECORD_LENGTH = 7;
    // Record batches that expand to no more are decompressed at once.
    private static final int MAX_WHOLE_LENGTH = 1 << 22;
    // Decompressed at once of others: little, because the rest has to be moved between two blocks.
    private static final int WALK_LENGTH = 1 << 17;

    private final RecordBuffer buffer;
    private final int maxRecordLength;
    private final RecordsDecompressor decompressor = new RecordsDecompressor(MAX_WHOLE_LENGTH);
    private final VarintCursor varints = new VarintCursor();
    private final HeaderCursor headers = new HeaderCursor();
    private final RecordWalk walk = new RecordWalk();

    private RecordBatchFacts recordBatch = RecordBatchFacts.NONE;
    private InputStream stream = InputStream.nullInputStream();
    private int recordsRead;
    private int offsetDelta;

    private long timestamp;
    private int keyPosition;
    private int keyLength;
    private int valuePosition;
    private int valueLength;
    private int headersPosition;
    private int headerCount;

    /** A cursor that refuses records longer than {@link #DEFAULT_MAX_RECORD_LENGTH}. */
    public RecordCursor(RecordBuffer buffer) {
        this(buffer, DEFAULT_MAX_RECORD_LENGTH);
    }

    /** @param maxRecordLength records of more bytes, decompressed, are refused */
    public RecordCursor(RecordBuffer buffer, int maxRecordLength) {
        if (maxRecordLength <= 0) {
            throw new IllegalArgumentException("no length for records: " + maxRecordLength);
        }
        this.buffer = buffer;
        this.maxRecordLength = maxRecordLength;
    }

    /**
     * Moves to before the first record of the batch; leaves the batch before as it is.
     *
     * @param recordBatch with a checked header; its bytes must not change until its records are read
     */
    public void open(RecordBatchView recordBatch) throws IOException {
        stream.close();
        buffer.dropUnread();
        stream = InputStream.nullInputStream();
        this.recordBatch = RecordBatchFacts.of(recordBatch);
        recordsRead = 0;
        offsetDelta = -1;
        if (recordBatch.recordCount() > 0) {
            decompress(recordBatch);
        } else if (recordBatch.recordsLength() > 0) {
            throw recordBatch.corrupt(recordBatch.recordsLength() + " bytes of records found, but a count of 0");
        }
    }

    /**
     * At once into the buffer, as almost all batches can be; those that cannot, because they are huge or because they are
     * broken, in pieces, so that the records before the damage are read and memory stays bounded.
     */
    private void decompress(RecordBatchView recordBatch) throws IOException {
        try {
            decompressor.decompress(recordBatch, buffer);
        } catch (CorruptSegmentException e) {
            buffer.dropUnread();
            stream = decompressor.open(recordBatch);
        }
    }

    /** Moves to the next record. False after the last one of the batch. */
    public boolean next() throws IOException {
        if (recordsRead == recordBatch.recordCount()) {
            finish();
            return false;
        }
        try {
            int recordLength = recordLength();
            requireRecord(recordLength);
            varints.wrap(buffer.bytes(), buffer.readPosition(), buffer.readPosition() + recordLength);
            parse();
            buffer.advance(recordLength);
        } catch (MalformedBytesException e) {
            throw corrupt(e);
        }
        recordsRead++;
        return true;
    }

    /**
     * Puts the batch's next records into a block, as many as it has room for, of those in a range.
     *
     * @param block over the buffer of this cursor
     * @param startOffset records before it are left out
     * @param endOffset of records from it on nothing is read
     * @return whether the batch may hold more of the range
     * @throws IOException when there is something wrong with the record after {@link #offset}; those before are in the block
     */
    public boolean read(RecordBlock block, long startOffset, long endOffset) throws IOException {
        int firstWanted = delta(startOffset);
        int endWanted = delta(endOffset);
        while (recordsRead < recordBatch.recordCount()) {
            if (block.isFull()) {
                return true;
            }
            int limit = buffer.readPosition() + walkable();
            int left = recordBatch.recordCount() - recordsRead;
            block.reserve(wantedCount(left, firstWanted, endWanted));
            walk.run(recordBatch, block, buffer.readPosition(), limit, left, offsetDelta, firstWanted, endWanted);
            buffer.advance(walk.position() - buffer.readPosition());
            recordsRead += walk.recordCount();
            offsetDelta = walk.offsetDelta();
            if (walk.recordCount() == 0 && !readUnusual(block, startOffset, endOffset)) {
                return false;
            }
        }
        finish();
        return false;
    }

    /** How many of the records that come next can be in a range at most: no more than its offsets, or than bytes are there for. */
    private int wantedCount(int left, int firstWanted, int endWanted) {
        int offsets = Math.max(1, endWanted - Math.max(firstWanted, offsetDelta + 1));
        return Math.min(Math.min(left, offsets), buffer.unread() / LEAST_RECORD_LENGTH + 1);
    }

    /** How many bytes can be walked over; those before a damage can, and who needs one after it meets it again. */
    private int walkable() throws IOException {
        try {
            return buffer.require(WALK_LENGTH, stream);
        } catch (CorruptSegmentException e) {
            return buffer.unread();
        }
    }

    /** The record that the walk stopped at. False when it is behind the range. */
    private boolean readUnusual(RecordBlock block, long startOffset, long endOffset) throws IOException {
        next();
        if (offset() >= endOffset) {
            return false;
        }
        if (offset() >= startOffset) {
            block.add(this, recordBatch);
        }
        return true;
    }

    private int delta(long offset) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, offset - recordBatch.baseOffset()));
    }

    private void finish() throws IOException {
        int unread = buffer.require(1, stream);
        buffer.dropUnread();
        stream.close();
        stream = InputStream.nullInputStream();
        if (unread > 0) {
            throw recordBatch.corrupt("more bytes found after its " + recordBatch.recordCount() + " records");
        }
    }

    private int recordLength() throws IOException {
        int available = Math.min(buffer.require(VarintCursor.MAX_INT_LENGTH, stream), VarintCursor.MAX_INT_LENGTH);
        int start = buffer.readPosition();
        varints.wrap(buffer.bytes(), start, start + available);
        int recordLength = varints.readInt();
        buffer.advance(varints.position() - start);
        return recordLength;
    }

    private void requireRecord(int recordLength) throws IOException {
        if (recordLength < 0) {
            throw new MalformedBytesException("a length of " + recordLength);
        }
        if (recordLength > maxRecordLength) {
            throw new MalformedBytesException(
                    "a length of " + recordLength + " bytes, where " + maxRecordLength + " is the most that is read");
        }
        int available = buffer.require(recordLength, stream);
        if (available < recordLength) {
            throw new MalformedBytesException("a length of " + recordLength + " where " + available + " bytes remain");
        }
    }

    private void parse() throws MalformedBytesException {
        varints.readByte(); // attributes of the record: no bit of them has a meaning
        long timestampDelta = varints.readLong();
        timestamp = recordBatch.timestampOf(timestampDelta);
        int newOffsetDelta = readOffsetDelta();
        keyLength = readSliceLength(varints);
        keyPosition = varints.position();
        varints.skip(Math.max(keyLength, 0));
        valueLength = readSliceLength(varints);
        valuePosition = varints.position();
        varints.skip(Math.max(valueLength, 0));
        headerCount = varints.readInt();
        headersPosition = varints.position();
        skipHeaders();
        if (varints.remaining() > 0) {
            throw new MalformedBytesException(varints.remaining() + " bytes after its last field");
        }
        offsetDelta = newOffsetDelta;
    }

    private int readOffsetDelta() throws MalformedBytesException {
        int newOffsetDelta = varints.readInt();
        if (newOffsetDelta <= offsetDelta || newOffsetDelta > recordBatch.lastOffsetDelta()) {
            throw new MalformedBytesException("an offset delta of " + newOffsetDelta + ", " + (offsetDelta + 1L)
                    + " to " + recordBatch.lastOffsetDelta() + " expected");
        }
        return newOffsetDelta;
    }

    /** Kafka's clients write -1 for null and read every negative length as null. */
    static int readSliceLength(VarintCursor varints) throws MalformedBytesException {
        return Math.max(varints.readInt(), NULL_LENGTH);
    }

    private void skipHeaders() throws MalformedBytesException {
        if (headerCount < 0) {
            throw new MalformedBytesException("a count of " + headerCount + " headers");
        }
        for (int header = 0; header < headerCount; header++) {
            headers.read(varints);
        }
    }

    private CorruptSegmentException corrupt(MalformedBytesException cause) {
        CorruptSegmentException corrupt = recordBatch.corrupt(
                "record " + (recordsRead + 1) + " of " + recordBatch.recordCount() + " has " + cause.getMessage());
        corrupt.initCause(cause);
        return corrupt;
    }

    /** Of the last record that was read whole; before the first one, the offset before the batch's. */
    public long offset() {
        return recordBatch.baseOffset() + offsetDelta;
    }

    /** In milliseconds; the batch's for log-append time; -1 for none. */
    public long timestamp() {
        return timestamp;
    }

    /** Who set {@link #timestamp}. */
    public TimestampType timestampType() {
        return recordBatch.timestampType();
    }

    public int keyPosition() {
        return keyPosition;
    }

    /** -1 when the key is null. */
    public int keyLength() {
        return keyLength;
    }

    public int valuePosition() {
        return valuePosition;
    }

    /** -1 when the value is null. */
    public int valueLength() {
        return valueLength;
    }

    public int headerCount() {
        return headerCount;
    }

    /** Where the record's headers begin, for a {@link HeaderCursor}; valid until the buffer's reset. */
    public int headersPosition() {
        return headersPosition;
    }

    /** Moves a cursor to before the first header of this record. */
    public HeaderCursor headers() {
        headers.open(buffer.bytes(), headersPosition, headerCount);
        return headers;
    }

    /** The buffer's array now; see {@link RecordBuffer#bytes}. */
    public byte[] bytes() {
        return buffer.bytes();
    }

    /** The error for something wrong in the batch that is read. */
    public CorruptSegmentException corruptBatch(String problem) {
        return recordBatch.corrupt(problem);
    }

    @Override
    public void close() throws IOException {
        stream.close();
        stream = InputStream.nullInputStream();
        decompressor.close();
    }
}
