package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Schemas of values without parts, each with values in the way that the schema says. */
final class GeneratedScalars {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONNECT = "org.apache.kafka.connect.data.";
    private static final int SCALE = 3;

    private GeneratedScalars() {}

    record Scalar(JsonNode schema, Function<Random, JsonNode> values, Function<JsonNode, Object> columns)
            implements GeneratedSchema {
        @Override
        public JsonNode value(Random random) {
            return values.apply(random);
        }

        @Override
        public Object column(JsonNode value) {
            return columns.apply(value);
        }

        @Override
        public boolean isPlainString() {
            String format = schema.path("format").asText();
            boolean hasOtherMeaning = schema.has("connect.type") || format.startsWith("date");
            return schema.has("enum")
                    || schema.has("oneOf")
                    || (schema.path("type").asText().equals("string") && !hasOtherMeaning);
        }
    }

    static Scalar of(Random random, boolean withConnect) {
        List<Scalar> all = all().stream()
                .filter(scalar -> withConnect || !scalar.schema().has("connect.type"))
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    static List<Scalar> all() {
        return List.of(
                scalar(
                        "{'type': 'integer'}",
                        r -> LongNode.valueOf(r.nextLong() >> r.nextInt(64)),
                        JsonNode::longValue),
                scalar(
                        "{'type': 'integer', 'connect.type': 'int32'}",
                        r -> IntNode.valueOf(r.nextInt()),
                        JsonNode::intValue),
                scalar(
                        "{'type': 'integer', 'minimum': -100, 'maximum': 100}",
                        r -> IntNode.valueOf(r.nextInt(201) - 100),
                        JsonNode::intValue),
                scalar("{'type': 'number'}", r -> DoubleNode.valueOf(r.nextGaussian() * 1e10), JsonNode::doubleValue),
                scalar(
                        "{'type': 'number', 'connect.type': 'float32'}",
                        r -> DoubleNode.valueOf(r.nextInt(1 << 20) / 8.0),
                        JsonNode::floatValue),
                scalar("{'type': 'boolean'}", r -> BooleanNode.valueOf(r.nextBoolean()), JsonNode::booleanValue),
                text("{'type': 'string'}"),
                text("{'type': 'string', 'format': 'x-note'}"),
                symbol("{'enum': ['red', 'green', 'Ω']}"),
                symbol("{'oneOf': [{'const': 'red'}, {'const': 'green'}, {'const': 'Ω'}]}"),
                scalar(
                        "{'type': 'string', 'connect.type': 'bytes'}",
                        r -> TextNode.valueOf(Base64.getEncoder().encodeToString(bytes(r))),
                        value -> ByteBuffer.wrap(binary(value))),
                scalar(
                        "{'type': 'string', 'format': 'date-time'}",
                        GeneratedScalars::dateTime,
                        value -> micros(Instant.from(OffsetDateTime.parse(value.textValue())))),
                isoDate(),
                epochDate(),
                scalar(
                        "{'type': 'integer', 'connect.type': 'int64', 'title': '" + CONNECT + "Timestamp'}",
                        r -> LongNode.valueOf(r.nextLong() >> 22),
                        value -> value.longValue() * 1_000),
                scalar(
                        "{'type': 'integer', 'connect.type': 'int32', 'title': '" + CONNECT + "Time'}",
                        r -> IntNode.valueOf(r.nextInt(86_400_000)),
                        JsonNode::intValue),
                plainDecimal(),
                unscaledDecimal());
    }

    static Scalar isoDate() {
        return scalar(
                "{'type': 'string', 'format': 'date'}",
                r -> TextNode.valueOf(
                        LocalDate.ofEpochDay(r.nextInt(60_000) - 20_000).toString()),
                value -> (int) LocalDate.parse(value.textValue()).toEpochDay());
    }

    static Scalar epochDate() {
        return scalar(
                "{'type': 'integer', 'connect.type': 'int32', 'title': '" + CONNECT + "Date'}",
                r -> IntNode.valueOf(r.nextInt(60_000) - 20_000),
                JsonNode::intValue);
    }

    static Scalar plainDecimal() {
        return scalar(
                decimal("number"),
                r -> DecimalNode.valueOf(new BigDecimal(BigInteger.valueOf(r.nextInt()), SCALE)),
                value -> value.decimalValue().setScale(SCALE));
    }

    static Scalar unscaledDecimal() {
        return scalar(
                decimal("string"),
                r -> TextNode.valueOf(Base64.getEncoder()
                        .encodeToString(BigInteger.valueOf(r.nextInt()).toByteArray())),
                value -> new BigDecimal(new BigInteger(binary(value)), SCALE));
    }

    private static String decimal(String type) {
        return "{'type': '" + type + "', 'title': '" + CONNECT + "Decimal', 'connect.type': 'bytes',"
                + " 'connect.parameters': {'scale': '" + SCALE + "', 'connect.decimal.precision': '12'}}";
    }

    private static Scalar text(String schema) {
        return scalar(schema, r -> TextNode.valueOf(string(r)), JsonNode::textValue);
    }

    private static Scalar symbol(String schema) {
        List<String> symbols = List.of("red", "green", "Ω");
        return scalar(schema, r -> TextNode.valueOf(symbols.get(r.nextInt(symbols.size()))), JsonNode::textValue);
    }

    /** Characters of all lengths, and such that have to be escaped. */
    static String string(Random random) {
        String characters = "ab\"\\/\n\t\u0001é€𝄞 ";
        return random.ints(random.nextInt(12), 0, characters.codePointCount(0, characters.length()))
                .map(index -> characters.codePointAt(characters.offsetByCodePoints(0, index)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] binary(JsonNode text) {
        try {
            return BinaryNode.valueOf(text.binaryValue()).binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode dateTime(Random random) {
        Instant instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                .truncatedTo(random.nextBoolean() ? ChronoUnit.MICROS : ChronoUnit.SECONDS);
        ZoneOffset zone = random.nextBoolean() ? ZoneOffset.UTC : ZoneOffset.ofHoursMinutes(5, 30);
        return TextNode.valueOf(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(zone)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Scalar scalar(String schema, Function<Random, JsonNode> values, Function<JsonNode, Object> columns) {
        return new Scalar(json(schema), values, columns);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.indexOf('"') < 0 ? text.replace('\'', '"') : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
