package io.kaspar.schema.json;

import io.kaspar.schema.format.ValueSink;

/**
 * Writes JSON values that were found to be good as variants, the bytes that Spark's {@code parse_json} makes of them. Makes no object per value.
 *
 * <p>Source: Apache Parquet, "Variant Binary Encoding", version 1. All numbers are little-endian. The first byte of a value
 * holds its basic type in its two lowest bits, and what is said of it in the six above.
 *
 * <table>
 * <caption>Values</caption>
 * <tr><th>basic type</th><th>bits above</th><th>then</th></tr>
 * <tr><td>0 primitive</td><td>type</td><td>number; for long strings four bytes of length, and text</td></tr>
 * <tr><td>1 short string</td><td>length, up to 63</td><td>text</td></tr>
 * <tr><td>2 object</td><td>size of an offset − 1 (2 bits), size of an id − 1 (2), whether the count takes 4 bytes (1)</td>
 * <td>count, ids of names in the names' order, count + 1 offsets, values</td></tr>
 * <tr><td>3 array</td><td>size of an offset − 1 (2 bits), whether the count takes 4 bytes (1)</td><td>count, count + 1
 * offsets, values</td></tr>
 * </table>
 */
final class VariantWriter {
    private static final int PRIMITIVE_SHIFT = 2;
    private static final int NULL = 0;
    private static final int TRUE = 1 << PRIMITIVE_SHIFT;
    private static final int FALSE = 2 << PRIMITIVE_SHIFT;
    private static final int LONG_STRING = 16 << PRIMITIVE_SHIFT;
    private static final int SHORT_STRING = 1;
    private static final int OBJECT = 2;
    private static final int ARRAY = 3;

    private static final int MAX_SHORT_STRING = 63;
    private static final int MAX_SMALL_COUNT = 255;
    private static final int OFFSET_SIZE_SHIFT = 2;
    private static final int ID_SIZE_SHIFT = 4;
    private static final int LARGE_OBJECT = 1 << 6;
    private static final int LARGE_ARRAY = 1 << 4;

    private static final int TRUE_LENGTH = 4;
    private static final int FALSE_LENGTH = 5;

    private final VariantBytes out = new VariantBytes();
    private final VariantFields fields = new VariantFields();
    private final VariantNames names = new VariantNames();
    private final VariantNumbers numbers = new VariantNumbers(out);
    private final StringContent content = new StringContent();

    /** The place behind the value that begins at {@code place}; {@link #put} puts it then. */
    int write(byte[] bytes, int place, int limit) {
        out.clear();
        fields.clear();
        names.clear();
        int end = append(bytes, place, limit);
        if (names.metadataLength() > VariantBytes.MAX_LENGTH) {
            throw tooLarge(place);
        }
        return end;
    }

    /** Puts the value that was written last. */
    void put(ValueSink sink) {
        sink.putVariant(out.bytes(), out.length(), names.metadata());
    }

    private int append(byte[] bytes, int place, int limit) {
        return switch (bytes[place]) {
            case '"' -> appendString(bytes, place, limit);
            case '{' -> appendObject(bytes, place, limit);
            case '[' -> appendArray(bytes, place, limit);
            case 't' -> appendWord(TRUE, place + TRUE_LENGTH);
            case 'f' -> appendWord(FALSE, place + FALSE_LENGTH);
            case 'n' -> appendWord(NULL, place + TRUE_LENGTH);
            default -> numbers.append(bytes, place, limit);
        };
    }

    private int appendWord(int type, int end) {
        out.put(type);
        return end;
    }

    private int appendString(byte[] bytes, int place, int limit) {
        content.read(bytes, place, limit);
        int length = content.length();
        if (out.isFull(length + 1 + Integer.BYTES)) {
            throw tooLarge(place);
        }
        if (length <= MAX_SHORT_STRING) {
            out.put(length << PRIMITIVE_SHIFT | SHORT_STRING);
        } else {
            out.put(LONG_STRING);
            out.put(length, Integer.BYTES);
        }
        out.put(content.bytes(), content.position(), length);
        return content.end();
    }

