package io.kaspar.schema.avro;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Makes data for any schema, with the odd values among them. */
final class RandomData {
    /** Keeps times within the range of their columns, whatever their unit. */
    private static final long LARGEST_TIME = Long.MAX_VALUE / 2_000_000;

    private final Random random;

    RandomData(Random random) {
        this.random = random;
    }

    /** @param depth how many more levels may hold something that could go on for ever */
    @Nullable
    Object datum(Schema schema, int depth) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> number(schema);
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian() * 1e9;
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(bytes(schema));
            case FIXED -> new GenericData.Fixed(schema, fixed(schema));
            case ENUM -> new GenericData.EnumSymbol(schema, pick(schema.getEnumSymbols()));
            case ARRAY -> array(schema, depth - 1);
            case MAP -> map(schema, depth - 1);
            case UNION -> union(schema, depth - 1);
            case RECORD -> record(schema, depth - 1);
        };
    }

    private long number(Schema schema) {
        long value = random.nextLong() >> random.nextInt(64);
        return schema.getLogicalType() == null ? value : value % LARGEST_TIME;
    }

    String text() {
        int length = random.nextInt(12);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(pick(List.of((int) 'a', (int) '"', (int) '\\', 0xE9, 0x20AC, 0x1F600, 9)));
        }
        return text.toString();
    }

    private byte[] bytes(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return unscaled(decimal.getPrecision()).toByteArray();
        }
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] fixed(Schema schema) {
        byte[] bytes = new byte[schema.getFixedSize()];
        if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
            random.nextBytes(bytes);
            return bytes;
        }
        byte[] unscaled = unscaled(decimal.getPrecision()).toByteArray();
        Arrays.fill(bytes, (byte) (unscaled[0] < 0 ? -1 : 0));
        System.arraycopy(unscaled, 0, bytes, bytes.length - unscaled.length, unscaled.length);
        return bytes;
    }

    private BigInteger unscaled(int precision) {
        BigInteger bound = BigInteger.TEN.pow(1 + random.nextInt(precision));
        BigInteger value = new BigInteger(bound.bitLength(), random).mod(bound);
        return random.nextBoolean() ? value : value.negate();
    }

    private Object array(Schema schema, int depth) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = depth < 0 ? 0 : random.nextInt(5); i > 0; i--) {
            elements.add(datum(schema.getElementType(), depth));
        }
        return elements;
    }

    private Object map(Schema schema, int depth) {
        Map<String, @Nullable Object> entries = new HashMap<>();
        for (int i = depth < 0 ? 0 : random.nextInt(4); i > 0; i--) {
            entries.put(text() + i, datum(schema.getValueType(), depth));
        }
        return entries;
    }

    private @Nullable Object union(Schema schema, int depth) {
        List<Schema> branches = schema.getTypes();
        for (Schema branch : branches) {
            boolean ends = branch.getType() != Schema.Type.RECORD && branch.getType() != Schema.Type.UNION;
            if (depth < 0 && ends) {
                return datum(branch, depth);
            }
        }
        return datum(pick(branches), depth);
    }

    private Object record(Schema schema, int depth) {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), datum(field.schema(), depth));
        }
        return record;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
