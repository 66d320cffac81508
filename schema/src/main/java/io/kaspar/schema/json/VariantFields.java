package io.kaspar.schema.json;

import java.util.Arrays;
import java.util.Comparator;

/** The members and elements of the objects and arrays that are being written, those of inner ones behind those of outer ones. */
final class VariantFields {
    private static final VariantName NO_NAME = new VariantName(new byte[0], 0);
    private static final Comparator<Field> BY_NAME = (one, other) -> one.name.compareTo(other.name);

    private Field[] fields = new Field[0];
    private int count;

    /** One member; used again. */
    static final class Field {
        private VariantName name = NO_NAME;
        private int offset;
        private int place;

        VariantName name() {
            return name;
        }

        /** Where its value lies among those of its object. */
        int offset() {
            return offset;
        }

        /** Where its name stands in the payload. */
        int place() {
            return place;
        }
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    Field get(int index) {
        return fields[index];
    }

    void addElement(int offset) {
        add(NO_NAME, offset, 0);
    }

    void add(VariantName name, int offset, int place) {
        if (count == fields.length) {
            int before = fields.length;
            fields = Arrays.copyOf(fields, Math.max(16, 2 * before));
            for (int i = before; i < fields.length; i++) {
                fields[i] = new Field();
            }
        }
        Field field = fields[count++];
        field.name = name;
        field.offset = offset;
        field.place = place;
    }

    /** Orders those from {@code from} on by name. */
    void sort(int from) {
        Arrays.sort(fields, from, count, BY_NAME);
    }

    /** Takes out those from {@code from} on. */
    void removeFrom(int from) {
        count = from;
    }
}
