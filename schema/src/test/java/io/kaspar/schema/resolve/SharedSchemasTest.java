package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.wire.WindowKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** What the payloads of several topics are read by. */
final class SharedSchemasTest {
    private static final String MESSAGE = "syntax = \"proto3\"; package shop; message Order { int64 id = 1; %s }";
    private static final String DOCUMENT = "{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"string\"}}}";

    private static PayloadSchema shared(PayloadSchema... schemas) {
        Map<String, PayloadSchema> byTopic = new LinkedHashMap<>();
        for (PayloadSchema schema : schemas) {
            byTopic.put("t" + byTopic.size(), schema);
        }
        return new SharedSchemas(PayloadFormats.all()).of(byTopic);
    }

    private static PayloadSchema.Registered registered(int schemaId, SchemaKind kind, String text)
            throws SchemaException {
        SchemaText schema = new SchemaText(kind, text, List.of());
        return new PayloadSchema.Registered(
                "s" + schemaId,
                schemaId,
                schemaId,
                schema,
                PayloadOptions.DEFAULT,
                PayloadFormats.all().find(kind).orElseThrow().dataType(schema, PayloadOptions.DEFAULT));
    }

    private static PayloadSchema.Registered avro(int schemaId, String name, String field, String type)
            throws SchemaException {
        return registered(
                schemaId,
                SchemaKind.AVRO,
                String.format(
                        "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[{\"name\":\"%s\",\"type\":\"%s\"}]}",
                        name, field, type));
    }

    @Test
    void oneSchemaUnderSeveralSubjectsIsOne() throws SchemaException {
        PayloadSchema first = avro(1, "R", "a", "int");

        assertThat(shared(first, avro(2, "R", "a", "int"), avro(3, "R", "a", "int")))
                .isSameAs(first);
    }

    @Test
    void schemasOfOneRecordTypeAreMerged() throws SchemaException {
        assertThat(shared(avro(1, "R", "a", "int"), avro(2, "R", "b", "string"), avro(3, "R", "a", "int"))
                        .dataType()
                        .simpleString())
                .isEqualTo("struct<a:int,b:string>");
        assertThat(shared(
                                registered(1, SchemaKind.PROTOBUF, String.format(MESSAGE, "string a = 2;")),
                                registered(2, SchemaKind.PROTOBUF, String.format(MESSAGE, "bool b = 3;")))
                        .dataType()
                        .simpleString())
                .isEqualTo("struct<id:bigint,b:boolean,a:string>");
    }

    @Test
    void whatHasNoTypeInCommonIsBytesWithANote() throws SchemaException {
        PayloadSchema record = avro(1, "R", "a", "int");
        List<PayloadSchema> others = List.of(
                avro(2, "S", "a", "int"),
                avro(2, "R", "a", "string"),
                registered(2, SchemaKind.PROTOBUF, String.format(MESSAGE, "")),
                new PayloadSchema.Undeclared("t1-value"),
                new PayloadSchema.Raw(RawFormat.LONG));
        for (PayloadSchema other : others) {
            PayloadSchema shared = shared(record, other);

            assertThat(shared.dataType()).as("%s", other).isEqualTo(DataTypes.BinaryType);
            assertThat(shared)
                    .isInstanceOfSatisfying(
                            PayloadSchema.Undecoded.class,
                            bytes -> assertThat(bytes.note()).contains("the topics t0, t1 have different types"));
        }
        assertThat(shared(
                                registered(1, SchemaKind.JSON, String.format(DOCUMENT, "a")),
                                registered(2, SchemaKind.JSON, String.format(DOCUMENT, "b")))
                        .dataType())
                .isEqualTo(DataTypes.BinaryType);
    }

    @Test
    void textOfTopicsWithoutSchemasIsText() {
        assertThat(shared(new PayloadSchema.Undeclared("t0-value"), new PayloadSchema.Undeclared("t1-value"))
                        .dataType())
                .isEqualTo(DataTypes.StringType);
    }

    @Test
    void whatIsNotToBeHadOfOneIsToldToWhoReads() throws SchemaException {
        PayloadSchema missing = new PayloadSchema.Unavailable("no rights");

        assertThat(shared(avro(1, "R", "a", "int"), missing)).isSameAs(missing);
    }

    @Test
    void keysWithEqualWindowsAreOne() {
        PayloadSchema text = new PayloadSchema.Undeclared("t0-key");
        PayloadSchema otherText = new PayloadSchema.Undeclared("t1-key");
        KeyWindow time = new KeyWindow(WindowKind.TIME, 1_000);
        PayloadSchema first = new PayloadSchema.Windowed(text, time);

        assertThat(shared(first, new PayloadSchema.Windowed(otherText, time))).isSameAs(first);
        assertThat(shared(first, new PayloadSchema.Windowed(text, new KeyWindow(WindowKind.TIME, 2_000))))
                .isInstanceOf(PayloadSchema.Undecoded.class);
    }
}
