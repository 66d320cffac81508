package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.resolve.ChangingColumns.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Up to as many versions together as are merged: never a wrong column or value, always a column or a conflict with its name. */
final class MergedVersionsTest {
    private static final int ROUNDS = 120;
    private static final int READ_VERSIONS = 4;

    /** How each format writes columns and their values. */
    enum Writing {
        AVRO(
                SchemaKind.AVRO,
                List.of(
                        Kind.whole("int", "int", "int", 31),
                        Kind.whole("long", "long", "bigint", 63),
                        Kind.floating("float", "float", "float"),
                        Kind.floating("double", "double", "double"),
                        Kind.other("boolean", "boolean", "boolean"),
                        Kind.other("string", "string", "string"),
                        Kind.other("bytes", "bytes", "binary"))) {
            @Override
            String schema(Map<String, Kind> columns) {
                return columns.entrySet().stream()
                        .map(column -> "{\"name\":\"" + column.getKey() + "\",\"type\":\""
                                + column.getValue().text() + "\"}")
                        .collect(Collectors.joining(",", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[", "]}"));
            }

            @Override
            byte[] payload(Map<String, Kind> columns) throws IOException {
                Schema schema = new Schema.Parser().parse(schema(columns));
                GenericData.Record record = new GenericData.Record(schema);
                columns.forEach((column, kind) -> record.put(
                        column,
                        switch (kind.text()) {
                            case "int" -> number(column);
                            case "long" -> (long) number(column);
                            case "float" -> (float) number(column);
                            case "double" -> (double) number(column);
                            case "boolean" -> true;
                            case "string" -> column;
                            default -> ByteBuffer.wrap(column.getBytes(StandardCharsets.UTF_8));
                        }));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
                new GenericDatumWriter<>(schema).write(record, encoder);
                encoder.flush();
                return bytes.toByteArray();
            }
        },
        PROTOBUF(
                SchemaKind.PROTOBUF,
                List.of(
                        Kind.whole("int32", "int32", "int", 31),
                        Kind.whole("sint64", "sint64", "bigint", 63),
                        Kind.whole("fixed32", "fixed32", "bigint", 32),
                        Kind.whole("uint64", "uint64", "decimal(20,0)", 64),
                        Kind.floating("float", "float", "float"),
                        Kind.floating("double", "double", "double"),
                        Kind.other("bool", "bool", "boolean"),
                        Kind.other("string", "string", "string"),
                        Kind.other("bytes", "bytes", "binary"))) {
            @Override
            String schema(Map<String, Kind> columns) {
                return columns.entrySet().stream()
                        .map(column ->
                                column.getValue().text() + " " + column.getKey() + " = " + place(column.getKey()) + ";")
                        .collect(Collectors.joining(" ", "syntax = \"proto3\"; message R { ", " }"));
            }

            @Override
            byte[] payload(Map<String, Kind> columns) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                CodedOutputStream out = CodedOutputStream.newInstance(bytes);
                for (Map.Entry<String, Kind> column : columns.entrySet()) {
                    int place = place(column.getKey());
                    int number = number(column.getKey());
                    switch (column.getValue().text()) {
                        case "int32" -> out.writeInt32(place, number);
                        case "sint64" -> out.writeSInt64(place, number);
                        case "fixed32" -> out.writeFixed32(place, number);
                        case "uint64" -> out.writeUInt64(place, number);
                        case "float" -> out.writeFloat(place, number);
                        case "double" -> out.writeDouble(place, number);
                        case "bool" -> out.writeBool(place, true);
                        default -> out.writeString(place, column.getKey());
                    }
                }
                out.flush();
                return bytes.toByteArray();
            }
        },
        JSON_SCHEMA(
                SchemaKind.JSON,
                List.of(
                        Kind.whole("'integer','connect.type':'int16'", "SMALLINT", "smallint", 15),
                        Kind.whole("'integer','connect.type':'int32'", "INT", "int", 31),
                        Kind.whole("'integer'", "BIGINT", "bigint", 63),
                        Kind.floating("'number','connect.type':'float32'", "FLOAT", "float"),
                        Kind.floating("'number'", "DOUBLE", "double"),
                        Kind.other("'boolean'", "BOOLEAN", "boolean"),
                        Kind.other("'string'", "STRING", "string"),
                        Kind.other("'array','items':{'type':'integer'}", "ARRAY<BIGINT>", "array<bigint>"))) {
            @Override
            String schema(Map<String, Kind> columns) {
                return columns.entrySet().stream()
                        .map(column -> "'" + column.getKey() + "':{'type':"
                                + column.getValue().text() + "}")
                        .collect(Collectors.joining(",", "{'type':'object','properties':{", "}}"))
                        .replace('\'', '"');
            }

            @Override
            byte[] payload(Map<String, Kind> columns) {
                return columns.entrySet().stream()
                        .map(column -> "\"" + column.getKey() + "\":"
                                + switch (column.getValue().column()) {
                                    case "boolean" -> "true";
                                    case "string" -> "\"" + column.getKey() + "\"";
                                    case "array<bigint>" -> "[" + number(column.getKey()) + "]";
                                    default -> String.valueOf(number(column.getKey()));
                                })
                        .collect(Collectors.joining(",", "{", "}"))
                        .getBytes(StandardCharsets.UTF_8);
            }
        };

