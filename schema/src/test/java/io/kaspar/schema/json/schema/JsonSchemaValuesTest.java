package io.kaspar.schema.json.schema;

import static io.kaspar.schema.json.schema.JsonSchemaSamples.object;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.read;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.readAny;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.schema;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values become, and what does not fit. */
class JsonSchemaValuesTest {
    private static final String CONNECT = "org.apache.kafka.connect.data.";
    private static final String DECIMAL = "'title': '" + CONNECT
            + "Decimal', 'connect.type': 'bytes', 'connect.parameters': {'scale': '2', 'connect.decimal.precision': '5'}}";
    private static final String PAYMENT =
            "{'oneOf': [{'type': 'string'}, {'properties': {'kind': {'const': 'card'}, 'number':"
                    + " {'type': 'string'}}, 'required': ['kind']}, {'properties': {'kind': {'enum': ['coins', 'notes']}, 'amount':"
                    + " {'type': 'integer'}}, 'required': ['kind'], 'title': 'Cash'}]}";

    @Test
    void numbers() throws IOException {
        assertThat(value("{'type': 'integer'}", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(value("{'type': 'integer'}", "1.0")).isEqualTo(1L);
        assertThat(value("{'type': 'integer', 'connect.type': 'int32'}", "-7")).isEqualTo(-7);
        assertThat(value("{'type': 'number'}", "1")).isEqualTo(1.0);
        assertThat(value("{'type': 'number', " + DECIMAL, "1.5")).isEqualTo(new BigDecimal("1.50"));
        assertThat(value("{'type': 'string', " + DECIMAL, "'AJY='")).isEqualTo(new BigDecimal("1.50"));
        assertThat(value("{'type': 'integer', 'minimum': 0, 'maximum': 18446744073709551615}", "18446744073709551615"))
                .isEqualTo(new BigDecimal("18446744073709551615"));
    }

    @Test
    void times() throws IOException {
        Instant noon = Instant.parse("2024-01-02T12:00:00Z");
        long noonMicros = noon.toEpochMilli() * 1_000;

        assertThat(value("{'type': 'string', 'format': 'date-time'}", "'2024-01-02T14:00:00+02:00'"))
                .isEqualTo(noonMicros);
        assertThat(value(
                        "{'type': 'integer', 'title': '" + CONNECT + "Timestamp'}", Long.toString(noon.toEpochMilli())))
                .isEqualTo(noonMicros);
        assertThat(value("{'type': 'number', 'format': 'utc-millisec'}", Long.toString(noon.toEpochMilli())))
                .isEqualTo(noonMicros);
        assertThat(value("{'type': 'string', 'format': 'date'}", "'2024-01-02'"))
                .isEqualTo((int) LocalDate.of(2024, 1, 2).toEpochDay());
        assertThat(value("{'type': 'array', 'format': 'date'}", "[2024, 1, 2]"))
                .isEqualTo((int) LocalDate.of(2024, 1, 2).toEpochDay());
        assertThat(value("{'type': 'integer', 'title': '" + CONNECT + "Date'}", "19724"))
                .isEqualTo((int) LocalDate.of(2024, 1, 2).toEpochDay());
        assertThat(value("{'type': 'integer', 'title': '" + CONNECT + "Time'}", "1000"))
                .isEqualTo(1000);
        assertThat(value("{'type': 'string', 'format': 'time'}", "'12:00:00Z'")).isEqualTo("12:00:00Z");
    }

    @Test
    void mapsAndTheRest() throws IOException {
        assertThat(value("{'type': 'object', 'additionalProperties': {'type': 'integer'}}", "{'a': 1, 'b': 2}"))
                .isEqualTo(Map.of("a", 1L, "b", 2L));
        assertThat(value(
                        "{'type': 'array', 'connect.type': 'map', 'items': {'properties': {'key': {'type': 'integer'}, 'value':"
                                + " {'type': 'string'}}}}",
                        "[{'key': 1, 'value': 'x'}]"))
                .isEqualTo(Map.of(1L, "x"));
        assertThat(value(
                        "{'properties': {'a': {'type': 'integer'}}, 'additionalProperties': true}",
                        "{'a': 1, 'b': {'c': [1.50, 'x']}}"))
                .isEqualTo(Map.of("a", 1L, "_additional", Map.of("b", "{\"c\":[1.50,\"x\"]}")));
        assertThat(value(
                        "{'properties': {'a': {'type': 'integer'}}, 'additionalProperties': {'type': 'string'}}",
                        "{'a': 1, 'b': 'x'}"))
                .isEqualTo(Map.of("a", 1L, "_additional", Map.of("b", "x")));
        assertThat(value("{'type': 'array', 'items': [{'type': 'integer'}]}", "[1, {'a': 2}]"))
                .isEqualTo(List.of("1", "{\"a\":2}"));
        assertThat(value("{'type': 'string', 'connect.type': 'bytes'}", "'AQI='"))
                .isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Test
    void branches() throws IOException {
        assertThat(String.valueOf(value(PAYMENT, "'text'"))).isEqualTo("{string=text, card=null, Cash=null}");
        assertThat(String.valueOf(value(PAYMENT, "{'number': '4711', 'kind': 'card'}")))
                .isEqualTo("{string=null, card={kind=card, number=4711}, Cash=null}");
        assertThat(String.valueOf(value(PAYMENT, "{'kind': 'notes', 'amount': 5}")))
                .isEqualTo("{string=null, card=null, Cash={kind=notes, amount=5}}");
        assertThatThrownBy(() -> value(PAYMENT, "{'kind': 'cheque'}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("v: ")
                .hasMessageNotContaining("cheque");
        assertThatThrownBy(() -> value(PAYMENT, "5")).isInstanceOf(PayloadException.class);
    }

    @Test
    void nullsAreNullEverywhere() throws IOException {
        assertThat(value("{'type': 'integer'}", "null")).isNull();
        assertThat(value(PAYMENT, "null")).isNull();
        assertThat(value("{'type': 'array', 'items': {'type': ['integer', 'null']}}", "[1, null]"))
                .isEqualTo(Arrays.asList(1L, null));
        assertThat(readAny(object(""), object("'a': {'type': 'integer'}"), "null"))
                .isNull();
    }

    @Test
    void payloadsThatAreNoObjects() throws IOException {
        SchemaText number = schema("{'type': 'integer'}");
        SchemaText array = schema("{'type': 'array', 'items': {'type': 'string'}}");

        assertThat(readAny(number, number, " 5 ")).isEqualTo(5L);
        assertThat(readAny(array, array, "['a']")).isEqualTo(List.of("a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'integer'} | 'x'",
                "{'type': 'integer'} | 1.5",
                "{'type': 'integer'} | 9223372036854775808",
                "{'type': 'integer', 'connect.type': 'int32'} | 2147483648",
                "{'type': 'integer', 'connect.type': 'int8'} | 128",
                "{'type': 'number'} | '1'",
                "{'type': 'string'} | 1",
                "{'type': 'string'} | {}",
                "{'type': 'boolean'} | 'true'",
                "{'type': 'string', 'format': 'date-time'} | 'yesterday'",
                "{'type': 'string', 'format': 'date-time'} | 1700000000",
                "{'type': 'string', 'format': 'date'} | '2024-02-30'",
                "{'type': 'string', 'connect.type': 'bytes'} | '*'",
                "{'type': 'array', 'items': {'type': 'integer'}} | [1, null]",
                "{'type': 'array', 'items': {'type': 'integer'}} | {'a': 1}",
                "{'type': 'object', 'additionalProperties': {'type': 'integer'}} | {'a': 'x'}",
                "{'properties': {'a': {'type': 'integer'}}} | 5",
            })
    void whatDoesNotFitSaysWhere(String schema, String value) {
        assertThatThrownBy(() -> value(schema, value))
                .isInstanceOf(PayloadException.class)
                .hasMessageMatching("JSON payload, byte [0-9]+ of [0-9]+: v.*");
    }

    @Test
    void whatASchemaSaysBeyondTheShapeIsNotChecked() throws IOException {
        SchemaText schema = schema(
                "{'properties': {'a': {'type': 'integer', 'minimum': 10, 'not': {'const': 5}}, 'b': {'enum':"
                        + " ['x'], 'minLength': 9}}, 'required': ['a', 'b'], 'additionalProperties': false, 'minProperties': 7}");

        assertThat(read(schema, "{'a': 5, 'c': 1}").get("a")).isEqualTo(5L);
        assertThat(read(schema, "{'b': 'y'}").get("b")).isEqualTo("y");
    }

    @Test
    void olderPayloadsAreReadByName() throws IOException {
        SchemaText old = object(
                "'id': {'type': 'integer', 'connect.type': 'int32'}, 'gone': {'type': 'string'}, 'o': {'properties': {"
                        + "'x': {'type': 'integer'}}}");
        SchemaText now = object(
                "'added': {'type': 'string', 'default': 'd'}, 'o': {'properties': {'y': {'type': 'integer'}, 'x':"
                        + " {'type': 'number'}}}, 'id': {'type': 'integer'}");

        assertThat(String.valueOf(read(old, now, "{'id': 5, 'gone': 'x', 'o': {'x': 1}}")))
                .isEqualTo("{added=null, o={y=null, x=1.0}, id=5}");
    }

    @Test
    void theWritersSchemaSaysHowAValueIsWritten() throws IOException {
        SchemaText number = object("'d': {'type': 'number', " + DECIMAL + ", 't': {'type': 'integer', 'title': '"
                + CONNECT + "Timestamp'}, 'l': {'type': 'array', 'items': {'type': 'integer', 'title': '" + CONNECT
                + "Date'}}");
        SchemaText text = object("'d': {'type': 'string', " + DECIMAL
                + ", 't': {'type': 'string', 'format': 'date-time'}, 'l': {'type': 'array', 'items': {'type': 'string', 'format':"
                + " 'date'}}");

        assertThat(String.valueOf(read(number, text, "{'d': 1.5, 't': 1000, 'l': [1]}")))
                .isEqualTo("{d=1.50, t=1000000, l=[1]}");
        assertThat(String.valueOf(
                        read(text, number, "{'d': 'AJY=', 't': '1970-01-01T00:00:01Z', 'l': ['1970-01-02']}")))
                .isEqualTo("{d=1.50, t=1000000, l=[1]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'integer', 'title': 'org.apache.kafka.connect.data.Date'} | {'type': 'integer', 'title':"
                        + " 'org.apache.kafka.connect.data.Timestamp'}",
                "{'type': 'integer'} | {'type': 'integer', 'title': 'org.apache.kafka.connect.data.Timestamp'}",
                "{'type': 'integer', 'title': 'org.apache.kafka.connect.data.Timestamp'} | {'type': 'integer'}",
                "{'type': 'string'} | {'type': 'string', 'connect.type': 'bytes'}",
                "{'type': 'string', 'connect.type': 'bytes'} | {'type': 'string'}",
                "{'type': 'string', 'title': 'org.apache.kafka.connect.data.Decimal', 'connect.parameters': {'scale': '2'}} |"
                        + " {'type': 'string', 'title': 'org.apache.kafka.connect.data.Decimal', 'connect.parameters': {'scale':"
                        + " '3'}}",
            })
    void whatWouldBeTakenForSomethingElseIsRefused(String old, String now) {
        assertThatThrownBy(() -> read(
                        object("'o': {'properties': {'v': " + old + "}}"),
                        object("'o': {'properties': {'v': " + now + "}}"),
                        "{}"))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("field o.v was a ");
    }
}
