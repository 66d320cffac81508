package io.kaspar.schema.json.schema;

import static io.kaspar.schema.json.schema.JsonSchemaSamples.columns;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.schema;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that were made to cost time or memory: they have a type, or a clear error. */
class HostileSchemaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': '#'}",
                "{'definitions': {'a': {'$ref': '#/definitions/b'}, 'b': {'$ref': '#/definitions/a'}}, '$ref': '#/definitions/a'}",
                "{'allOf': [{'$ref': '#'}]}",
                "{'properties': {'v': {'definitions': {'x': {'allOf': [{'$ref': '#/properties/v/definitions/x'}]}}, 'allOf': ["
                        + "{'$ref': '#/properties/v/definitions/x'}]}}}",
            })
    void aReferenceToItselfIsRefused(String text) {
        assertThatThrownBy(() -> columns(schema(text)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("refers to itself, and to nothing else");
    }

    @Test
    void aBranchOfItselfIsRefused() {
        assertThatThrownBy(() -> columns(schema("{'oneOf': [{'type': 'null'}, {'$ref': '#'}]}")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("itself");
    }

    @Test
    void twentyThousandPropertiesAreColumns() throws IOException {
        String properties = IntStream.range(0, 20_000)
                .mapToObj(i -> "'p" + i + "': {'type': 'integer'}")
                .collect(Collectors.joining(", "));

        assertThat(((StructType) type(schema("{'properties': {" + properties + "}}"))).length())
                .isEqualTo(20_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 600, 10_000, 100_000})
    void objectsTooDeepInsideEachOtherAreRefused(int depth) {
        String text = "{'properties': {'a': ".repeat(depth) + "true" + "}}".repeat(depth);

        assertThatThrownBy(() -> columns(schema(text)))
                .isInstanceOf(SchemaException.class)
                .hasMessageMatching("(?s).*(objects and arrays lie more than 500 deep|nesting depth).*");
    }

    @ParameterizedTest
    @ValueSource(ints = {190, 400, 5_000})
    void chainsOfReferencesEnd(int length) throws IOException {
        String definitions = IntStream.range(0, length)
                .mapToObj(i -> "'d" + i + "': {'$ref': '#/definitions/d" + (i + 1) + "'}")
                .collect(Collectors.joining(", "));
        String text = "{'definitions': {" + definitions + ", 'd" + length
                + "': {'type': 'integer'}}, 'properties': {'v': {" + "'$ref': '#/definitions/d0'}}}";

        if (length < SchemaMerger.MAX_CHAIN) {
            assertThat(columns(schema(text))).isEqualTo("struct<v:bigint>");
        } else {
            assertThatThrownBy(() -> columns(schema(text)))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("refers to too many others");
        }
    }

    @Test
    void doublingTypesAreTextFromSomeDepthOn() throws IOException {
        String definitions = IntStream.range(0, 40)
                .mapToObj(i -> "'d" + i + "': {'properties': {'l': {'$ref': '#/definitions/d" + (i + 1)
                        + "'}, 'r': {'$ref':" + " '#/definitions/d" + (i + 1) + "'}}}")
                .collect(Collectors.joining(", "));
        String text = "{'definitions': {" + definitions + ", 'd40': {'type': 'integer'}}, '$ref': '#/definitions/d0'}";

        assertThat(columns(schema(text))).startsWith("struct<l:struct<").contains(":string");
    }

    @Test
    void typesOfManyThatHoldEachOtherFit() throws IOException {
        String properties = IntStream.range(0, 30)
                .mapToObj(i -> "'p" + i + "': {'$ref': '#/definitions/d" + i + "'}")
                .collect(Collectors.joining(", "));
        String definitions = IntStream.range(0, 30)
                .mapToObj(i -> "'d" + i + "': {'properties': {" + properties + "}}")
                .collect(Collectors.joining(", "));

        assertThat(columns(schema("{'definitions': {" + definitions + "}, '$ref': '#/definitions/d0'}")))
                .startsWith("struct<p0:");
    }

    @Test
    void branchesInsideOfBranchesDoNotMultiply() throws IOException {
        String definitions = IntStream.range(0, 30)
                .mapToObj(i -> "'d" + i + "': {'oneOf': [{'allOf': [{'$ref': '#/definitions/d" + (i + 1)
                        + "'}, {'properties': {'a"
                        + i + "': {'type': 'integer'}}}]}, {'allOf': [{'$ref': '#/definitions/d" + (i + 1)
                        + "'}, {'properties': {'b" + i + "': {'type': 'integer'}}}]}]}")
                .collect(Collectors.joining(", "));
        String text = "{'definitions': {" + definitions + ", 'd30': {'type': 'object'}}, '$ref': '#/definitions/d0'}";

        assertThat(columns(schema(text))).isEqualTo("string");
    }

    @Test
    void manyBranchesAreRefused() throws IOException {
        assertThat(columns(constants(SchemaBranches.MAX_BRANCHES))).isEqualTo("struct<v:string>");
        assertThatThrownBy(() -> columns(constants(SchemaBranches.MAX_BRANCHES + 1)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("has more than 1000 branches");
    }

    private static SchemaText constants(int count) {
        String branches = IntStream.range(0, count)
                .mapToObj(i -> "{'const': 'c" + i + "'}")
                .collect(Collectors.joining(", "));
        return schema("{'properties': {'v': {'oneOf': [" + branches + "]}}}");
    }

    @Test
    void subsetsOfSchemasAreBounded() {
        String definitions = IntStream.range(0, 24)
                .mapToObj(i -> "'d" + i + "': {'properties': {'x': {'$ref': '#/definitions/d" + (i + 1) % 24
                        + "'}, 'y': {'allOf': ["
                        + "{'$ref': '#/definitions/d" + (i + 1) % 24 + "'}, {'$ref': '#/definitions/d"
                        + (i == 0 ? 0 : (i + 1) % 24)
                        + "'}]}}}")
                .collect(Collectors.joining(", "));
        String text = "{'definitions': {" + definitions + "}, '$ref': '#/definitions/d0'}";

        assertThatThrownBy(() -> columns(schema(text)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("more than 200 deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{} {}", "'text'", "{'properties': {'a': 'text'}}", "{'items': 5}"})
    void whatIsNoSchemaIsRefused(String text) {
        assertThatThrownBy(() -> columns(schema(text))).isInstanceOf(SchemaException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 5}",
                "{'type': 'any'}",
                "{'type': []}",
                "{'enum': []}",
                "{'enum': 5}",
                "{'required': 5}",
                "{'oneOf': {}}",
                "{'oneOf': []}",
                "{'properties': 5}",
                "{'$ref': 5}",
                "{'$id': 5}",
                "{'$id': '%zz', 'properties': {'a': {'$id': 'http://[bad'}}}",
                "{'$schema': 'http://json-schema.org/draft-99/schema'}",
                "{'type': 'integer', 'minimum': 1e999, 'maximum': 'x'}",
                "{'connect.parameters': 5, 'connect.type': 5, 'format': 5, 'title': 5}",
                "true",
                "false",
            })
    void oddKeywordsAreNoReasonToFail(String text) throws IOException {
        assertThat(columns(schema(text))).isNotEmpty();
    }
}