        private final SchemaKind kind;
        private final List<Kind> kinds;

        Writing(SchemaKind kind, List<Kind> kinds) {
            this.kind = kind;
            this.kinds = kinds;
        }

        abstract String schema(Map<String, Kind> columns);

        abstract byte[] payload(Map<String, Kind> columns) throws IOException;

        SchemaText text(Map<String, Kind> columns) {
            return new SchemaText(kind, schema(columns), List.of());
        }
    }

    private static int place(String column) {
        return Integer.parseInt(column.substring(1)) + 1;
    }

    private static int number(String column) {
        return 100 + place(column);
    }

    @ParameterizedTest
    @EnumSource
    void areColumnsOrAConflict(Writing writing) throws IOException {
        Random random = new Random(Seed.next("MergedVersionsTest"));
        PayloadFormat format = PayloadFormats.all().require(writing.kind);
        int conflicts = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int count = round % 30 == 0 ? SubjectVersions.MAX_VERSIONS : 2 + random.nextInt(40);
            ChangingColumns columns = ChangingColumns.random(random, writing.kinds, count, random.nextBoolean());
            SchemaText merged = merged(writing, columns.versions());
            DataType type;
            try {
                type = format.dataType(merged, PayloadOptions.DEFAULT);
            } catch (SchemaException e) {
                columns.requireNamed(String.valueOf(e.getMessage()));
                conflicts++;
                continue;
            }
            columns.requireColumns(type.catalogString());
            for (int i = 0; i < READ_VERSIONS; i++) {
                Map<String, Kind> version =
                        columns.versions().get(random.nextInt(columns.versions().size()));
                Object row = RecordingSink.decode(
                        format.compile(writing.text(version), merged, type, PayloadOptions.DEFAULT),
                        type,
                        writing.payload(version));
                boolean hasDefaults = writing == Writing.PROTOBUF;
                Map<String, Kind> newest =
                        columns.versions().get(columns.versions().size() - 1);
                requireValues(version, hasDefaults ? newest : Map.of(), (Map<?, ?>) Objects.requireNonNull(row));
            }
        }
        assertThat(conflicts).isBetween(1, ROUNDS - ROUNDS / 4);
    }

    private static SchemaText merged(Writing writing, List<Map<String, Kind>> versions) {
        List<SchemaText.Version> newestFirst = new ArrayList<>();
        for (int i = versions.size(); i > 0; i--) {
            newestFirst.add(new SchemaText.Version(i, writing.text(versions.get(i - 1))));
        }
        return SchemaText.merged(newestFirst);
    }

    /** Each column of the version holds what was written, those with a default that, and all others are null. */
    private static void requireValues(Map<String, Kind> version, Map<String, Kind> withDefault, Map<?, ?> row) {
        row.forEach((name, value) -> {
            String column = String.valueOf(name);
            Kind kind = version.get(column);
            if (kind == null && withDefault.containsKey(column)) {
                assertThat(value).as(column).isIn(0, 0L, 0.0f, 0.0, BigDecimal.ZERO, false, "", ByteBuffer.allocate(0));
            } else if (kind == null) {
                assertThat(value).as(column).isNull();
            } else if (kind.family() != ChangingColumns.Family.OTHER) {
                assertThat(((Number) Objects.requireNonNull(value)).doubleValue())
                        .as(column)
                        .isEqualTo(number(column));
            } else {
                Object expected = switch (kind.column()) {
                    case "boolean" -> true;
                    case "string" -> column;
                    case "binary" -> ByteBuffer.wrap(column.getBytes(StandardCharsets.UTF_8));
                    default -> List.of((long) number(column));
                };
                assertThat(value).as(column).isEqualTo(expected);
            }
        });
    }
}
