package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Writes changes that others wrote once more, as JSON in Debezium's shape: op, before, after, source. A row of which only the changed columns
 * are told is written as the members of the other row and these behind them: of equal names the last one counts. Used again for each payload;
 * not thread-safe.
 */
public final class ChangeRewriter {
    private static final int OPERATION = 0;
    private static final int ROW = 1;
    private static final int OLD = 2;
    private static final int FIRST_FACT = 3;

    /** Of the members of the object that a payload is. */
    private static final int DEPTH = 1;

    private static final int ABSENT = MemberScan.ABSENT;

    /** A row may be written three times. */
    private static final int MAX_LENGTH = Integer.MAX_VALUE / 4;

    private final ChangeDialect dialect;
    private final String what;
    private final String framing;
    private final MemberScan members;
    private final byte[][] words;
    private final char[] letters;
    private final StringContent content = new StringContent();
    private byte[] source = new byte[0];
    private int limit;
    private byte[] out = new byte[256];
    private int length;

    /**
     * @param what {@code value} or {@code key}
     * @param framing the option that says that there are such changes, and what it is set to
     */
    public ChangeRewriter(ChangeDialect dialect, String what, String framing) {
        this.dialect = dialect;
        this.what = what;
        this.framing = framing;
        List<String> wanted = new ArrayList<>(List.of(dialect.operation(), dialect.row(), dialect.old()));
        wanted.addAll(dialect.facts());
        this.members = new MemberScan(wanted, List.of(), null);
        List<String> operations = List.copyOf(dialect.letters().keySet());
        this.words = new byte[operations.size()][];
        this.letters = new char[operations.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = operations.get(i).getBytes(StandardCharsets.US_ASCII);
            letters[i] = Objects.requireNonNull(dialect.letters().get(operations.get(i)));
        }
    }

    /**
     * Writes a payload anew.
     *
     * @throws PayloadException when this is no JSON, or no such change
     */
    public void read(byte[] bytes, int start, int count) throws PayloadException {
        source = bytes;
        limit = start + count;
        length = 0;
        try {
            rewrite(start, count);
        } catch (JsonFault e) {
            throw new PayloadException(
                    "JSON payload, byte " + (e.place() - start) + " of " + count + ": " + e.describe(), e);
        } catch (StackOverflowError e) { // To Spark it would be the end of the executor.
            throw new PayloadException(
                    "JSON payload: values lie too deep inside each other for this thread's stack", e);
        }
    }

    /** What was written last, up to {@link #length}. */
    public byte[] bytes() {
        return out;
    }

    public int length() {
        return length;
    }

    private void rewrite(int start, int count) throws PayloadException {
        if (count > MAX_LENGTH) {
            throw problem("has " + count + " bytes, which are too many for a change");
        }
        int brace = DocumentStep.start(source, start, limit);
        if (source[brace] != '{') {
            DocumentStep.checkEnd(source, JsonScan.value(source, brace, limit, 0), limit);
            throw problem("is no object");
        }
        DocumentStep.checkEnd(source, members.run(source, brace, limit), limit);
        char letter = letter();
        append("{\"op\":\"");
        reserve(1);
        out[length++] = (byte) letter;
        append("\",\"before\":");
        appendBefore(letter);
        append(",\"after\":");
        appendAfter(letter);
        append(",\"source\":{");
        for (int i = 0; i < dialect.facts().size(); i++) {
            append(i == 0 ? "\"" : ",\"");
            append(dialect.sourceNames().get(i));
            append("\":");
            appendValue(members.place(FIRST_FACT + i));
        }
        append("}}");
    }

    private char letter() throws PayloadException {
        int place = members.place(OPERATION);
        if (place == ABSENT || source[place] != '"') {
            throw problem("is an object without a text " + dialect.operation());
        }
        content.read(source, place, limit);
        int from = content.position();
        int to = from + content.length();
        for (int i = 0; i < words.length; i++) {
            if (Arrays.equals(words[i], 0, words[i].length, content.bytes(), from, to)) {
                return letters[i];
            }
        }
        throw problem("has another " + dialect.operation() + " than those that are known");
    }

    private void appendBefore(char letter) {
        int row = members.place(ROW);
        int old = members.place(OLD);
        switch (dialect) {
            case MAXWELL -> {
                if (letter == 'd') {
                    appendValue(row);
                } else if (letter == 'u' && !isNull(old)) {
                    appendOverlaid(row, old);
                } else {
                    appendValue(ABSENT);
                }
            }
            case OGG -> appendValue(letter == 'u' || letter == 'd' ? old : ABSENT);
        }
    }

    private void appendAfter(char letter) {
        int row = members.place(ROW);
        switch (dialect) {
            case MAXWELL -> appendValue(letter == 'd' || letter == 'm' ? ABSENT : row);
            case OGG -> {
                if (letter == 'u' && !isNull(row)) {
                    appendOverlaid(members.place(OLD), row);
                } else {
                    appendValue(letter == 'c' ? row : ABSENT);
                }
            }
        }
    }

    private boolean isNull(int place) {
        return place == ABSENT || source[place] == 'n';
    }

    /** An object with the members of two, those of the second one behind. */
    private void appendOverlaid(int first, int second) {
        if (isNull(first) || source[second] != '{') {
            appendValue(second);
            return;
        }
        if (source[first] != '{') { // No row: who decodes it will say so.
            appendValue(first);
            return;
        }
        append("{");
        boolean hasFirst = appendMembers(first);
        if (hasFirst && hasMembers(second)) {
            append(",");
        }
        appendMembers(second);
        append("}");
    }

    private boolean hasMembers(int brace) {
        return source[JsonScan.space(source, brace + 1, limit)] != '}';
    }

    private boolean appendMembers(int brace) {
        append(source, brace + 1, JsonScan.value(source, brace, limit, DEPTH) - 1);
        return hasMembers(brace);
    }

    private void appendValue(int place) {
        if (place == ABSENT) {
            append("null");
        } else {
            append(source, place, JsonScan.value(source, place, limit, DEPTH));
        }
    }

    private void append(String ascii) {
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            out[length++] = (byte) ascii.charAt(i);
        }
    }

    private void append(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, out, length, to - from);
        length += to - from;
    }

    private void reserve(int count) {
        if (out.length - length < count) {
            out = Arrays.copyOf(
                    out, (int) Math.min(Integer.MAX_VALUE - Long.BYTES, Math.max(2L * out.length, length + count)));
        }
    }

    private PayloadException problem(String found) {
        return new PayloadException("the " + what + " " + found + ", and is no change of " + framing
                + "; set that to how the topic is written, or to none");
    }
}
