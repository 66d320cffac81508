package io.kaspar.schema.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A name of members, and which name followed it the last time. */
final class MemberName {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] utf8;
    private final int member;

    /** The name and its closing quote, as they stand in payloads, eight bytes in each; none where the name has to be escaped. */
    private final long @Nullable [] words;

    private final long lastMask;
    private MemberName next;

    /** @param member what is to be done with its values; see {@link MemberNames} */
    MemberName(byte[] utf8, int member) {
        this.utf8 = utf8;
        this.member = member;
        this.next = this;
        byte[] quoted = Arrays.copyOf(utf8, utf8.length + 1);
        quoted[utf8.length] = '"';
        int wordCount = (quoted.length + Long.BYTES - 1) / Long.BYTES;
        byte[] padded = Arrays.copyOf(quoted, wordCount * Long.BYTES);
        lastMask = -1L >>> ((padded.length - quoted.length) * Byte.SIZE);
        words = isPlain(utf8) ? new long[wordCount] : null;
        for (int i = 0; words != null && i < wordCount; i++) {
            words[i] = (long) LONG.get(padded, i * Long.BYTES);
        }
    }

    private static boolean isPlain(byte[] utf8) {
        for (byte octet : utf8) {
            if (octet == '"' || octet == '\\' || (octet >= 0 && octet < ' ')) {
                return false;
            }
        }
        return true;
    }

    int member() {
        return member;
    }

    int length() {
        return utf8.length;
    }

    byte[] utf8() {
        return utf8;
    }

    MemberName next() {
        return next;
    }

    void setNext(MemberName follower) {
        next = follower;
    }

    /** Whether the name and a closing quote stand here, behind an opening one. */
    boolean standsAt(byte[] bytes, int place, int end) {
        long[] wanted = words;
        if (wanted == null || utf8.length >= end - place) {
            return false;
        }
        int last = wanted.length - 1;
        if (place + wanted.length * Long.BYTES > bytes.length) {
            return is(bytes, place, utf8.length) && bytes[place + utf8.length] == '"';
        }
        for (int i = 0; i < last; i++) {
            if ((long) LONG.get(bytes, place + i * Long.BYTES) != wanted[i]) {
                return false;
            }
        }
        return (((long) LONG.get(bytes, place + last * Long.BYTES) ^ wanted[last]) & lastMask) == 0;
    }

    boolean is(byte[] bytes, int position, int length) {
        return Arrays.equals(utf8, 0, utf8.length, bytes, position, position + length);
    }
}
