package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.ScannedField.Shape;
import io.kaspar.schema.protobuf.model.WireType;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through the fields of a message, which come in any order and any number of times, and finds where those lie that
 * somebody asked for.
 *
 * <p>The whole message has to be gone through: the last value of a field counts, and a message that comes twice is merged.
 */
final class FieldScan {
    private static final int ABSENT = -1;
    private static final int UNKNOWN = -1;

    /** Fields with numbers below are found by a look into an array. */
    private static final int DIRECT_NUMBERS = 256;

    private final ScannedField[] fields;
    private final int[] direct;
    private final int[] largeNumbers;
    private final int[] largeIndexes;
    private final int[][] rivals;

    /** Where one message's fields lie. Used again for the next message, once its values have been put. */
    static final class Found {
        private final int[] places;
        private final @Nullable IntList[] lists;
        private final @Nullable ValueSink[] elements;

        private Found(int fieldCount) {
            places = new int[fieldCount];
            lists = new IntList[fieldCount];
            elements = new ValueSink[fieldCount];
        }

        /** Sets where the elements of a repeated field go, which are put while they are found. */
        void setElements(int field, ValueSink sink) {
            elements[field] = sink;
        }

        private IntList list(int field) {
            IntList known = lists[field];
            if (known == null) {
                known = new IntList();
                lists[field] = known;
            }
            return known;
        }

        private void reset() {
            Arrays.fill(places, ABSENT);
            for (IntList list : lists) {
                if (list != null) {
                    list.clear();
                }
            }
        }
    }

    FieldScan(List<ScannedField> all) {
        fields = all.toArray(new ScannedField[0]);
        direct = new int[DIRECT_NUMBERS];
        Arrays.fill(direct, UNKNOWN);
        List<ScannedField> large = all.stream()
                .filter(field -> field.number() >= DIRECT_NUMBERS)
                .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                .toList();
        largeNumbers = large.stream().mapToInt(ScannedField::number).toArray();
        largeIndexes = large.stream().mapToInt(all::indexOf).toArray();
        rivals = new int[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            int number = fields[i].number();
            if (number > 0 && number < DIRECT_NUMBERS) {
                direct[number] = i;
            }
            rivals[i] = rivalsOf(i);
        }
    }

    private int[] rivalsOf(int field) {
        int oneof = fields[field].oneof();
        return IntStream.range(0, oneof == ScannedField.ALONE ? 0 : fields.length)
                .filter(other -> other != field && fields[other].oneof() == oneof)
                .toArray();
    }

    Found newFound() {
        return new Found(fields.length);
    }

    List<ScannedField> fields() {
        return List.of(fields);
    }

    ScannedField field(int index) {
        return fields[index];
    }

    /** Goes from the cursor's place to its limit. */
    void run(PayloadCursor cursor, Found found) throws PayloadException {
        found.reset();
        while (cursor.remaining() > 0) {
            int tag = WireBytes.readTag(cursor);
            WireType type = WireBytes.type(cursor, tag);
            int number = WireBytes.number(tag);
            int index = indexOf(number);
            if (index == UNKNOWN) {
                WireBytes.skip(cursor, type, number);
            } else if (type == fields[index].wireType()) {
                meet(cursor, found, index);
            } else if (type == WireType.LENGTH_DELIMITED && fields[index].packable()) {
                meetPacked(cursor, found, index);
            } else {
                WireBytes.skip(cursor, type, number);
            }
        }
    }

    private int indexOf(int number) {
        if (number < DIRECT_NUMBERS) {
            return direct[number];
        }
        int place = Arrays.binarySearch(largeNumbers, number);
        return place < 0 ? UNKNOWN : largeIndexes[place];
    }

    private void meet(PayloadCursor cursor, Found found, int index) throws PayloadException {
        ScannedField field = fields[index];
        switch (field.shape()) {
            case REPEATED -> field.element().run(cursor, Objects.requireNonNull(found.elements[index]));
            case MAP -> {
                found.list(index).add(cursor.position());
                WireBytes.skip(cursor, field.wireType(), field.number());
            }
            case SINGULAR, OPTIONAL_ELEMENT, RIVAL, UNWANTED -> {
                if (field.body() != null && found.places[index] != ABSENT) {
                    found.list(index).add(found.places[index]);
                }
                found.places[index] = cursor.position();
                for (int rival : rivals[index]) {
                    found.places[rival] = ABSENT;
                    IntList earlier = found.lists[rival];
                    if (earlier != null) {
                        earlier.clear();
                    }
                }
                WireBytes.skip(cursor, field.wireType(), field.number());
            }
        }
    }

    private void meetPacked(PayloadCursor cursor, Found found, int index) throws PayloadException {
        ScannedField field = fields[index];
        int length = WireBytes.readLength(cursor);
        int limit = cursor.narrow(cursor.position() + length);
        while (cursor.remaining() > 0) {
            if (field.shape() == Shape.REPEATED) {
                field.element().run(cursor, Objects.requireNonNull(found.elements[index]));
            } else {
                found.places[index] = cursor.position();
                WireBytes.skip(cursor, field.wireType(), field.number());
            }
        }
        cursor.widen(limit);
    }

    /** Puts a singular field's value; the cursor then stands anywhere. */
    void put(PayloadCursor cursor, Found found, int index, ValueSink sink) throws PayloadException {
        ScannedField field = fields[index];
        int place = found.places[index];
        IntList earlier = found.lists[index];
        if (place == ABSENT) {
            field.absent().run(cursor, sink);
        } else if (earlier == null || earlier.count() == 0) {
            cursor.moveTo(place);
            field.element().run(cursor, sink);
        } else {
            merged(cursor, field, earlier, place, sink);
        }
    }

    /** Goes to a singular field's value, if there is one. */
    boolean moveTo(PayloadCursor cursor, Found found, int index) {
        int place = found.places[index];
        if (place == ABSENT) {
            return false;
        }
        cursor.moveTo(place);
        return true;
    }

    /** Messages that come more than once are as one message of all their bytes. */
    private static void merged(PayloadCursor cursor, ScannedField field, IntList earlier, int last, ValueSink sink)
            throws PayloadException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i <= earlier.count(); i++) {
            cursor.moveTo(i < earlier.count() ? earlier.get(i) : last);
            if (field.wireType() == WireType.START_GROUP) {
                int start = cursor.position();
                all.write(cursor.bytes(), start, WireBytes.skipGroup(cursor, field.number()) - start);
            } else {
                int length = WireBytes.readLength(cursor);
                all.write(cursor.bytes(), cursor.position(), length);
            }
        }
        Step body = Objects.requireNonNull(field.body());
        body.run(cursor.over(all.toByteArray()), sink);
    }

    /** The places of a map's entries, in the payload's order. */
    @Nullable
    IntList entries(Found found, int index) {
        return found.lists[index];
    }
}
