package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.RandomProjection;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Any part of the columns, in any order, holds what it holds when all are read. */
final class JsonProjectionTest {
    private static final String DDL =
            "a STRING, b ARRAY<STRUCT<a: STRING, key: STRING>>, `key` MAP<STRING, STRUCT<x: STRING, y: STRING>>,"
                    + " `value` STRUCT<a: STRING, b: STRUCT<c: STRING>>, `longer name` STRING";
    private static final int PAYLOADS = 3_000;

    private final Random random = new Random(Seed.next("JsonProjectionTest"));
    private final RandomJson texts = new RandomJson(random);

    @Test
    void aPartIsWhatTheWholeHolds() throws Exception {
        DataType whole = JsonSamples.type(DDL);
        PayloadDecoder all = JsonSamples.decoder(DDL);
        for (int round = 0; round < 30; round++) {
            DataType part = new RandomProjection(random).of(whole);
            PayloadDecoder some = JsonSamples.decoder(DDL, part);
            for (int i = 0; i < PAYLOADS / 30; i++) {
                byte[] payload = object((StructType) whole).getBytes(StandardCharsets.UTF_8);

                Object expected = part(RecordingSink.decode(all, whole, payload), part);

                assertThat(RecordingSink.decode(some, part, payload)).isEqualTo(expected);
            }
        }
    }

    private String object(StructType type) {
        List<String> members = new ArrayList<>();
        for (StructField field : type.fields()) {
            for (int count = random.nextInt(8) == 0 ? 2 : random.nextInt(2); count > 0; count--) {
                members.add("\"" + field.name() + "\":" + value(field.dataType()));
            }
        }
        for (int count = random.nextInt(3); count > 0; count--) {
            members.add("\"other " + texts.string().substring(1) + ":" + texts.value(2));
        }
        Collections.shuffle(members, random);
        return "{" + String.join(", ", members) + "}";
    }

    private String value(DataType type) {
        if (random.nextInt(8) == 0) {
            return "null";
        }
        if (type instanceof StructType struct) {
            return object(struct);
        }
        if (type instanceof ArrayType array) {
            return "[" + value(array.elementType()) + "," + value(array.elementType()) + "]";
        }
        return type instanceof MapType map ? "{" + texts.string() + ":" + value(map.valueType()) + "}" : texts.value(1);
    }

    private static @Nullable Object part(@Nullable Object value, DataType type) {
        if (value instanceof Map<?, ?> fields && type instanceof StructType struct) {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            for (StructField field : struct.fields()) {
                kept.put(field.name(), part(fields.get(field.name()), field.dataType()));
            }
            return kept;
        }
        if (value instanceof Map<?, ?> entries && type instanceof MapType map) {
            Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
            entries.forEach((key, element) -> kept.put(key, part(element, map.valueType())));
            return kept;
        }
        if (value instanceof Collection<?> elements && type instanceof ArrayType array) {
            List<@Nullable Object> kept = new ArrayList<>();
            elements.forEach(element -> kept.add(part(element, array.elementType())));
            return kept;
        }
        return value;
    }
}
