package io.kaspar.schema.program;

import io.kaspar.schema.format.PayloadException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells whether bytes are well-formed UTF-8 as Unicode defines it: shortest forms, no surrogates, up to U+10FFFF. */
public final class Utf8Check {
    public static final int NO_FAULT = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8Check() {}

    /**
     * The same bytes.
     *
     * @param what they are, for the message
     * @throws PayloadException when they are no well-formed UTF-8
     */
    public static byte[] require(byte[] bytes, String what) throws PayloadException {
        if (firstFault(bytes, 0, bytes.length) != NO_FAULT) {
            throw new PayloadException(what + " is no UTF-8");
        }
        return bytes;
    }

    /** The position of the first byte that starts no well-formed character, or {@link #NO_FAULT}. */
    public static int firstFault(byte[] bytes, int position, int end) {
        int at = position;
        while (at < end) {
            at = skipAscii(bytes, at, end);
            if (at == end) {
                return NO_FAULT;
            }
            int length = characterLength(bytes, at, end);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return NO_FAULT;
    }

    private static int skipAscii(byte[] bytes, int position, int end) {
        int at = position;
        while (at <= end - Long.BYTES && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The length of the character that starts at a place with a byte of 0x80 or more; 0 when none does. */
    public static int characterLength(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0; // a continuation byte, an overlong form, or beyond U+10FFFF
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length > end - at || !isSecond(lead, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Unicode, table 3-7: after some first bytes the second has a narrower range. */
    private static boolean isSecond(int lead, int second) {
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= least && second <= most;
    }
}
