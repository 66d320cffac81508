package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.json.shape.ArrayShape;
import io.kaspar.schema.json.shape.EntriesShape;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.MapShape;
import io.kaspar.schema.json.shape.ObjectMember;
import io.kaspar.schema.json.shape.ObjectShape;
import io.kaspar.schema.json.shape.OneOfShape;
import io.kaspar.schema.json.shape.ScalarEncoding;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.TextShape;
import io.kaspar.schema.json.shape.UnionBranch;
import io.kaspar.schema.json.shape.ValueKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shapes read that columns given as DDL do not have. */
final class ShapeCompilerTest {
    private static final JsonShape INTS = strict(DataTypes.IntegerType);

    private static ScalarShape strict(DataType type) {
        return new ScalarShape(type, ScalarEncoding.STRICT);
    }

    private static @Nullable Object decode(JsonShape shape, String json) throws PayloadException {
        return decode(shape, shape.dataType(), json);
    }

    private static @Nullable Object decode(JsonShape shape, DataType projection, String json) throws PayloadException {
        return RecordingSink.decode(
                ShapeCompiler.decoder(shape, projection), projection, json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1e2, 100", "-0.0, 0", "100e-2, 1", "2147483647.000, 2147483647"})
    void strictIntegersMayHaveAFractionOfZeros(String json, int value) throws Exception {
        assertThat(decode(INTS, json)).isEqualTo(value);
        assertThat(decode(strict(DataTypes.LongType), json)).isEqualTo((long) value);
    }

    @ParameterizedTest
    @CsvSource({"1.5", "1e-1", "2147483648.0", "1e999999999", "1e-999999999", "\"1\""})
    void strictIntegersAreWhole(String json) {
        assertThatThrownBy(() -> decode(INTS, json)).isInstanceOf(PayloadException.class);
    }

    @Test
    void strictScalarsTakeTheirOwnKindOnly() throws Exception {
        assertThat(decode(strict(DataTypes.StringType), "\"a\"")).isEqualTo("a");
        assertThat(decode(strict(DataTypes.TimestampType), "\"1970-01-01T00:00:01Z\""))
                .isEqualTo(1_000_000L);
        for (Map.Entry<DataType, String> wrong : Map.of(
                        DataTypes.StringType,
                        "1",
                        DataTypes.DoubleType,
                        "\"NaN\"",
                        DataTypes.createDecimalType(5, 2),
                        "\"1\"",
                        DataTypes.TimestampType,
                        "1",
                        DataTypes.TimestampNTZType,
                        "\"2024-01-02T03:04:05Z\"")
                .entrySet()) {
            assertThatThrownBy(() -> decode(strict(wrong.getKey()), wrong.getValue()))
                    .isInstanceOf(PayloadException.class);
        }
        assertThatThrownBy(() -> decode(strict(DataTypes.TimestampType), "\"2024-01-02T03:04:05\""))
                .hasMessageContaining("a time without a zone that does not fit a column of type TIMESTAMP");
    }

    @Test
    void datesAndTimesAsNumbers() throws Exception {
        JsonShape days = new ScalarShape(DataTypes.DateType, ScalarEncoding.EPOCH_DAYS);
        JsonShape parts = new ScalarShape(DataTypes.DateType, ScalarEncoding.YEAR_MONTH_DAY);
        JsonShape millis = new ScalarShape(DataTypes.TimestampType, ScalarEncoding.EPOCH_MILLIS);

        assertThat(decode(days, "19724")).isEqualTo(19_724);
        assertThat(decode(parts, "[2024, 2 ,29]"))
                .isEqualTo((int) LocalDate.of(2024, 2, 29).toEpochDay());
        assertThat(decode(millis, "-1500")).isEqualTo(-1_500_000L);
        for (String json :
                List.of("[2023,2,29]", "[2024,1]", "[2024,1,2,3]", "[2024,1,2.5]", "[2024,1,\"2\"]", "19000", "[]")) {
            assertThatThrownBy(() -> decode(parts, json)).isInstanceOf(PayloadException.class);
        }
        assertThatThrownBy(() -> decode(millis, "9223372036854775807"))
                .hasMessageContaining("a number that does not fit a column of type TIMESTAMP");
    }

    @Test
    void decimalsAsUnscaledBytes() throws Exception {
        JsonShape decimal = new ScalarShape(DataTypes.createDecimalType(5, 2), ScalarEncoding.UNSCALED_BASE64);

        assertThat(decode(decimal, "\"MDk=\"")).isEqualTo(new BigDecimal("123.45"));
        assertThat(decode(decimal, "\"/w==\"")).isEqualTo(new BigDecimal("-0.01"));
        for (String json : List.of("\"\"", "\"AQAAAA==\"", "1.5", "\"?\"")) {
            assertThatThrownBy(() -> decode(decimal, json)).isInstanceOf(PayloadException.class);
        }
    }

    @Test
    void textIsKeptAsItIsWithoutSpace() throws Exception {
        assertThat(decode(new TextShape(), " { \"a\" : [ 1.50 , \"x \\u00e9\" , true ] } "))
                .isEqualTo("{\"a\":[1.50,\"x \\u00e9\",true]}");
        assertThat(decode(new TextShape(), "[1.50,\" \"]")).isEqualTo("[1.50,\" \"]");
    }

    @Test
    void entriesAreAMap() throws Exception {
        JsonShape map = new EntriesShape(INTS, strict(DataTypes.StringType), true);
        Map<Integer, @Nullable String> entries = new HashMap<>(Map.of(1, "c", 2, "b"));
        entries.put(3, null);

        assertThat(
                        decode(
                                map,
                                "[ {\"key\":1,\"value\":\"a\"} , {\"value\":\"b\",\"key\":2}, {\"key\":1,\"value\":\"c\"},{\"key\":3}]"))
                .isEqualTo(entries);
        assertThatThrownBy(() -> decode(map, "[{\"key\":1},{\"value\":\"b\"}]"))
                .hasMessageContaining("[1]: an entry of a map without a key");
        assertThatThrownBy(() -> decode(map, "[{\"key\":null,\"value\":\"b\"}]"))
                .hasMessageContaining("[0].key: null where the schema allows none");
        assertThatThrownBy(() -> decode(map, "[{\"key\":1,\"value\":2}]"))
                .hasMessageContaining("[0].value: a number where the column is STRING");
        assertThatThrownBy(() -> decode(map, "{\"a\":1}")).hasMessageContaining("an object where the column is MAP");
    }

    @Test
    void otherMembersAreTheRest() throws Exception {
        ObjectShape shape = new ObjectShape(
                List.of(ObjectMember.of("a", INTS), ObjectMember.of("b", INTS)),
                ObjectMember.of("_rest", new MapShape(new TextShape(), true)));
        String json = "{\"x\":1,\"b\":2,\"y\":[1, 2],\"x\":\"z\",\"_rest\":3}";
        StructType swapped = new StructType()
                .add(shape.dataType().fields()[2])
                .add(shape.dataType().fields()[0]);

        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("a", null);
        all.put("b", 2);
        all.put("_rest", Map.of("x", "\"z\"", "y", "[1,2]", "_rest", "3"));
        assertThat(decode(shape, json)).isEqualTo(all);
        all.remove("b");
        assertThat(decode(shape, swapped, json)).isEqualTo(all);
    }

    @Test
    void nullsAreRefusedWhereTheSchemaAllowsNone() {
        assertThatThrownBy(() -> decode(new ArrayShape(INTS, false), "[1,null]"))
                .hasMessageContaining("[1]: null where the schema allows none");
        assertThatThrownBy(() -> decode(new MapShape(INTS, false), "{\"k\":null}"))
                .hasMessageContaining("[…]: null where the schema allows none");
    }

    private static UnionBranch branch(String column, JsonShape shape, UnionBranch.Mark mark) {
        return new UnionBranch(column, shape, mark, Metadata.empty());
    }

    @Test
    void aUnionIsAStructWithOneValue() throws Exception {
        ObjectShape card = ObjectShape.of(List.of(ObjectMember.of("number", INTS)));
        OneOfShape union = new OneOfShape(List.of(
                branch("text", strict(DataTypes.StringType), new UnionBranch.AnyOfKind(ValueKind.STRING)),
                branch("card", card, new UnionBranch.MemberIsOneOf("type", Set.of("visa", "master"))),
                branch("cash", card, new UnionBranch.HasMember("coins"))));

        assertThat(decode(union, "\"x\"")).isEqualTo(row("x", null, null));
        assertThat(decode(union, "{\"number\":5,\"type\":\"visa\"}")).isEqualTo(row(null, 5, null));
        assertThat(decode(union, "{\"coins\":null,\"number\":6}")).isEqualTo(row(null, null, 6));
        assertThat(decode(union, "{\"type\":\"other\",\"type\":\"v\\u0069sa\"}"))
                .isEqualTo(row(null, Map.of(), null));
        for (String json : List.of("{\"type\":\"other\"}", "{}", "1", "{\"type\":\"visa\",\"coins\":1}")) {
            assertThatThrownBy(() -> decode(union, json)).hasMessageContaining("of the schema's union");
        }
        StructType cashOnly = new StructType().add(union.dataType().fields()[2]);
        assertThat(decode(union, cashOnly, "\"x\"")).isEqualTo(fields("cash", null));
    }

    private static Map<String, @Nullable Object> row(
            @Nullable Object text, @Nullable Object card, @Nullable Object cash) {
        Map<String, @Nullable Object> row = fields("text", text);
        row.put("card", number(card));
        row.put("cash", number(cash));
        return row;
    }

    private static @Nullable Object number(@Nullable Object value) {
        return value == null ? null : fields("number", value instanceof Integer ? value : null);
    }

    private static Map<String, @Nullable Object> fields(String name, @Nullable Object value) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put(name, value);
        return fields;
    }
}
