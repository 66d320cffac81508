package io.kaspar.schema.csv;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Utf8Check;
import java.util.Arrays;

/**
 * Where the fields of a line are. Used again for the next line.
 *
 * <p>Quotes within quotes are doubled. A line may end with a line break, and have others in quotes only.
 */
final class CsvLine {
    private static final byte QUOTE = '"';

    private final byte separator;
    private final int[] starts;
    private final int[] lengths;
    private final boolean[] areQuoted;
    private final boolean[] haveDoubledQuotes;
    private byte[] bytes = new byte[0];
    private int count;

    /** @param mostFields how many fields are kept; a line with more is counted only */
    CsvLine(byte separator, int mostFields) {
        this.separator = separator;
        this.starts = new int[mostFields];
        this.lengths = new int[mostFields];
        this.areQuoted = new boolean[mostFields];
        this.haveDoubledQuotes = new boolean[mostFields];
    }

    /** Reads the whole payload. */
    void read(PayloadCursor cursor) throws PayloadException {
        bytes = cursor.bytes();
        int position = cursor.position();
        int end = cursor.limit();
        int fault = Utf8Check.firstFault(bytes, position, end);
        if (fault != Utf8Check.NO_FAULT) {
            cursor.moveTo(fault);
            throw cursor.malformed("is no UTF-8");
        }
        end = withoutLineBreak(position, end);
        count = 0;
        while (true) {
            position = position < end && bytes[position] == QUOTE
                    ? readQuoted(position, end, cursor)
                    : readPlain(position, end, cursor);
            if (position == end) {
                break;
            }
            position++; // the separator; behind it a field follows, if only an empty one
        }
        cursor.moveTo(cursor.limit());
    }

    private int withoutLineBreak(int start, int end) {
        int last = end;
        if (last > start && bytes[last - 1] == '\n') {
            last--;
        }
        return last > start && bytes[last - 1] == '\r' ? last - 1 : last;
    }

    private int readPlain(int start, int end, PayloadCursor cursor) throws PayloadException {
        int at = start;
        while (at < end && bytes[at] != separator) {
            byte next = bytes[at];
            if (next == QUOTE || next == '\n' || next == '\r') {
                cursor.moveTo(at);
                throw cursor.malformed(
                        next == QUOTE
                                ? "has a quote within a field that has none around it"
                                : "goes on in another line");
            }
            at++;
        }
        add(start, at - start, false, false);
        return at;
    }

    private int readQuoted(int quote, int end, PayloadCursor cursor) throws PayloadException {
        boolean isDoubled = false;
        int at = quote + 1;
        while (true) {
            while (at < end && bytes[at] != QUOTE) {
                at++;
            }
            if (at == end) {
                cursor.moveTo(quote);
                throw cursor.malformed("has a quote that is not closed");
            }
            if (at + 1 == end || bytes[at + 1] != QUOTE) {
                break;
            }
            isDoubled = true;
            at += 2;
        }
        add(quote + 1, at - quote - 1, true, isDoubled);
        int behind = at + 1;
        if (behind < end && bytes[behind] != separator) {
            cursor.moveTo(behind);
            throw cursor.malformed("has something between a closing quote and the separator");
        }
        return behind;
    }

    private void add(int start, int length, boolean isQuoted, boolean isDoubled) {
        if (count < starts.length) {
            starts[count] = start;
            lengths[count] = length;
            areQuoted[count] = isQuoted;
            haveDoubledQuotes[count] = isDoubled;
        }
        count++;
    }

    /** How many fields the line has. */
    int count() {
        return count;
    }

    /** Whether a field has nothing, not even quotes. */
    boolean isNull(int field) {
        return lengths[field] == 0 && !areQuoted[field];
    }

    int start(int field) {
        return starts[field];
    }

    int length(int field) {
        return lengths[field];
    }

    /** Whether {@link #unquoted} has to be taken for the field's text. */
    boolean hasDoubledQuotes(int field) {
        return haveDoubledQuotes[field];
    }

    /** The text of a field, with one quote for two. */
    byte[] unquoted(int field) {
        byte[] text = new byte[lengths[field]];
        int length = 0;
        for (int at = starts[field]; at < starts[field] + lengths[field]; at++) {
            text[length++] = bytes[at];
            at += bytes[at] == QUOTE ? 1 : 0;
        }
        return Arrays.copyOf(text, length);
    }
}
