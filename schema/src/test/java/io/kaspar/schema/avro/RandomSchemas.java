package io.kaspar.schema.avro;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Makes schemas of all types; those that hold themselves do so where data can end: in unions, arrays and maps. */
final class RandomSchemas {
    private static final int MOST_FIELDS = 6;

    private final Random random;
    private final List<Schema> named = new ArrayList<>();
    private final List<Schema> unfinished = new ArrayList<>();
    private int names;

    RandomSchemas(Random random) {
        this.random = random;
    }

    /** A record, or now and then something else. */
    Schema payload() {
        return random.nextInt(10) == 0 ? any(3) : record(3);
    }

    Schema any(int depth) {
        int kind = random.nextInt(depth > 0 ? 20 : 12);
        if (kind < 10) {
            return scalar();
        }
        if (kind < 12) {
            return named.isEmpty() || random.nextBoolean() ? scalar() : named.get(random.nextInt(named.size()));
        }
        return switch (kind) {
            case 12, 13 -> Schema.createArray(endable(depth - 1));
            case 14 -> Schema.createMap(endable(depth - 1));
            case 15, 16 -> record(depth - 1);
            default -> union(depth - 1);
        };
    }

    /** Something that may be a record in the making: here data can end before it goes round. */
    private Schema endable(int depth) {
        return unfinished.isEmpty() || random.nextInt(3) > 0
                ? any(depth)
                : unfinished.get(random.nextInt(unfinished.size()));
    }

    Schema record(int depth) {
        Schema record = Schema.createRecord(name("R"), null, "ns", false);
        unfinished.add(record);
        int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(MOST_FIELDS);
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(new Schema.Field("f" + i, any(depth)));
        }
        record.setFields(fields);
        unfinished.remove(record);
        named.add(record);
        return record;
    }

    private Schema union(int depth) {
        List<Schema> branches = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int count = random.nextInt(3) == 0 ? 3 + random.nextInt(3) : 1;
        for (int i = 0; i < count; i++) {
            Schema branch = withoutLogicalType(endable(depth));
            if (branch.getType() != Schema.Type.UNION && seen.add(branch.getFullName())) {
                branches.add(branch);
            }
        }
        if (seen.add("null") && (random.nextInt(4) > 0 || branches.isEmpty() || !unfinished.isEmpty())) {
            branches.add(random.nextInt(branches.size() + 1), Schema.create(Schema.Type.NULL));
        }
        return Schema.createUnion(branches);
    }

    /** Where a union loses a branch, Avro takes a date for a timestamp; Kaspar refuses, which others test. */
    private static Schema withoutLogicalType(Schema branch) {
        return switch (branch.getType()) {
            case INT, BYTES -> Schema.create(branch.getType());
            default -> branch;
        };
    }

    Schema scalar() {
        return switch (random.nextInt(24)) {
            case 0 -> Schema.create(Schema.Type.BOOLEAN);
            case 1, 2 -> Schema.create(Schema.Type.INT);
            case 3, 4 -> Schema.create(Schema.Type.LONG);
            case 5 -> Schema.create(Schema.Type.FLOAT);
            case 6 -> Schema.create(Schema.Type.DOUBLE);
            case 7 -> Schema.create(Schema.Type.BYTES);
            case 8, 9 -> Schema.create(Schema.Type.STRING);
            case 10 -> Schema.create(Schema.Type.NULL);
            case 11 -> remember(Schema.createFixed(name("F"), null, "ns", random.nextInt(20)));
            case 12, 13 -> remember(Schema.createEnum(name("E"), null, "ns", List.of("A", "B", "C")));
            case 14 -> logical(Schema.Type.BYTES, LogicalTypes.decimal(1 + random.nextInt(38), 0));
            case 15 -> decimalFixed();
            case 16 -> logical(Schema.Type.INT, LogicalTypes.date());
            case 17 -> logical(Schema.Type.INT, LogicalTypes.timeMillis());
            case 18 -> logical(Schema.Type.LONG, LogicalTypes.timeMicros());
            case 19 -> logical(Schema.Type.LONG, LogicalTypes.timestampMillis());
            case 20 -> logical(Schema.Type.LONG, LogicalTypes.timestampMicros());
            case 21 -> logical(Schema.Type.LONG, LogicalTypes.localTimestampMillis());
            case 22 -> logical(Schema.Type.LONG, LogicalTypes.timestampNanos());
            default -> remember(LogicalTypes.uuid().addToSchema(Schema.createFixed(name("U"), null, "ns", 16)));
        };
    }

    private Schema decimalFixed() {
        Schema fixed = Schema.createFixed(name("D"), null, "ns", 9);
        int precision = 2 + random.nextInt(19);
        return remember(
                LogicalTypes.decimal(precision, random.nextInt(precision)).addToSchema(fixed));
    }

    private static Schema logical(Schema.Type base, LogicalType type) {
        return type.addToSchema(Schema.create(base));
    }

    private Schema remember(Schema schema) {
        named.add(schema);
        return schema;
    }

    private String name(String prefix) {
        return prefix + names++;
    }
}
