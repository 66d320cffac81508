package io.kaspar.reader.record;

import io.kaspar.reader.batch.TimestampType;

/**
 * The fast way over records that lie in memory: reads those that look as records mostly do, and stops at every other one.
 *
 * <p>It has no errors of its own. What it stops at, whether broken, unusually large or cut off, is for {@link RecordCursor} to
 * read or to refuse; it never takes a record that the cursor would refuse. One long loop over local variables, because it is
 * the innermost one of every scan.
 */
final class RecordWalk {
    /** Bytes that have to be in the array behind the limit: a record's first fields are read before they are checked. */
    static final int SLACK = 32;

    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD_MASK = 0x7f;
    private static final int MAX_VARINT_LENGTH = 4;
    /** Set in a varint that is longer; the values of shorter ones do not reach this bit. */
    private static final long TOO_LONG = 1L << (Integer.SIZE - 1);

    private static final int NULL_LENGTH = -1;
    private static final int BROKEN = -1;

    private int position;
    private int recordCount;
    private int offsetDelta;

    /** After the last record that was walked over. */
    int position() {
        return position;
    }

    /** How many were walked over, those before the range included. */
    int recordCount() {
        return recordCount;
    }

    /** The last one's. */
    int offsetDelta() {
        return offsetDelta;
    }

    /**
     * Walks over records and puts those of a range into a block, until there is no room, or something stops it.
     *
     * @param from where the first record begins
     * @param limit where the bytes end that are there
     * @param maxCount how many records there can be
     * @param lastDelta the offset delta of the record before
     * @param firstWanted the smallest offset delta that is wanted
     * @param endWanted the first one behind those that are wanted: the walk stops before it
     */
    void run(
            RecordBatchFacts recordBatch,
            RecordBlock block,
            int from,
            int limit,
            int maxCount,
            int lastDelta,
            int firstWanted,
            int endWanted) {
        byte[] bytes = block.bytes();
        boolean isLogAppendTime = recordBatch.timestampType() == TimestampType.LOG_APPEND_TIME;
        long timestamp = isLogAppendTime ? recordBatch.maxTimestamp() : recordBatch.baseTimestamp();
        int timestampMask = isLogAppendTime ? 0 : -1;
        int row = block.size();
        int endRow = block.capacity();
        int endDelta = (int) Math.min(endWanted, recordBatch.lastOffsetDelta() + 1L);
        int next = from;
        int delta = lastDelta;
        int count = 0;
        boolean withHeaders = false;
        while (count < maxCount && row < endRow && next < limit) {
            long recordLength = varint(bytes, next);
            int place = after(recordLength);
            int recordEnd = place + number(recordLength);
            long timestampDelta = varint(bytes, place + 1); // behind the attributes, which have no meaning
            long recordDelta = varint(bytes, after(timestampDelta));
            long keyField = varint(bytes, after(recordDelta));
            if (((recordLength | timestampDelta | recordDelta | keyField) & TOO_LONG) != 0) {
                break;
            }
            int newDelta = number(recordDelta);
            int keyLength = number(keyField);
            int keyPosition = after(keyField);
            if (newDelta <= delta
                    || newDelta >= endDelta
                    || recordEnd > limit
                    || keyPosition > recordEnd
                    || keyLength < NULL_LENGTH
                    || keyLength > recordEnd - keyPosition) {
                break;
            }
            long valueField = varint(bytes, keyPosition + Math.max(keyLength, 0));
            int valueLength = number(valueField);
            int valuePosition = after(valueField);
            if ((valueField & TOO_LONG) != 0
                    || valuePosition > recordEnd
                    || valueLength < NULL_LENGTH
                    || valueLength > recordEnd - valuePosition) {
                break;
            }
            place = valuePosition + Math.max(valueLength, 0);
            int headerCount = bytes[place++];
            if (headerCount != 0) {
                headerCount = headerCount < 0 ? BROKEN : (headerCount >>> 1) ^ -(headerCount & 1);
                withHeaders = true;
            }
            int headersPosition = place;
            if (headerCount == 0 ? place != recordEnd : headersEnd(bytes, place, headerCount, recordEnd) != recordEnd) {
                break;
            }
            delta = newDelta;
            next = recordEnd;
            count++;
            if (newDelta >= firstWanted) {
                block.offsets[row] = recordBatch.baseOffset() + newDelta;
                block.timestamps[row] = timestamp + (number(timestampDelta) & timestampMask);
                block.keyPositions[row] = keyPosition;
                block.keyLengths[row] = keyLength;
                block.valuePositions[row] = valuePosition;
                block.valueLengths[row] = valueLength;
                block.headersPositions[row] = headersPosition;
                block.headerCounts[row] = headerCount;
                row++;
            }
        }
        block.added(row, recordBatch, withHeaders);
        position = next;
        recordCount = count;
        offsetDelta = delta;
    }

    /** Where the headers end; {@link #BROKEN} when they are not as headers mostly are. */
    private static int headersEnd(byte[] bytes, int headersPosition, int headerCount, int recordEnd) {
        int place = headersPosition;
        int slices = 2 * headerCount;
        for (int slice = 0; slice < slices; slice++) {
            if (place >= recordEnd) {
                return BROKEN;
            }
            long field = varint(bytes, place);
            int length = number(field);
            place = after(field);
            boolean isKey = (slice & 1) == 0;
            if ((field & TOO_LONG) != 0
                    || length < (isKey ? 0 : NULL_LENGTH)
                    || place > recordEnd
                    || length > recordEnd - place) {
                return BROKEN;
            }
            place += Math.max(length, 0);
        }
        return headerCount < 0 ? BROKEN : place;
    }

    /** A varint as two numbers in one: the bits of its value, and above them the position after it. */
    private static long varint(byte[] bytes, int position) {
        int value = bytes[position];
        int next = position + 1;
        if (value < 0) {
            value &= PAYLOAD_MASK;
            int octet;
            do {
                if (next - position == MAX_VARINT_LENGTH) {
                    return (long) next << Integer.SIZE | TOO_LONG;
                }
                octet = bytes[next];
                value |= (octet & PAYLOAD_MASK) << (PAYLOAD_BITS * (next - position));
                next++;
            } while (octet < 0);
        }
        return (long) next << Integer.SIZE | value;
    }

    private static int after(long varint) {
        return (int) (varint >>> Integer.SIZE);
    }

    private static int number(long varint) {
        int bits = (int) varint;
        return (bits >>> 1) ^ -(bits & 1);
    }
}
