package io.kaspar.reader.record;

import io.kaspar.reader.batch.TimestampType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The fast way over records that lie in memory: reads those that look as records mostly do, and stops at every other one.
 *
 * <p>It has no errors of its own. What it stops at, whether broken, unusually large or cut off, is for {@link RecordCursor} to
 * read or to refuse; it never takes a record that the cursor would refuse.
 *
 * <p>One long loop over local variables, because it is the innermost one of every scan. Its varints are read out of words, with
 * a branch for each length: processors guess the branch and need not wait for a length to know where the next field begins.
 * A common method for them, or one without branches, is slower by half.
 */
final class RecordWalk {
    /** Bytes that have to be in the array behind the limit: a record's first fields are read before they are checked. */
    static final int SLACK = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    // Whether another octet follows the first, second, third or fourth one of a varint, in a word that begins with it.
    private static final int ONE_MORE = 0x80;
    private static final int TWO_MORE = 0x8000;
    private static final int THREE_MORE = 0x800000;
    private static final long FOUR_MORE = 0x80000000L;

    // The bits that an octet of a varint gives to its value, where they belong in it.
    private static final int FIRST_BITS = 0x7f;
    private static final int SECOND_BITS = FIRST_BITS << 7;
    private static final int THIRD_BITS = FIRST_BITS << 14;
    private static final int FOURTH_BITS = FIRST_BITS << 21;

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
     * Walks over records and puts those of a range into a block, until that has no room, or something stops it. The block does not
     * grow here: who calls this reserves room.
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
        int endRow = block.room();
        int endDelta = (int) Math.min(endWanted, recordBatch.lastOffsetDelta() + 1L);
        int next = from;
        int delta = lastDelta;
        int count = 0;
        boolean withHeaders = false;
        while (count < maxCount && row < endRow && next < limit) {
            long octets = (long) LONG.get(bytes, next);
            int place;
            int field = (int) octets & FIRST_BITS;
            if ((octets & ONE_MORE) == 0) {
                place = next + 1;
                octets >>>= 8;
            } else if ((octets & TWO_MORE) == 0) {
                field = twoOctets((int) octets);
                place = next + 2;
                octets >>>= 16;
            } else if ((octets & THREE_MORE) == 0) {
                field = threeOctets((int) octets);
                place = next + 3;
                octets >>>= 24;
            } else {
                break;
            }
            int recordEnd = place + (field >>> 1);
            int oddFields = field;
            octets >>>= Byte.SIZE; // the attributes, which have no meaning
            int timestampField = (int) octets & FIRST_BITS;
            if ((octets & ONE_MORE) == 0) {
                place += 2;
            } else if ((octets & TWO_MORE) == 0) {
                timestampField = twoOctets((int) octets);
                place += 3;
            } else if ((octets & THREE_MORE) == 0) {
                timestampField = threeOctets((int) octets);
                place += 4;
            } else if ((octets & FOUR_MORE) == 0) {
                timestampField = fourOctets((int) octets);
                place += 5;
            } else {
                break;
            }
            octets = (long) LONG.get(bytes, place);
            field = (int) octets & FIRST_BITS;
            if ((octets & ONE_MORE) == 0) {
                place += 1;
                octets >>>= 8;
            } else if ((octets & TWO_MORE) == 0) {
                field = twoOctets((int) octets);
                place += 2;
                octets >>>= 16;
            } else if ((octets & THREE_MORE) == 0) {
                field = threeOctets((int) octets);
                place += 3;
                octets >>>= 24;
            } else {
                break;
            }
            int newDelta = field >>> 1;
            oddFields |= field;
            field = (int) octets & FIRST_BITS;
            if ((octets & ONE_MORE) == 0) {
                place += 1;
            } else if ((octets & TWO_MORE) == 0) {
                field = twoOctets((int) octets);
                place += 2;
            } else if ((octets & THREE_MORE) == 0) {
                field = threeOctets((int) octets);
                place += 3;
            } else {
                break;
            }
            int keyPosition = place;
            int keyLength = number(field);
            if (newDelta <= delta
                    || newDelta >= endDelta
                    || recordEnd > limit
                    || (oddFields & 1) != 0 // a negative length or offset delta
                    || keyLength < NULL_LENGTH
                    || Math.max(keyLength, 0) > recordEnd - keyPosition) {
                break;
            }
            place = keyPosition + Math.max(keyLength, 0);
            int valueOctets = (int) INT.get(bytes, place);
            field = valueOctets & FIRST_BITS;
            if ((valueOctets & ONE_MORE) == 0) {
                place += 1;
            } else if ((valueOctets & TWO_MORE) == 0) {
                field = twoOctets(valueOctets);
                place += 2;
            } else if ((valueOctets & THREE_MORE) == 0) {
                field = threeOctets(valueOctets);
                place += 3;
            } else {
                break;
            }
            int valuePosition = place;
            int valueLength = number(field);
            if (valueLength < NULL_LENGTH || Math.max(valueLength, 0) > recordEnd - valuePosition) {
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
                block.timestamps[row] = timestamp + (number(timestampField) & timestampMask);
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
            int length = number((int) field);
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

    /** The value of a varint of two octets, in a word that begins with it. */
    private static int twoOctets(int word) {
        return (word & FIRST_BITS) | (word >>> 1 & SECOND_BITS);
    }

    private static int threeOctets(int word) {
        return twoOctets(word) | (word >>> 2 & THIRD_BITS);
    }

    private static int fourOctets(int word) {
        return threeOctets(word) | (word >>> 3 & FOURTH_BITS);
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

    private static int number(int bits) {
        return (bits >>> 1) ^ -(bits & 1);
    }
}