    private int appendObject(byte[] bytes, int place, int limit) {
        int start = out.length();
        int first = fields.count();
        int at = JsonScan.space(bytes, place + 1, limit);
        while (bytes[at] != '}') {
            content.read(bytes, at, limit);
            VariantName name = names.use(content.bytes(), content.position(), content.length());
            fields.add(name, out.length() - start, at);
            int value = JsonScan.colon(bytes, content.end(), limit);
            at = behindComma(bytes, append(bytes, value, limit), limit);
        }
        fields.sort(first);
        endObject(place, start, first);
        return at + 1;
    }

    private int appendArray(byte[] bytes, int place, int limit) {
        int start = out.length();
        int first = fields.count();
        int at = JsonScan.space(bytes, place + 1, limit);
        while (bytes[at] != ']') {
            fields.addElement(out.length() - start);
            at = behindComma(bytes, append(bytes, at, limit), limit);
        }
        int count = fields.count() - first;
        int offsetSize = VariantBytes.sizeOf(out.length() - start);
        boolean isLarge = count > MAX_SMALL_COUNT;
        int offsets = insertHeader(place, start, isLarge, count, 0, offsetSize);
        out.set(start, ARRAY | (offsetSize - 1) << OFFSET_SIZE_SHIFT | (isLarge ? LARGE_ARRAY : 0), 1);
        setOffsets(offsets, first, count, offsetSize);
        fields.removeFrom(first);
        return at + 1;
    }

    private static int behindComma(byte[] bytes, int place, int limit) {
        int at = JsonScan.space(bytes, place, limit);
        return bytes[at] == ',' ? JsonScan.space(bytes, at + 1, limit) : at;
    }

    private void endObject(int place, int start, int first) {
        int count = fields.count() - first;
        int mostId = 0;
        for (int i = first; i < first + count; i++) {
            mostId = Math.max(mostId, fields.get(i).name().id());
            if (i > first && fields.get(i).name() == fields.get(i - 1).name()) {
                int second = Math.max(fields.get(i).place(), fields.get(i - 1).place());
                throw equalNames(second);
            }
        }
        int idSize = VariantBytes.sizeOf(mostId);
        int offsetSize = VariantBytes.sizeOf(out.length() - start);
        boolean isLarge = count > MAX_SMALL_COUNT;
        int at = insertHeader(place, start, isLarge, count, idSize, offsetSize);
        out.set(
                start,
                OBJECT
                        | (offsetSize - 1) << OFFSET_SIZE_SHIFT
                        | (idSize - 1) << ID_SIZE_SHIFT
                        | (isLarge ? LARGE_OBJECT : 0),
                1);
        for (int i = first; i < first + count; i++) {
            out.set(at, fields.get(i).name().id(), idSize);
            at += idSize;
        }
        setOffsets(at, first, count, offsetSize);
        fields.removeFrom(first);
    }

    /** Makes room in front of the values and sets the count; where what follows it goes. */
    private int insertHeader(int place, int start, boolean isLarge, int count, int idSize, int offsetSize) {
        int countSize = isLarge ? Integer.BYTES : 1;
        long length = 1L + countSize + (long) count * idSize + (count + 1L) * offsetSize;
        if (length > VariantBytes.MAX_LENGTH || out.isFull((int) length)) {
            throw tooLarge(place);
        }
        out.insert(start, (int) length);
        out.set(start + 1, count, countSize);
        return start + 1 + countSize;
    }

    private void setOffsets(int position, int first, int count, int offsetSize) {
        int next = position;
        for (int i = first; i < first + count; i++) {
            out.set(next, fields.get(i).offset(), offsetSize);
            next += offsetSize;
        }
        out.set(next, out.length() - (next + offsetSize), offsetSize);
    }

    /** @param place of the second one */
    static JsonFault equalNames(int place) {
        return new JsonFault(place, "an object with two members of one name, which a variant cannot hold");
    }

    private static JsonFault tooLarge(int place) {
        return new JsonFault(place, "a value takes more than " + VariantBytes.MAX_LENGTH + " bytes as a variant");
    }
}
