package io.kaspar.client.broker;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.memory.MemoryPool;

/**
 * Gives the connections the byte arrays that responses are received into, and takes those of large responses back, so that
 * each does not need some megabytes of new, zeroed memory.
 *
 * <p>Knows only the arrays that were given back: one that is never given back is left to the garbage collector. Not
 * thread-safe.
 */
final class ResponseBuffers implements MemoryPool {
    /** One is read while the next response arrives. */
    private static final int MOST_KEPT = 2;

    private static final int SMALLEST_KEPT_LENGTH = 1 << 16;
    private static final int SLACK = 1 << 16;

    private final int usualLength;
    private int largestKeptLength;
    private final List<byte[]> kept = new ArrayList<>(MOST_KEPT);

    /** @param usualLength of the record batches in large responses; one huge record batch's array is not kept */
    ResponseBuffers(int usualLength) {
        this.usualLength = usualLength;
        largestKeptLength = largestKept(usualLength);
    }

    private static int largestKept(int length) {
        return (int) Math.min(Integer.MAX_VALUE, 2L * length + 2 * SLACK);
    }

    /** Large responses become as long as this; arrays of this length are kept from now on. */
    void expect(int length) {
        largestKeptLength = Math.max(largestKeptLength, largestKept(length));
    }

    /** Forgets what was kept and expected. */
    void clear() {
        kept.clear();
        largestKeptLength = largestKept(usualLength);
    }

    @Override
    public ByteBuffer tryAllocate(int length) {
        if (length < SMALLEST_KEPT_LENGTH) {
            return ByteBuffer.allocate(length);
        }
        for (Iterator<byte[]> arrays = kept.iterator(); arrays.hasNext(); ) {
            byte[] array = arrays.next();
            if (array.length >= length) {
                arrays.remove();
                return ByteBuffer.wrap(array, 0, length);
            }
        }
        // The next response of the same request size may be a little longer.
        int roomyLength = length <= largestKeptLength - SLACK ? length + SLACK : length;
        return ByteBuffer.wrap(new byte[roomyLength], 0, length);
    }

    @Override
    public void release(ByteBuffer buffer) {
        if (buffer.arrayOffset() == 0) { // as each buffer given out here
            recycle(buffer.array());
        }
    }

    /** Takes back an array of which nothing will be read any more. */
    void recycle(byte[] array) {
        if (array.length < SMALLEST_KEPT_LENGTH || array.length > largestKeptLength) {
            return;
        }
        if (kept.size() == MOST_KEPT) {
            // The oldest is the smallest: requests grow.
            kept.remove(0);
        }
        kept.add(array);
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long availableMemory() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isOutOfMemory() {
        return false;
    }
}
