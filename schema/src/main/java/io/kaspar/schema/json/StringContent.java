package io.kaspar.schema.json;

import java.util.Arrays;

/**
 * The characters of one JSON string in UTF-8: where they lie in the payload, or a copy where some are escaped. Used again for the
 * next string.
 */
final class StringContent {
    private static final int MOST_CHARACTER_BYTES = 4;

    private byte[] bytes = new byte[0];
    private int position;
    private int length;
    private int end;
    private byte[] copy = new byte[64];
    private int copied;

    /**
     * Reads a string that was found to be good.
     *
     * @param quote the place of its opening quote
     */
    void read(byte[] source, int quote, int limit) {
        int start = quote + 1;
        int at = JsonScan.quoteOrBackslash(source, start, limit);
        if (source[at] == '"') {
            bytes = source;
            position = start;
            length = at - start;
            end = at + 1;
            return;
        }
        unescape(source, start, at, limit);
    }

    private void unescape(byte[] source, int start, int backslash, int limit) {
        copied = 0;
        append(source, start, backslash);
        int at = backslash;
        while (source[at] != '"') {
            int behind = JsonEscape.end(source, at, limit);
            appendCharacter(JsonEscape.codePoint(source, at));
            at = JsonScan.quoteOrBackslash(source, behind, limit);
            append(source, behind, at);
        }
        bytes = copy;
        position = 0;
        length = copied;
        end = at + 1;
    }

    private void append(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, copy, copied, to - from);
        copied += to - from;
    }

    private void appendCharacter(int codePoint) {
        reserve(MOST_CHARACTER_BYTES);
        copied += Utf8.put(codePoint, copy, copied);
    }

    private void reserve(int count) {
        if (copy.length - copied < count) {
            copy = Arrays.copyOf(copy, Math.max(2 * copy.length, copied + count));
        }
    }

    /** What the characters lie in, from {@link #position} on. */
    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int length() {
        return length;
    }

    /** The place behind the closing quote, in the payload's buffer. */
    int end() {
        return end;
    }
}
