package io.kaspar.schema.json.schema;

import static io.kaspar.schema.json.schema.JsonSchemaSamples.columns;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.reference;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where references lead, draft by draft. */
class SchemaReferencesTest {
    private static final String DRAFT_04 = "'$schema': 'http://json-schema.org/draft-04/schema#', ";
    private static final String DRAFT_07 = "'$schema': 'https://json-schema.org/draft-07/schema', ";
    private static final String DRAFT_2019 = "'$schema': 'https://json-schema.org/draft/2019-09/schema', ";
    private static final String DRAFT_2020 = "'$schema': 'https://json-schema.org/draft/2020-12/schema', ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "#/definitions/Int",
                "#/definitions/with~1slash",
                "#/definitions/with~0tilde",
                "#/definitions/with%20space",
                "#/definitions/list/allOf/1",
                "#plain",
                "http://x/root.json#/definitions/Int",
                "root.json#/definitions/Int",
                "/root.json#plain",
                "part.json",
                "http://x/part.json#",
                "part.json#/definitions/Inner",
            })
    void leadsToAnInteger(String reference) throws IOException {
        SchemaText schema = schema("{'$id': 'http://x/root.json', 'definitions': {'Int': {'type': 'integer'},"
                + " 'with/slash': {'type': 'integer'}, 'with~tilde': {'type': 'integer'}, 'with space': {'type': 'integer'},"
                + " 'list': {'allOf': [true, {'type': 'integer'}]}, 'named': {'$id': '#plain', 'type': 'integer'},"
                + " 'part': {'$id': 'part.json', 'type': 'integer', 'definitions': {'Inner': {'type': 'integer'}}}},"
                + " 'properties': {'v': {'$ref': '" + reference + "'}}}");

        assertThat(columns(schema)).isEqualTo("struct<v:bigint>");
    }

    @Test
    void draft04HasIdsWithoutDollar() throws IOException {
        String text = "'id': 'http://x/root.json', 'definitions': {'a': {'id': 'a.json', 'type': 'integer'}},"
                + " 'properties': {'v': {'$ref': 'a.json'}}}";

        assertThat(columns(schema("{" + DRAFT_04 + text))).isEqualTo("struct<v:bigint>");
        assertThat(columns(schema("{'$schema': 'http://json-schema.org/schema#', " + text)))
                .isEqualTo("struct<v:bigint>");
        assertThatThrownBy(() -> columns(schema("{" + DRAFT_07 + text))).isInstanceOf(SchemaException.class);
    }

    @Test
    void whatStandsBesideAReferenceCountsFrom201909On() throws IOException {
        String text =
                "'$defs': {'o': {'properties': {'a': {'type': 'integer'}}}}, 'properties': {'v': {'$ref': '#/$defs/o',"
                        + " 'properties': {'b': {'type': 'integer'}}}}}";

        assertThat(columns(schema("{" + text))).isEqualTo("struct<v:struct<a:bigint>>");
        assertThat(columns(schema("{" + DRAFT_07 + text))).isEqualTo("struct<v:struct<a:bigint>>");
        assertThat(columns(schema("{" + DRAFT_2019 + text))).isEqualTo("struct<v:struct<b:bigint,a:bigint>>");
        assertThat(columns(schema("{" + DRAFT_2020 + text))).isEqualTo("struct<v:struct<b:bigint,a:bigint>>");
    }

    @Test
    void anchorsAndDynamicReferences() throws IOException {
        assertThat(columns(schema(
                        "{" + DRAFT_2019 + "'$defs': {'o': {'$anchor': 'int', 'type': 'integer'}}, 'properties': {"
                                + "'v': {'$ref': '#int'}}}")))
                .isEqualTo("struct<v:bigint>");
        assertThat(columns(schema("{" + DRAFT_2020 + "'$defs': {'o': {'$dynamicAnchor': 'int', 'type': 'integer'}},"
                        + " 'properties': {'v': {'$dynamicRef': '#int'}}}")))
                .isEqualTo("struct<v:bigint>");
        assertThat(columns(schema(
                        "{" + DRAFT_2019 + "'properties': {'v': {'type': 'integer'}, 'n': {'$recursiveRef': '#'}}}")))
                .startsWith("struct<v:bigint,n:struct<v:bigint,n:");
    }

    @Test
    void tuplesInItemsEndWith202012() throws IOException {
        assertThat(columns(schema(
                        "{" + DRAFT_2019 + "'properties': {'v': {'type': 'array', 'items': [{'type': 'integer'}]}}}")))
                .isEqualTo("struct<v:array<string>>");
        assertThat(columns(schema(
                        "{" + DRAFT_2020 + "'properties': {'v': {'type': 'array', 'items': [{'type': 'integer'}]}}}")))
                .isEqualTo("struct<v:array<variant>>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "customer.json | customer.json",
                "customer.json | http://x/z/customer.json",
                "http://x/customer.json | http://x/customer.json",
                "../y/customer.json | http://x/y/customer.json",
                "customer | customer",
                "com.acme.Customer | com.acme.Customer",
                "urn:customer | urn:customer",
            })
    void aRegistrysReferenceHasTheTextOfTheReferenceOrItsUri(String reference, String name) throws IOException {
        SchemaText schema = schema(
                "{'$id': 'http://x/z/order.json', 'properties': {'v': {'$ref': '" + reference + "'}}}",
                reference(name, "{'type': 'integer'}"));

        assertThat(columns(schema)).isEqualTo("struct<v:bigint>");
    }

    @Test
    void referencesReferToEachOther() throws IOException {
        SchemaText schema = schema(
                "{'properties': {'v': {'$ref': 'customer.json'}}}",
                reference(
                        "address.json",
                        "{'$id': 'http://y/address.json', 'properties': {'zip': {'$ref': '#/definitions/Zip'}},"
                                + " 'definitions': {'Zip': {'type': 'integer'}}}"),
                reference(
                        "customer.json",
                        "{'properties': {'home': {'$ref': 'http://y/address.json'}, 'work': {'$ref':"
                                + " 'address.json'}}}"));

        assertThat(columns(schema)).isEqualTo("struct<v:struct<home:struct<zip:bigint>,work:struct<zip:bigint>>>");
    }

    @Test
    void whatReadsLikeAnIdMayBeData() throws IOException {
        assertThat(columns(schema(
                        "{'$id': 'http://x/root.json', 'definitions': {'int': {'type': 'integer'}}, 'properties': {"
                                + "'$id': {'type': 'string'}, 'enum': {'type': 'integer'}, 'c': {'const': {'$id': 'http://z'}},"
                                + " 'v': {'$ref': 'root.json#/definitions/int'}}}")))
                .isEqualTo("struct<$id:string,enum:bigint,c:variant,v:bigint>");
    }

    @Test
    void defaultsAndExamplesAreNoSchemas() throws IOException {
        assertThat(columns(schema(
                        "{'definitions': {'other': {'default': {'$id': 'int.json', 'type': 'string'}, 'examples': [{'$id':"
                                + " 'int.json'}]}, 'int': {'$id': 'int.json', 'type': 'integer'}}, 'properties': {'v': {'$ref':"
                                + " 'int.json'}}}")))
                .isEqualTo("struct<v:bigint>");
    }

    @Test
    void aSchemaOfSchemasIsAnything() throws IOException {
        assertThat(columns(schema("{'properties': {'v': {'$ref': 'http://json-schema.org/draft-07/schema#'}}}")))
                .isEqualTo("struct<v:variant>");
    }

    @Test
    void whereNothingIsIsSaid() {
        assertThatThrownBy(() -> columns(schema("{'properties': {'v': {'$ref': '#/definitions/Int'}}}")))
                .isInstanceOf(SchemaException.class)
                .hasMessage("the schema refers to \"#/definitions/Int\" at #/properties/v, where nothing is");
        assertThatThrownBy(() -> columns(schema(
                        "{'properties': {'v': {'$ref': 'b.json'}}}", reference("a.json", "{'type': 'integer'}"))))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "the schema refers to \"b.json\" at #/properties/v, which is none of its references: [a.json]");
    }
}
