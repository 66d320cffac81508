package io.kaspar.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefaultLiteralsTest {
    private final AvroPayloadFormat format = new AvroPayloadFormat();

    private Map<String, String> defaults(String type, String value) throws SchemaException {
        String schema = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":" + type
                + ",\"default\":" + value + "}]}";
        return format.defaults(SchemaText.avro(schema), PayloadOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"string\" | \"x\" | 'x'",
                "\"string\" | \"it's\" | CAST(X'69742773' AS STRING)",
                "\"long\" | -5 | -5L",
                "\"float\" | 1.5 | 1.5F",
                "\"double\" | 2 | 2.0D",
                "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2} | \"\\u00ff\" | -0.01BD",
                "{\"type\":\"array\",\"items\":[\"null\",\"int\"]} | [1] | array(1)",
                "{\"type\":\"map\",\"values\":\"string\"} | {} | map()",
                "[\"string\",\"null\"] | \"x\" | 'x'",
                "{\"type\":\"record\",\"name\":\"I\",\"fields\":[{\"name\":\"x\",\"type\":[\"null\",\"int\"],\"default\":null}]} | {}"
                        + " | named_struct('x', CAST(NULL AS INT))",
            })
    void areSqlOfTheColumnsType(String type, String value, String sql) throws SchemaException {
        assertThat(defaults(type, value)).containsExactly(Map.entry("a", sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[\"null\",\"string\"] | null",
                "[\"int\",\"string\"] | 1",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"} | 0",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":16,\"logicalType\":\"uuid\"} | \"0123456789abcdef\"",
                "\"int\" | \"no number\"",
            })
    void areMissingWhereSqlCannotSayThem(String type, String value) throws SchemaException {
        assertThat(defaults(type, value)).isEmpty();
    }

    @Test
    void areMissingWhereValuesAreNoRecords() throws SchemaException {
        assertThat(format.defaults(SchemaText.avro("\"string\""), PayloadOptions.DEFAULT))
                .isEmpty();
    }
}
