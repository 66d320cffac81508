package io.kaspar.schema.wire;

/** Positions of the fields of a schema id, in a payload's prefix and in a header's value alike. */
final class FramingLayout {
    static final byte MAGIC_ID = 0;
    static final byte MAGIC_GUID = 1;

    static final int MAGIC_POSITION = 0; // int8
    static final int ID_POSITION = MAGIC_POSITION + Byte.BYTES; // int32
    static final int ID_LENGTH = ID_POSITION + Integer.BYTES;
    static final int GUID_HIGH_POSITION = MAGIC_POSITION + Byte.BYTES; // int64
    static final int GUID_LOW_POSITION = GUID_HIGH_POSITION + Long.BYTES; // int64
    static final int GUID_LENGTH = GUID_LOW_POSITION + Long.BYTES;

    static final int APICURIO_LONG_LENGTH = MAGIC_POSITION + Byte.BYTES + Long.BYTES;

    private FramingLayout() {}

    /** The length of a frame of Apicurio's: an id of eight bytes begins with four of 0, one of four bytes never is 0. */
    static int apicurioLength(byte[] bytes, int position, int length) {
        if (length < ID_LENGTH) {
            return ID_LENGTH;
        }
        for (int i = position + ID_POSITION; i < position + ID_LENGTH; i++) {
            if (bytes[i] != 0) {
                return ID_LENGTH;
            }
        }
        return APICURIO_LONG_LENGTH;
    }
}
