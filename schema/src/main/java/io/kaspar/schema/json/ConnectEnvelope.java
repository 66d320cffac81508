package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds what Kafka Connect's {@code JsonConverter} wrapped: with {@code schemas.enable}, which is its default, it writes an object
 * with the members {@code schema} and {@code payload}, and no others. They come in any order, and of equal names the last one counts,
 * as for the converter itself. The schema can be any JSON value. Used again for each payload; not thread-safe.
 */
public final class ConnectEnvelope {
    private static final byte[] SCHEMA = "schema".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);

    /** Of its members: the object is around them. */
    private static final int DEPTH = 1;

    private static final int ABSENT = -1;

    private final StringContent name = new StringContent();
    private final String what;
    private final String framingOption;

    /**
     * What stood in front of the last member's value, when that was {@code payload} behind a {@code schema}. Mostly the next object
     * begins with the same bytes, and what was found to be good is not looked at again.
     */
    private byte[] known = new byte[0];

    private int knownLength = ABSENT;
    private boolean isKnown;
    private boolean isPayload;
    private boolean hasSchema;
    private int position;
    private int end;

    /**
     * @param what {@code value} or {@code key}
     * @param framingOption the option that says that there are such objects
     */
    public ConnectEnvelope(String what, String framingOption) {
        this.what = what;
        this.framingOption = framingOption;
    }

    /**
     * Finds the member {@code payload}, whose value is good JSON then.
     *
     * @throws PayloadException when this is no JSON, or another value than such an object
     */
    public void read(byte[] bytes, int start, int length) throws PayloadException {
        try {
            find(bytes, start, start + length);
        } catch (JsonFault e) {
            knownLength = ABSENT;
            throw new PayloadException(
                    "JSON payload, byte " + (e.place() - start) + " of " + length + ": " + e.describe(), e);
        } catch (StackOverflowError e) { // To Spark it would be the end of the executor.
            throw new PayloadException(
                    "JSON payload: values lie too deep inside each other for this thread's stack", e);
        }
        if (position == ABSENT || !hasSchema) {
            throw problem("is an object without the member " + (hasSchema ? "payload" : "schema"));
        }
    }

    /** Where the value of the member {@code payload} lies that was found last. */
    public int payloadPosition() {
        return position;
    }

    public int payloadLength() {
        return end - position;
    }

    private void find(byte[] bytes, int start, int limit) throws PayloadException {
        position = ABSENT;
        int at = begin(bytes, start, limit);
        while (at != ABSENT) {
            int value = at;
            int behind = JsonScan.value(bytes, value, limit, DEPTH);
            if (isPayload) {
                position = value;
                end = behind;
            } else {
                hasSchema = true;
            }
            at = JsonScan.space(bytes, behind, limit);
            if (JsonScan.isLast(bytes, at, limit, '}')) {
                DocumentStep.checkEnd(bytes, at + 1, limit);
                at = ABSENT;
            } else {
                at = member(bytes, JsonScan.space(bytes, at + 1, limit), limit);
            }
        }
        keep(bytes, start);
    }

    /** The place of the first value that was not looked at yet; {@link #ABSENT} in an object without any. */
    private int begin(byte[] bytes, int start, int limit) throws PayloadException {
        if (knownLength != ABSENT
                && knownLength <= limit - start
                && Arrays.equals(known, 0, knownLength, bytes, start, start + knownLength)) {
            isKnown = true;
            hasSchema = true;
            isPayload = true;
            return JsonScan.space(bytes, start + knownLength, limit);
        }
        isKnown = false;
        hasSchema = false;
        int brace = DocumentStep.start(bytes, start, limit);
        if (bytes[brace] != '{') {
            DocumentStep.checkEnd(bytes, JsonScan.value(bytes, brace, limit, 0), limit);
            throw problem("is no object");
        }
        int at = JsonScan.space(bytes, brace + 1, limit);
        if (at < limit && bytes[at] == '}') {
            DocumentStep.checkEnd(bytes, at + 1, limit);
            return ABSENT;
        }
        return member(bytes, at, limit);
    }

    /** The place of the value of a member that begins here. */
    private int member(byte[] bytes, int place, int limit) throws PayloadException {
        int behind = JsonScan.string(bytes, JsonScan.nameStart(bytes, place, limit), limit);
        name.read(bytes, place, behind);
        isPayload = isName(PAYLOAD);
        if (!isPayload && !isName(SCHEMA)) {
            throw problem("is an object with another member");
        }
        return JsonScan.colon(bytes, behind, limit);
    }

    private boolean isName(byte[] wanted) {
        return Arrays.equals(wanted, 0, wanted.length, name.bytes(), name.position(), name.position() + name.length());
    }

    private void keep(byte[] bytes, int start) {
        if (isKnown || !isPayload || !hasSchema) {
            return;
        }
        int length = position - start;
        if (length > known.length) {
            known = new byte[length];
        }
        System.arraycopy(bytes, start, known, 0, length);
        knownLength = length;
    }

    private PayloadException problem(String found) {
        return new PayloadException("the " + what + " " + found + ", where " + framingOption
                + "=connect wants one with the members schema and payload, and no others; set that to how the topic is written, or to"
                + " none");
    }
}
