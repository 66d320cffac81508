package io.kaspar.schema.avro;

import java.util.IdentityHashMap;
import org.apache.avro.Schema;

/** How many bytes values of a type take, as far as the schema alone tells. Sums stop at {@link Integer#MAX_VALUE}. */
final class EncodedSize {
    /** The answer of {@link #fixed} for types whose values differ in length. */
    static final int VARIES = -1;

    private final IdentityHashMap<Schema, Integer> fixedSizes = new IdentityHashMap<>();
    private final IdentityHashMap<Schema, Integer> minSizes = new IdentityHashMap<>();

    static int sum(int left, int right) {
        return (int) Math.min((long) left + right, Integer.MAX_VALUE);
    }

    /** The length that all values of the type have, or {@link #VARIES}. */
    int fixed(Schema type) {
        return switch (type.getType()) {
            case NULL -> 0;
            case BOOLEAN -> 1;
            case FLOAT -> Float.BYTES;
            case DOUBLE -> Double.BYTES;
            case FIXED -> type.getFixedSize();
            case RECORD -> fixedRecord(type);
            case INT, LONG, STRING, BYTES, ENUM, ARRAY, MAP, UNION -> VARIES;
        };
    }

    /** A length that no value of the type falls below. */
    int min(Schema type) {
        return switch (type.getType()) {
            case RECORD -> minRecord(type);
            case NULL, BOOLEAN, FLOAT, DOUBLE, FIXED -> fixed(type);
            case INT, LONG, STRING, BYTES, ENUM, ARRAY, MAP, UNION -> 1;
        };
    }

    /** A length that no entry of the map falls below. */
    int minEntry(Schema map) {
        return sum(1, min(map.getValueType()));
    }

    private int fixedRecord(Schema record) {
        Integer known = fixedSizes.get(record);
        if (known != null) {
            return known;
        }
        fixedSizes.put(record, VARIES); // what a record that holds itself finds
        int total = 0;
        for (Schema.Field field : record.getFields()) {
            int size = fixed(field.schema());
            if (size == VARIES) {
                return VARIES;
            }
            total = sum(total, size);
        }
        fixedSizes.put(record, total);
        return total;
    }

    private int minRecord(Schema record) {
        Integer known = minSizes.get(record);
        if (known != null) {
            return known;
        }
        minSizes.put(record, 0); // what a record that holds itself finds
        int total = 0;
        for (Schema.Field field : record.getFields()) {
            total = sum(total, min(field.schema()));
        }
        minSizes.put(record, total);
        return total;
    }
}
