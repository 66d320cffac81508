package io.kaspar.schema.wire;

/**
 * Reads the place of a union's branch, which stands in front of a value whose whole schema is an Avro union.
 *
 * <p>Reused; makes no objects. Not thread-safe.
 */
public final class BranchIndexCursor {
    private static final int MAX_VARINT_BYTES = 5;
    private static final int VALUE_BITS = 0x7F;

    private int index;
    private int endPosition;

    /**
     * Reads the index.
     *
     * @param maxLength how many bytes there are from {@code position} on
     * @return false when the bytes are no index
     */
    public boolean read(byte[] bytes, int position, int maxLength) {
        int raw = 0;
        for (int i = 0; i < Math.min(maxLength, MAX_VARINT_BYTES); i++) {
            byte next = bytes[position + i];
            raw |= (next & VALUE_BITS) << (7 * i);
            if (next >= 0) {
                index = (raw >>> 1) ^ -(raw & 1);
                endPosition = position + i + 1;
                return index >= 0;
            }
        }
        return false;
    }

    /** The branch's place among all branches, null counted; 0 or more. */
    public int index() {
        return index;
    }

    /** The position behind the index, where the branch's value starts. */
    public int endPosition() {
        return endPosition;
    }
}
