package io.kaspar.schema.json.schema;

import static io.kaspar.schema.json.schema.JsonSchemaSamples.columns;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.object;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.kaspar.schema.format.MergedRows;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeMergeTest {
    /** Versions from the oldest. */
    private static SchemaText merged(SchemaText... versions) {
        List<SchemaText.Version> newestFirst = new ArrayList<>();
        for (int i = versions.length; i > 0; i--) {
            newestFirst.add(new SchemaText.Version(i, versions[i - 1]));
        }
        return SchemaText.merged(newestFirst);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'integer', 'connect.type': 'int16'} | {'type': 'integer', 'connect.type': 'int32'} | int",
                "{'type': 'integer', 'connect.type': 'int32'} | {'type': 'integer'} | bigint",
                "{'type': 'integer', 'connect.type': 'int32'} | {'type': 'number'} | double",
                "{'type': 'number', 'connect.type': 'float32'} | {'type': 'number'} | double",
                "{'type': 'array', 'items': {'type': 'integer', 'connect.type': 'int32'}} | {'type': 'array', 'items': {'type': 'integer'}} | array<bigint>",
                "{'type': 'string'} | true | variant",
                "{'type': 'object', 'properties': {'a': {'type': 'string'}}} | {'type': 'object', 'properties': {'b': {'type': 'string'}}} | struct<b:string,a:string>",
            })
    void twoTypesBecomeTheOneThatHoldsBoth(String old, String now, String column) throws IOException {
        assertThat(columns(merged(object("'f': " + old), object("'f': " + now))))
                .isEqualTo("struct<f:" + column + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'integer'} | {'type': 'number'} | column f is DOUBLE in version 2, and BIGINT in version 1",
                "{'type': 'integer'} | {'type': 'string'} | column f is STRING in version 2, and BIGINT in version 1",
                "{'type': 'string'} | {'type': 'string', 'format': 'date'} | column f is DATE in version 2",
                "{'type': 'string'} | {'type': ['string', 'integer']} | column f is STRUCT",
                "{'type': 'array', 'items': {'type': 'string'}} | {'type': 'array', 'items': {'type': 'integer'}} | column f[] is BIGINT",
            })
    void typesThatNoTypeHoldsAreNamedWithTheirVersions(String old, String now, String why) {
        assertThatThrownBy(() -> columns(merged(object("'f': " + old), object("'f': " + now))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the versions of the subject do not merge: ")
                .hasMessageContaining(why);
    }

    @Test
    void membersOfTheNewestVersionComeFirst() throws IOException {
        SchemaText old = object("'gone': {'type': 'string'}, 'a': {'type': 'string'}");
        SchemaText now = object("'b': {'type': 'string'}, 'a': {'type': 'string'}");

        assertThat(columns(merged(old, now))).isEqualTo("struct<b:string,a:string,gone:string>");
        assertThat(read(old, merged(old, now), "{'a': 'x', 'gone': 'y'}")).hasToString("{b=null, a=x, gone=y}");
    }

    @Test
    void eachPayloadIsReadAsItsVersionWritesIt() throws IOException {
        String decimal = "'d': {'title': 'org.apache.kafka.connect.data.Decimal', 'type': '%s',"
                + " 'connect.type': 'bytes', 'connect.parameters': {'scale': '1', 'connect.decimal.precision': '5'}}";
        SchemaText old = object(decimal.formatted("string"));
        SchemaText now = object(decimal.formatted("number"));

        assertThat(read(old, merged(old, now), "{'d': 'ew=='}")).hasToString("{d=12.3}");
        assertThat(read(now, merged(old, now), "{'d': 12.3}")).hasToString("{d=12.3}");
    }

    @Test
    void branchesAreUnited() throws IOException {
        SchemaText old = object("'f': {'type': ['string', 'integer']}");
        SchemaText now = object("'f': {'type': ['boolean', 'integer']}");

        assertThat(read(old, merged(old, now), "{'f': 'x'}")).hasToString("{f={boolean=null, integer=null, string=x}}");
    }

    @Test
    void whatOneVersionDoesNotRequireIsNotRequired() throws IOException {
        SchemaText old = JsonSchemaSamples.schema(
                "{'type': 'object', 'properties': {'a': {'type': 'string'}, 'b': {'type': 'string'}}, 'required': ['a', 'b']}");
        SchemaText now = JsonSchemaSamples.schema(
                "{'type': 'object', 'properties': {'a': {'type': 'string'}}, 'required': ['a']}");
        StructType type = (StructType) JsonSchemaSamples.type(merged(old, now));

        assertThat(type.apply("a").metadata().contains("kaspar.required")).isTrue();
        assertThat(type.apply("b").metadata().contains("kaspar.required")).isFalse();
    }

    /** What each version's payloads are to their own version they are to all together. */
    @Test
    void losesNothingOfRandomVersions() throws IOException {
        Random random = new Random(Seed.next("ShapeMergeTest"));
        JsonSchemaFormat format = new JsonSchemaFormat();
        int compared = 0;
        int conflicts = 0;
        for (int i = 0; i < 400; i++) {
            RandomJsonSchemas schemas = new RandomJsonSchemas(random);
            List<GeneratedSchema> versions = new ArrayList<>();
            versions.add(schemas.object());
            for (int j = random.nextInt(2); j >= 0; j--) {
                versions.add(new RandomJsonEvolution(random, schemas)
                        .of(versions.get(versions.size() - 1))
                        .schema());
            }
            List<SchemaText> texts = versions.stream()
                    .map(version -> schemas.text((GeneratedObject) version))
                    .toList();
            SchemaText merged = merged(texts.toArray(SchemaText[]::new));
            DataType type;
            try {
                type = format.dataType(merged, PayloadOptions.DEFAULT);
            } catch (SchemaException e) {
                assertThat(e).hasMessageContaining("do not merge: ").hasMessageContaining(" in version");
                conflicts++;
                continue;
            }
            for (int v = 0; v < versions.size(); v++) {
                SchemaText text = texts.get(v);
                DataType ownType = format.dataType(text, PayloadOptions.DEFAULT);
                PayloadDecoder own = format.compile(text, text, ownType, PayloadOptions.DEFAULT);
                PayloadDecoder together = format.compile(text, merged, type, PayloadOptions.DEFAULT);
                byte[] payload = versions.get(v).value(random).toString().getBytes(StandardCharsets.UTF_8);
                Object expected = RecordingSink.decode(own, ownType, payload);
                Object found = RecordingSink.decode(together, type, payload);
                if (!MergedRows.hold(expected, found)) {
                    fail("%s%nof %s%nexpected %s%nactual   %s", text, merged, expected, found);
                }
                compared++;
            }
        }
        System.out.println(compared + " compared, " + conflicts + " conflicts");
        assertThat(compared).isGreaterThan(400);
    }
}
