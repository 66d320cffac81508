package io.kaspar.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written, byte by byte where that matters, and what is refused before anything is lost. */
class ProtobufEncoderTest {

    @ParameterizedTest
    @CsvSource({
        "int32, -1, 08ffffffffffffffffff01",
        "sint32, -2, 0803",
        "sfixed32, -1, 0dffffffff",
    })
    void writesNumbersAsTheirKindsAre(String kind, int value, String expected) throws IOException {
        assertThat(hex(proto3("optional " + kind + " a = 1;"), "a INT", value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "uint32, 4294967295, 08ffffffff0f",
        "fixed32, 4294967295, 0dffffffff",
        "int64, -1, 08ffffffffffffffffff01"
    })
    void writesLongNumbersAsTheirKindsAre(String kind, long value, String expected) throws IOException {
        assertThat(hex(proto3("optional " + kind + " a = 1;"), "a BIGINT", value))
                .isEqualTo(expected);
    }

    @Test
    void writesUnsignedNumbersOf64Bits() throws IOException {
        BigDecimal largest = new BigDecimal("18446744073709551615");

        assertThat(hex(proto3("optional uint64 a = 1;"), "a DECIMAL(20,0)", largest))
                .isEqualTo("08ffffffffffffffffff01");
        assertThat(hex(proto3("optional fixed64 a = 1;"), "a DECIMAL(20,0)", largest))
                .isEqualTo("09ffffffffffffffff");
        assertRefused(
                proto3("uint64 a = 1;"),
                "a DECIMAL(20,0)",
                largest.add(BigDecimal.ONE),
                "M.a: the number is none of 64 bits without a sign");
        assertRefused(proto3("uint32 a = 1;"), "a BIGINT", -1L, "M.a: the number is none of 32 bits without a sign");
    }

    @Test
    void packsNumbersAndNothingElse() throws IOException {
        assertThat(hex(proto3("repeated int32 a = 1;"), "a ARRAY<INT>", List.of(1, 2)))
                .isEqualTo("0a020102");
        assertThat(hex(proto3("repeated string a = 1;"), "a ARRAY<STRING>", List.of("x", "y")))
                .isEqualTo("0a01780a0179");
        assertThat(hex(proto3("repeated int32 a = 1;"), "a ARRAY<INT>", List.of()))
                .isEmpty();
        assertRefused(
                proto3("repeated int32 a = 1;"),
                "a ARRAY<INT>",
                Arrays.asList(1, null),
                "M.a: the schema has no null among its values");
    }

    @Test
    void takesSymbolsAndNumbersOfEnums() throws IOException {
        SchemaText schema = proto3("E a = 1; enum E { ZERO = 0; FIVE = 5; }");

        assertThat(hex(schema, "a STRING", "FIVE")).isEqualTo("0805");
        assertThat(hex(schema, "a STRING", "77")).isEqualTo("084d");
        assertRefused(schema, "a STRING", "SIX", "M.a: the value is none of shop.M.E's 2 symbols, and no number");
    }

    @Test
    void refusesNullThatReadersWouldTakeForADefault() throws IOException {
        String refusal = "M.a: the schema has no null here; leave the column out, and the field has its default";

        assertThat(hex(proto3("optional int32 a = 1;"), "a INT", null)).isEmpty();
        assertRefused(proto3("int32 a = 1;"), "a INT", null, refusal);
        assertRefused(proto3("repeated int32 a = 1;"), "a ARRAY<INT>", null, refusal);
        assertRefused(
                ProtobufSamples.proto2("message M { optional int32 a = 1 [default = 7]; }"), "a INT", null, refusal);
    }

    @Test
    void refusesASchemaWhoseRequiredFieldHasNoColumn() {
        SchemaText schema = ProtobufSamples.proto2("message M { required int32 a = 1; optional int32 b = 2; }");

        assertThatThrownBy(() -> encoder(schema, "b INT"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("M: column a is missing, which the schema requires");
    }

    @Test
    void refusesColumnsThatTheSchemaHasNotOrHasOtherwise() {
        assertThatThrownBy(() -> encoder(proto3("int32 a = 1;"), "z INT"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("M: the schema has nothing for column z; it has a");
        assertThatThrownBy(() -> encoder(proto3("int32 a = 1;"), "a BIGINT"))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "M.a: values of type BIGINT cannot be written, the schema wants INT; CAST changes the type");
    }

    @Test
    void writesGroupsBetweenTheirTags() throws IOException {
        SchemaText one = ProtobufSamples.proto2("message M { optional group A = 1 { optional int32 b = 1; } }");
        SchemaText many = ProtobufSamples.proto2("message M { repeated group A = 2 { optional int32 b = 1; } }");
        Map<String, @Nullable Object> five = new LinkedHashMap<>(Map.of("b", 5));
        Map<String, @Nullable Object> none = new LinkedHashMap<>();
        none.put("b", null);

        assertThat(hex(one, "a STRUCT<b: INT>", five)).isEqualTo("0b08050c");
        assertThat(hex(many, "a ARRAY<STRUCT<b: INT>>", List.of(five, none))).isEqualTo("130805141314");
        assertThat(again(many, List.of(five, none))).isEqualTo(List.of(five, none));
    }

    @Test
    void refusesTwoFieldsOfAOneof() throws IOException {
        SchemaText schema = proto3("oneof o { int32 a = 1; string b = 2; }");
        PayloadEncoder encoder = encoder(schema, "a INT, b STRING");
        Map<String, @Nullable Object> both = new LinkedHashMap<>(Map.of("a", 1));
        both.put("b", "x");

        assertThatThrownBy(() -> RecordedSource.encode(encoder, both))
                .isInstanceOf(PayloadException.class)
                .hasMessage("M: more than one field of the oneof o has a value");
    }

    @Test
    void writesTextInMessagesOfJson() throws IOException {
        SchemaText schema = imported("google/protobuf/struct.proto", "google.protobuf.Value a = 1;");

        assertThat(again(schema, "{\"b\":[1,2.5,null,true,\"x\"],\"c\":{}}"))
                .isEqualTo("{\"b\":[1,2.5,null,true,\"x\"],\"c\":{}}");
        assertRefused(
                schema,
                "a STRING",
                "9007199254740993",
                "M.a: a number of the JSON is none that google.protobuf.Value can hold");
        assertRefused(schema, "a STRING", "{'secret'}", "M.a: the text is no JSON");
        SchemaText object = imported("google/protobuf/struct.proto", "google.protobuf.Struct a = 1;");
        assertRefused(object, "a STRING", "[]", "M.a: the text is no JSON object");
    }

    @Test
    void writesTimesOfBothSidesOf1970() throws IOException {
        SchemaText timestamp = imported("google/protobuf/timestamp.proto", "google.protobuf.Timestamp a = 1;");
        SchemaText duration = imported("google/protobuf/duration.proto", "google.protobuf.Duration a = 1;");

        assertThat(again(timestamp, -1_500_001L)).isEqualTo(-1_500_001L);
        assertThat(hex(timestamp, "a TIMESTAMP", -500_000L)).isEqualTo("0a1108ffffffffffffffffff011080cab5ee01");
        assertThat(again(duration, -1_500_001L)).isEqualTo(-1_500_001L);
        assertThat(hex(duration, "a INTERVAL DAY TO SECOND", -500_000L)).isEqualTo("0a0b1080b6ca91feffffffff01");
    }

    @Test
    void writesDaysAndTimesOfDay() throws IOException {
        SchemaText date = imported("google/type/date.proto", "google.type.Date a = 1;");
        SchemaText time = imported("google/type/timeofday.proto", "google.type.TimeOfDay a = 1;");

        assertThat(again(date, (int) LocalDate.of(2026, 11, 27).toEpochDay()))
                .isEqualTo((int) LocalDate.of(2026, 11, 27).toEpochDay());
        assertRefused(
                date,
                "a DATE",
                (int) LocalDate.of(10_000, 1, 1).toEpochDay(),
                "M.a: a google.type.Date is of the years 1 to 9999");
        assertThat(again(time, 86_399_999_999L)).isEqualTo(86_399_999_999L);
        assertThat(again(time, 86_400_000_000L)).isEqualTo(86_400_000_000L);
        assertRefused(time, "a BIGINT", -1L, "M.a: the time is none of a day");
    }

    @Test
    void keepsDatesThatAreNoneAmongOthers() throws IOException {
        SchemaText dates = imported("google/type/date.proto", "repeated google.type.Date a = 1;");
        List<@Nullable Object> values = Arrays.asList(1, null, 2);

        assertThat(again(dates, values)).isEqualTo(values);
    }

    @Test
    void writesDecimals() throws IOException {
        SchemaText decimal = imported("confluent/type/decimal.proto", "confluent.type.Decimal a = 1;");

        assertThat(again(decimal, "-12.50")).isEqualTo("-12.50");
        assertThat(hex(decimal, "a STRING", "-12.50")).isEqualTo("0a080a02fb1e10041802");
        assertRefused(decimal, "a STRING", "1e99999", "M.a: the decimal has more than 10000 digits");
        assertRefused(decimal, "a STRING", "twelve", "M.a: the text is no decimal number");
    }

    @Test
    void refusesTextThatIsNoUtf8() throws IOException {
        PayloadEncoder encoder = encoder(proto3("string a = 1;"), "a STRING");

        assertThat(RecordedSource.encode(encoder, Map.of("a", "ü")))
                .isEqualTo(HexFormat.of().parseHex("0a02c3bc"));
        assertThatThrownBy(() -> RecordedSource.encode(encoder, Map.of("a", java.nio.ByteBuffer.wrap(new byte[] {-1}))))
                .isInstanceOf(PayloadException.class)
                .hasMessage("M.a: the text is no UTF-8");
    }

    private static SchemaText proto3(String fields) {
        return ProtobufSamples.proto3("message M { " + fields + " }");
    }

    private static SchemaText imported(String file, String fields) {
        return ProtobufSamples.schema(
                "syntax = \"proto3\"; package shop; import \"" + file + "\"; message M { " + fields + " }");
    }

    private static PayloadEncoder encoder(SchemaText schema, String columns) throws SchemaException {
        return ProtobufSamples.FORMAT.encoder(schema, StructType.fromDDL(columns), PayloadOptions.DEFAULT);
    }

    private static String hex(SchemaText schema, String columns, @Nullable Object value) throws IOException {
        return HexFormat.of().formatHex(RecordedSource.encode(encoder(schema, columns), row(value)));
    }

    /** What is read of a value that was written. */
    private static @Nullable Object again(SchemaText schema, Object value) throws IOException {
        DataType type = ProtobufSamples.type(schema);
        byte[] encoded =
                RecordedSource.encode(ProtobufSamples.FORMAT.encoder(schema, type, PayloadOptions.DEFAULT), row(value));
        return ProtobufSamples.read(schema, encoded).get("a");
    }

    private static void assertRefused(SchemaText schema, String columns, @Nullable Object value, String message)
            throws IOException {
        PayloadEncoder encoder = encoder(schema, columns);
        assertThatThrownBy(() -> RecordedSource.encode(encoder, row(value)))
                .isInstanceOf(PayloadException.class)
                .hasMessage(message);
    }

    private static Map<String, @Nullable Object> row(@Nullable Object value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("a", value);
        return row;
    }
}
