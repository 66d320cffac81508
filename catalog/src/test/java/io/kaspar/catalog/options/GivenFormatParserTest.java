package io.kaspar.catalog.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.GivenFormat;
import io.kaspar.schema.resolve.GivenFormat.BySchema;
import io.kaspar.schema.resolve.GivenFormat.Plain;
import io.kaspar.schema.wire.PayloadFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats and schemas that options give. */
final class GivenFormatParserTest {
    @TempDir
    private Path folder;

    private static @Nullable GivenFormat value(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("kafka.bootstrap.servers", "localhost:9092"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("topic.orders." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return CatalogOptions.ofCatalog(settings)
                .topic("orders")
                .resolve()
                .value()
                .given();
    }

    @Test
    void nothingIsGivenUntilSomebodySaysSo() {
        assertThat(value()).isNull();
        assertThat(value("value.format", "AUTO")).isNull();
        assertThat(value("key.format", "json")).isNull();
    }

    @Test
    void plainFormatsHaveACharset() {
        assertThat(value("value.format", "uuid")).isEqualTo(new Plain(RawFormat.UUID));
        assertThat(value("value.format", "string", "value.charset", "latin1"))
                .isEqualTo(new Plain(RawFormat.STRING, "ISO-8859-1"));
        assertThatThrownBy(() -> value("value.format", "string", "value.charset", "no such"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("value.charset");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json | id BIGINT | JSON_COLUMNS",
                "csv | id BIGINT | CSV_COLUMNS",
                "avro | \"long\" | AVRO",
                "Protobuf | message M {} | PROTOBUF",
            })
    void schemasAreText(String format, String schema, SchemaKind kind) {
        assertThat(value("value.format", format, "value.schema", schema, "value.record.name", "M"))
                .isEqualTo(new BySchema(new SchemaText(kind, schema, List.of(), "M")));
    }

    @Test
    void framesAreForGivenSchemas() {
        assertThat(value("value.format", "avro", "value.schema", "\"long\"", "value.framing", "Glue"))
                .isEqualTo(new BySchema(SchemaText.avro("\"long\""), PayloadFrame.GLUE));
        assertThat(value("value.format", "json", "value.framing", "confluent"))
                .isEqualTo(new BySchema(new SchemaText(SchemaKind.VARIANT, "", List.of()), PayloadFrame.CONFLUENT));
        assertThat(value("value.framing", "none")).isNull();
        for (String format : List.of("auto", "string")) {
            assertThatThrownBy(() -> value("value.format", format, "value.framing", "glue"))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("value.framing = glue says nothing while value.format is " + format);
        }
        assertThatThrownBy(() -> value("value.format", "avro", "value.schema", "1", "value.framing", "other"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("value.framing");
        assertThatThrownBy(() ->
                        value("value.format", "protobuf", "value.schema", "message M {}", "value.framing", "apicurio"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("writes more in front of the message");
    }

    @Test
    void whatConnectWrapsIsJson() {
        assertThat(value("value.format", "json", "value.framing", "connect"))
                .isEqualTo(new BySchema(new SchemaText(SchemaKind.VARIANT, "", List.of()), PayloadFrame.CONNECT));
        assertThat(value("value.format", "json", "value.schema", "id INT", "value.framing", "Connect"))
                .isEqualTo(new BySchema(
                        new SchemaText(SchemaKind.JSON_COLUMNS, "id INT", List.of()), PayloadFrame.CONNECT));
        assertThatThrownBy(() -> value("value.format", "csv", "value.schema", "id INT", "value.framing", "connect"))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "option value.framing = connect cannot be used with value.format = csv: it is what Kafka Connect"
                                + " writes around JSON; set that to json");
        assertThatThrownBy(() -> value("value.framing", "connect"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("value.framing = connect says nothing while value.format is auto");
    }

    @Test
    void changesHaveTheColumnsOfDebezium() {
        assertThat(value("value.format", "json", "value.schema", "id INT", "value.framing", "Maxwell"))
                .isEqualTo(new BySchema(
                        new SchemaText(
                                SchemaKind.JSON_COLUMNS,
                                "op STRING, before STRUCT<id INT>, after STRUCT<id INT>,"
                                        + " source STRUCT<db STRING, table STRING, ts TIMESTAMP, xid BIGINT>",
                                List.of()),
                        PayloadFrame.MAXWELL));
        assertThatThrownBy(() -> value("value.format", "json", "value.framing", "ogg"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("value.format = json needs a schema: set value.schema");
        assertThatThrownBy(() -> value("value.format", "csv", "value.schema", "id INT", "value.framing", "ogg"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("value.framing = ogg is for values that are JSON");
        assertThatThrownBy(() -> value("key.format", "json", "key.schema", "id INT", "key.framing", "maxwell"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("key.framing = maxwell is for values");
        assertThatThrownBy(() -> value("value.format", "json", "value.schema", "id INT", "value.framing", "Canal"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(
                        "value.framing = canal cannot be used: Canal writes several rows into one record");
    }

    @Test
    void jsonNeedsNoSchema() {
        assertThat(value("value.format", "json"))
                .isEqualTo(new BySchema(new SchemaText(SchemaKind.VARIANT, "", List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "avro", "protobuf"})
    void othersNeedOne(String format) {
        assertThatThrownBy(() -> value("value.format", format))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("value.format = " + format + " needs a schema: set value.schema")
                .hasMessageContaining("value.format = auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "string", "uuid"})
    void aSchemaThatNothingReadsIsAnError(String format) {
        assertThatThrownBy(() -> value("value.format", format, "value.schema", "id INT"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("value.schema says nothing while value.format is " + format);
    }

    @Test
    void filesHoldSchemas() throws IOException {
        Path avro = Files.writeString(folder.resolve("order.avsc"), "\"long\"");
        Path ddl = Files.writeString(folder.resolve("order.ddl"), "id BIGINT");

        assertThat(value("value.format", "avro", "value.schema.file", avro.toString()))
                .isEqualTo(new BySchema(SchemaText.avro("\"long\"")));
        assertThat(value("value.format", "csv", "value.schema.file", ddl.toString()))
                .isEqualTo(new BySchema(new SchemaText(SchemaKind.CSV_COLUMNS, "id BIGINT", List.of())));
    }

    @Test
    void protobufFilesImportTheirNeighbours() throws IOException {
        Path main = Files.writeString(folder.resolve("order.proto"), "main");
        Files.createDirectories(folder.resolve("common"));
        Files.writeString(folder.resolve("common/money.proto"), "money");
        Files.writeString(folder.resolve("common/notes.txt"), "notes");

        assertThat(value("value.format", "protobuf", "value.schema.file", main.toString()))
                .isEqualTo(new BySchema(new SchemaText(
                        SchemaKind.PROTOBUF,
                        "main",
                        List.of(new SchemaText.Reference("common/money.proto", "money")))));
    }

    @Test
    void descriptorSetsCrossAsBase64() throws IOException {
        Path set = Files.write(folder.resolve("shop.desc"), new byte[] {10, -1, 0});

        assertThat(value("value.format", "protobuf", "value.schema.file", set.toString()))
                .isEqualTo(new BySchema(new SchemaText(SchemaKind.PROTOBUF, "Cv8A", List.of())));
    }

    @Test
    void onlySchemaFilesAreRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "tiger");

        assertThatThrownBy(() -> value("value.format", "avro", "value.schema.file", secret.toString()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("its name must end with .avsc")
                .hasMessageNotContaining("tiger");
        assertThatThrownBy(() -> value("value.format", "avro", "value.schema.file", folder + "/none.avsc"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("no such file on the driver");
        assertThatThrownBy(() -> value(
                        "value.format", "avro", "value.schema.file", secret.toString(), "value.schema", "\"long\""))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("both set");
    }

    @Test
    void columnsAreInferredOfJsonOnly() {
        assertThat(value("value.format", "json", "value.schema", " Infer "))
                .isEqualTo(new GivenFormat.Inferred(PayloadFrame.NONE, 1000));
        assertThat(value(
                        "value.format",
                        "json",
                        "value.schema",
                        "infer",
                        "value.schema.sample",
                        "5",
                        "value.framing",
                        "connect"))
                .isEqualTo(new GivenFormat.Inferred(PayloadFrame.CONNECT, 5));
        assertThatThrownBy(() -> value("value.format", "csv", "value.schema", "infer"))
                .hasMessage(
                        "option value.schema = infer cannot be used with value.format = csv: columns are inferred of"
                                + " JSON only; set that to json, or this to a schema");
        assertThatThrownBy(() -> value("value.schema", "infer")).hasMessageContaining("set that to json");
        assertThatThrownBy(() -> value("value.format", "json", "value.schema", "infer", "value.framing", "maxwell"))
                .hasMessageContaining("the columns of the rows that change are wanted there");
        assertThatThrownBy(() -> value("value.format", "json", "value.schema", "infer", "value.schema.file", "a.ddl"))
                .hasMessageContaining("are both set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000001", "x"})
    void aSampleHasANumberOfRecords(String sample) {
        assertThatThrownBy(() -> value("value.format", "json", "value.schema", "infer", "value.schema.sample", sample))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("value.schema.sample");
        assertThatThrownBy(() -> value("value.format", "json", "value.schema.sample", "10"))
                .hasMessage(
                        "option value.schema.sample says nothing without value.schema = infer; set that, or leave this out");
    }
}
