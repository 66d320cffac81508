package io.kaspar.schema.program;

/** UUIDs as text of 36 ASCII characters, as RFC 9562 writes them, in upper and lower case. */
public final class UuidText {
    /** Where digits stand, and where hyphens. */
    public static final String LAYOUT = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    public static final int NO_FAULT = -1;

    private static final int HEX = 16;

    private UuidText() {}

    public static boolean isUuid(byte[] bytes, int position, int length) {
        return length == LAYOUT.length() && firstFault(bytes, position) == NO_FAULT;
    }

    /** The first of 36 bytes, counted from 0, that is none of a UUID; {@link #NO_FAULT} when there is none. */
    public static int firstFault(byte[] bytes, int position) {
        for (int i = 0; i < LAYOUT.length(); i++) {
            byte character = bytes[position + i];
            boolean isRight = LAYOUT.charAt(i) == '-' ? character == '-' : Character.digit(character, HEX) >= 0;
            if (!isRight) {
                return i;
            }
        }
        return NO_FAULT;
    }
}
