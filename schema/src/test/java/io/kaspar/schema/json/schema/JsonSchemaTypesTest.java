package io.kaspar.schema.json.schema;

import static io.kaspar.schema.json.schema.JsonSchemaSamples.column;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.columns;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.field;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.object;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.reference;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.schema;
import static io.kaspar.schema.json.schema.JsonSchemaSamples.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.ColumnMetadata;
import java.io.IOException;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the table of types, by its name. */
class JsonSchemaTypesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bigint | {'type': 'integer'}",
                "tinyint | {'type': 'integer', 'connect.type': 'int8'}",
                "smallint | {'type': 'integer', 'connect.type': 'int16'}",
                "int | {'type': 'integer', 'connect.type': 'int32'}",
                "bigint | {'type': 'integer', 'connect.type': 'int64'}",
                "int | {'type': 'integer', 'minimum': 0, 'maximum': 2147483647}",
                "bigint | {'type': 'integer', 'minimum': 0, 'maximum': 2147483648}",
                "bigint | {'type': 'integer', 'minimum': 0}",
                "bigint | {'type': 'integer', 'exclusiveMaximum': 10}",
                "int | {'type': 'integer', 'minimum': -5, 'exclusiveMaximum': 10}",
                "decimal(20,0) | {'type': 'integer', 'minimum': 0, 'maximum': 18446744073709551615}",
                "bigint | {'type': 'integer', 'minimum': 0, 'maximum': 1e300}",
                "bigint | {'type': 'integer', 'multipleOf': 0.01}",
            })
    void integer(String type, String schema) throws IOException {
        assertThat(column(schema)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "double | {'type': 'number'}",
                "double | {'type': 'number', 'minimum': 0, 'maximum': 5}",
                "float | {'type': 'number', 'connect.type': 'float32'}",
                "double | {'type': 'number', 'connect.type': 'float64'}",
                "decimal(38,2) | {'type': 'number', 'connect.type': 'bytes', 'connect.parameters': {'scale': '2'}}",
                "decimal(10,2) | {'type': 'number', 'title': 'org.apache.kafka.connect.data.Decimal', 'connect.type': 'bytes',"
                        + " 'connect.parameters': {'scale': '2', 'connect.decimal.precision': '10'}}",
                "decimal(10,2) | {'type': 'string', 'title': 'org.apache.kafka.connect.data.Decimal', 'connect.type': 'bytes',"
                        + " 'connect.parameters': {'scale': '2', 'connect.decimal.precision': '10'}}",
                "string | {'type': 'number', 'title': 'org.apache.kafka.connect.data.Decimal', 'connect.type': 'bytes',"
                        + " 'connect.parameters': {'scale': '2', 'connect.decimal.precision': '64'}}",
                "binary | {'type': 'string', 'title': 'org.apache.kafka.connect.data.Decimal', 'connect.type': 'bytes',"
                        + " 'connect.parameters': {'scale': '2', 'connect.decimal.precision': '64'}}",
                "string | {'type': 'number', 'title': 'org.apache.kafka.connect.data.Decimal', 'connect.type': 'bytes',"
                        + " 'connect.parameters': {'scale': '-2'}}",
            })
    void number(String type, String schema) throws IOException {
        assertThat(column(schema)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "string | {'type': 'string'}",
                "string | {'type': 'string', 'format': 'uuid'}",
                "string | {'type': 'string', 'contentEncoding': 'base64'}",
                "binary | {'type': 'string', 'connect.type': 'bytes'}",
            })
    void string(String type, String schema) throws IOException {
        assertThat(column(schema)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "timestamp | {'type': 'string', 'format': 'date-time'}",
                "date | {'type': 'string', 'format': 'date'}",
                "string | {'type': 'string', 'format': 'time'}",
                "date | {'type': 'array', 'format': 'date', 'items': {'type': 'integer'}}",
                "timestamp | {'type': 'integer', 'format': 'utc-millisec'}",
                "date | {'type': 'integer', 'connect.type': 'int32', 'title': 'org.apache.kafka.connect.data.Date'}",
                "timestamp | {'type': 'integer', 'connect.type': 'int64', 'title': 'org.apache.kafka.connect.data.Timestamp'}",
                "int | {'type': 'integer', 'connect.type': 'int32', 'title': 'org.apache.kafka.connect.data.Time'}",
            })
    void formatDateTimeDateTime(String type, String schema) throws IOException {
        assertThat(column(schema)).isEqualTo(type);
    }

    @Test
    void theUnitOfATimeIsKept() throws IOException {
        assertThat(field("{'type': 'integer', 'title': 'org.apache.kafka.connect.data.Time'}")
                        .metadata()
                        .getString(ColumnMetadata.LOGICAL_TYPE))
                .isEqualTo("time-millis");
    }

    @Test
    void booleanAndNull() throws IOException {
        assertThat(columns(object("'b': {'type': 'boolean'}, 'n': {'type': 'null'}, 'f': false")))
                .isEqualTo("struct<b:boolean>");
        assertThat(columns(object("'n': {'type': 'null'}"))).isEqualTo("struct<>");
    }

    @Test
    void enumAndConst() throws IOException {
        assertThat(field("{'enum': ['a', 'b']}").metadata().getStringArray(ColumnMetadata.SYMBOLS))
                .containsExactly("a", "b");
        assertThat(field("{'const': 'a'}").metadata().getStringArray(ColumnMetadata.SYMBOLS))
                .containsExactly("a");
        assertThat(field("{'type': 'string', 'enum': ['a', 'b', null]}")
                        .metadata()
                        .getStringArray(ColumnMetadata.SYMBOLS))
                .containsExactly("a", "b");
        assertThat(column("{'enum': ['a', 'b']}")).isEqualTo("string");
        assertThat(column("{'enum': [1, 2]}")).isEqualTo("bigint");
        assertThat(column("{'enum': [1, 2.5]}")).isEqualTo("double");
        assertThat(column("{'type': 'number', 'enum': [1, 2]}")).isEqualTo("double");
        assertThat(column("{'const': true}")).isEqualTo("boolean");
        assertThat(column("{'enum': ['a', 1]}")).isEqualTo("struct<integer:bigint,string:string>");
    }

    @Test
    void objectWithProperties() throws IOException {
        assertThat(column("{'type': 'object', 'properties': {'b': {'type': 'string'}, 'a': {'type': 'integer'}}}"))
                .isEqualTo("struct<b:string,a:bigint>");
        assertThat(column("{'properties': {'b': {'type': 'string'}}, 'additionalProperties': false}"))
                .isEqualTo("struct<b:string>");
        assertThat(columns(object("'b': {'type': 'string', 'connect.index': 1}, 'a': {'type': 'integer',"
                        + " 'connect.index': 0}, 'z': {'type': 'string'}")))
                .isEqualTo("struct<a:bigint,b:string,z:string>");
    }

    @Test
    void objectWithOnlyAdditionalProperties() throws IOException {
        assertThat(column("{'type': 'object', 'additionalProperties': {'type': 'integer'}}"))
                .isEqualTo("map<string,bigint>");
        assertThat(column("{'type': 'object', 'additionalProperties': true}")).isEqualTo("map<string,variant>");
        assertThat(column("{'type': 'object', 'patternProperties': {'^x': {'type': 'string'}}}"))
                .isEqualTo("map<string,string>");
        assertThat(
                        column(
                                "{'type': 'object', 'patternProperties': {'^x': {'type': 'string'}, '^y': {'type': 'integer'}}}"))
                .isEqualTo("map<string,variant>");
        assertThat(column("{'type': 'object', 'connect.type': 'map', 'additionalProperties': {'type': 'integer'}}"))
                .isEqualTo("map<string,bigint>");
        assertThat(columns(object("'v': {'type': 'object', 'additionalProperties': false}, 'a': {'type': 'integer'}")))
                .isEqualTo("struct<a:bigint>");
    }

    @Test
    void propertiesWithOthersKeepTheOthers() throws IOException {
        String properties = "{'type': 'object', 'properties': {'a': {'type': 'integer'}}, ";

        assertThat(column(properties + "'additionalProperties': {'type': 'string'}}"))
                .isEqualTo("struct<a:bigint,_additional:map<string,string>>");
        assertThat(column(properties + "'additionalProperties': true}"))
                .isEqualTo("struct<a:bigint,_additional:map<string,string>>");
        assertThat(column(properties
                        + "'patternProperties': {'^x': {'type': 'integer'}}, 'additionalProperties': false}"))
                .isEqualTo("struct<a:bigint,_additional:map<string,string>>");
        assertThat(column(properties + "'required': ['a']}")).isEqualTo("struct<a:bigint>");
        assertThat(column("{'properties': {'_additional': {'type': 'integer'}}, 'additionalProperties': true}"))
                .isEqualTo("struct<_additional:bigint>");
    }

    @Test
    void array() throws IOException {
        assertThat(column("{'type': 'array', 'items': {'type': 'integer'}}")).isEqualTo("array<bigint>");
        assertThat(column("{'type': 'array', 'items': {'type': ['integer', 'null']}}"))
                .isEqualTo("array<bigint>");
        assertThat(column("{'type': 'array'}")).isEqualTo("array<variant>");
        assertThat(column("{'type': 'array', 'connect.type': 'map', 'items': {'type': 'object', 'properties': {"
                        + "'key': {'type': 'integer'}, 'value': {'type': 'string'}}}}"))
                .isEqualTo("map<bigint,string>");
    }

    @Test
    void tuple() throws IOException {
        assertThat(column("{'type': 'array', 'items': [{'type': 'integer'}, {'type': 'string'}]}"))
                .isEqualTo("array<string>");
        assertThat(columns(schema("{'$schema': 'https://json-schema.org/draft/2020-12/schema', 'properties': {"
                        + "'a': {'prefixItems': [{'type': 'integer'}], 'items': {'type': 'integer'}}}}")))
                .isEqualTo("struct<a:array<string>>");
    }

    @Test
    void oneOfOrAnyOfOfNullAndT() throws IOException {
        assertThat(column("{'oneOf': [{'type': 'null', 'title': 'Not included'}, {'type': 'integer'}]}"))
                .isEqualTo("bigint");
        assertThat(column("{'anyOf': [{'type': 'string', 'format': 'date'}, {'type': 'null'}]}"))
                .isEqualTo("date");
        assertThat(column("{'type': ['null', 'boolean']}")).isEqualTo("boolean");
        assertThat(column("{'type': 'array', 'items': {'oneOf': [{'type': 'null'}, {'type': 'integer'}]}}"))
                .isEqualTo("array<bigint>");
    }

    @Test
    void noTypeAtAll() throws IOException {
        assertThat(column("{}")).isEqualTo("variant");
        assertThat(column("true")).isEqualTo("variant");
        assertThat(column("{'description': 'anything'}")).isEqualTo("variant");
        assertThat(column("{'type': 'object'}")).isEqualTo("variant");
        assertThat(column("{'minimum': 0}")).isEqualTo("double");
        assertThat(column("{'minLength': 1}")).isEqualTo("string");
        assertThat(column("{'minLength': 1, 'minimum': 0}")).isEqualTo("variant");
        assertThat(column("{'items': {'type': 'string'}}")).isEqualTo("array<string>");
    }

    @Test
    void otherOneOfOrAnyOf() throws IOException {
        assertThat(column("{'oneOf': [{'type': 'string'}, {'type': 'integer'}]}"))
                .isEqualTo("struct<string:string,integer:bigint>");
        assertThat(column("{'type': ['string', 'number', 'boolean']}"))
                .isEqualTo("struct<boolean:boolean,number:double,string:string>");
        assertThat(column("{'oneOf': [{'type': 'integer'}, {'type': 'number'}]}"))
                .isEqualTo("double");
        assertThat(column("{'anyOf': [{'type': 'string', 'format': 'date'}, {'type': 'string'}]}"))
                .isEqualTo("string");
        assertThat(column("{'anyOf': [{'type': 'integer', 'connect.type': 'int32'}, {'type': 'integer'}]}"))
                .isEqualTo("bigint");
        assertThat(column("{'anyOf': [{'type': 'string'}, {}]}")).isEqualTo("variant");
    }

    @Test
    void objectsAreToldApartByAStringOfTheirs() throws IOException {
        String card = "{'type': 'object', 'properties': {'kind': {'const': 'card'}, 'number': {'type': 'string'}},"
                + " 'required': ['kind']}";
        String cash = "{'type': 'object', 'properties': {'kind': {'enum': ['coins', 'notes']}, 'amount': {'type':"
                + " 'integer'}}, 'required': ['kind'], 'title': 'com.acme.Cash'}";

        assertThat(column("{'oneOf': [" + card + ", " + cash + ", {'type': 'null'}]}"))
                .isEqualTo("struct<card:struct<kind:string,number:string>,Cash:struct<kind:string,amount:bigint>>");
    }

    @Test
    void objectsAreToldApartByARequiredProperty() throws IOException {
        String schema =
                "{'definitions': {'Card': {'properties': {'number': {'type': 'string'}}, 'required': ['number']},"
                        + " 'Cash': {'properties': {'amount': {'type': 'integer'}}, 'required': ['amount']}},"
                        + " 'properties': {'v': {'oneOf': [{'$ref': '#/definitions/Card'}, {'$ref': '#/definitions/Cash'}]}}}";

        assertThat(columns(schema(schema)))
                .isEqualTo("struct<v:struct<Card:struct<number:string>,Cash:struct<amount:bigint>>>");
        assertThat(columns(schema(schema.replace("'required'", "'wanted'")))).isEqualTo("struct<v:string>");
    }

    @Test
    void branchesThatNothingTellsApartAreJsonText() throws IOException {
        String branch = "{'properties': {'kind': {'enum': [%s]}, 'x': {'type': '%s'}}, 'required': [%s]}";
        String oneOf = "{'oneOf': [" + branch + ", " + branch + "]}";

        assertThat(column(oneOf.formatted("'a'", "string", "'kind'", "'b'", "integer", "'kind'")))
                .startsWith("struct<a:");
        assertThat(column(oneOf.formatted("'a'", "string", "'kind'", "'b'", "integer", "")))
                .isEqualTo("string");
        assertThat(column(oneOf.formatted("'a', 'c'", "string", "'kind'", "'b', 'c'", "integer", "'kind'")))
                .isEqualTo("string");
        String titled =
                "{'title': '%s', 'properties': {'id': {'type': 'string'}, '%s': {'type': 'string'}}, 'required': ['%s']}";
        String two = "{'oneOf': [" + titled + ", " + titled + "]}";
        assertThat(column(two.formatted("A", "a", "a", "B", "b", "b"))).startsWith("struct<A:struct<");
        assertThat(column(two.formatted("A", "a", "id", "B", "b", "id"))).isEqualTo("string");
        assertThat(column(
                        "{'oneOf': [{'type': 'array', 'items': {'type': 'string'}}, {'type': 'array', 'items': {'type':"
                                + " 'integer'}}]}"))
                .isEqualTo("string");
    }

    @Test
    void branchesBesidePropertiesAreMoreProperties() throws IOException {
        assertThat(columns(schema("{'type': 'object', 'properties': {'kind': {'type': 'string'}}, 'oneOf': ["
                        + "{'properties': {'kind': {'const': 'a'}, 'x': {'type': 'integer'}, 'both': {'type': 'string'}}},"
                        + "{'properties': {'kind': {'const': 'b'}, 'x': {'type': 'string'}, 'both': {'type': 'string'}}}],"
                        + "'if': {'properties': {'kind': {'const': 'a'}}}, 'then': {'properties': {'t': {'type': 'date'}}},"
                        + "'else': {'properties': {'e': {'type': 'boolean'}}}}")))
                .isEqualTo("struct<kind:string,t:variant,e:boolean,x:string,both:string>");
        assertThat(columns(schema("{'properties': {'a': {'type': 'string'}, 'b': {'type': 'string'}},"
                        + " 'anyOf': [{'required': ['a']}, {'required': ['b']}]}")))
                .isEqualTo("struct<a:string,b:string>");
    }

    @Test
    void allOf() throws IOException {
        assertThat(
                        column(
                                "{'allOf': [{'properties': {'a': {'type': 'integer'}}}, {'properties': {'b': {'type': 'string'}}}]}"))
                .isEqualTo("struct<a:bigint,b:string>");
        assertThat(column(
                        "{'type': 'object', 'properties': {'a': {'type': 'number'}}, 'allOf': [{'properties': {'a': {'type':"
                                + " 'integer'}}}]}"))
                .isEqualTo("struct<a:bigint>");
        assertThat(column("{'allOf': [{'type': 'string'}, {'type': 'integer'}]}"))
                .isEqualTo("string");
        assertThat(column(
                        "{'type': 'object', 'properties': {'a': {'allOf': [{'type': 'integer'}, {'type': 'boolean'}]},"
                                + " 'b': {'type': 'integer'}}}"))
                .isEqualTo("struct<a:string,b:bigint>");
        assertThat(column("{'allOf': [{'type': 'string', 'format': 'date'}, {'format': 'date-time'}]}"))
                .isEqualTo("string");
        assertThat(column(
                        "{'allOf': [{'properties': {'a': {'type': 'integer'}}}], 'oneOf': [{'properties': {'b': {'type':"
                                + " 'string'}}}, {'properties': {'c': {'type': 'string'}}}]}"))
                .isEqualTo("struct<a:bigint,b:string,c:string>");
    }

    @Test
    void refInsideAndToOtherSubjects() throws IOException {
        assertThat(columns(schema(
                        "{'definitions': {'Price': {'type': 'number'}}, 'properties': {'a': {'$ref': '#/definitions/Price'},"
                                + " 'b': {'$ref': 'customer.json'}, 'c': {'$ref': 'customer.json#/properties/name'}}}",
                        reference("customer.json", "{'properties': {'name': {'type': 'string'}}}"))))
                .isEqualTo("struct<a:double,b:struct<name:string>,c:string>");
    }

    @Test
    void recursionIsJsonText() throws IOException {
        StructType type = (StructType) type(
                schema("{'$id': 'http://x/tree', 'properties': {'v': {'type': 'integer'}, 'next': {'$ref': '#'}}}"));

        assertThat(type.catalogString())
                .isEqualTo(
                        "struct<v:bigint,next:struct<v:bigint,next:struct<v:bigint,next:struct<v:bigint,next:string>>>>");
        StructType deepest = type;
        for (int i = 0; i < 3; i++) {
            deepest = (StructType) deepest.apply("next").dataType();
        }
        assertThat(deepest.apply("next").metadata().getString(ColumnMetadata.JSON_OF))
                .isEqualTo("http://x/tree");
    }

    @Test
    void arraysAndMapsOfThemselvesEndToo() throws IOException {
        assertThat(columns(schema("{'type': 'array', 'items': {'$ref': '#'}}")))
                .isEqualTo("array<array<array<array<array<string>>>>>");
        assertThat(columns(schema("{'type': 'object', 'additionalProperties': {'$ref': '#'}}")))
                .contains("map<string,map<string,");
        assertThat(columns(schema(
                        "{'definitions': {'E': {'anyOf': [{'type': 'number'}, {'type': 'array', 'items': {'$ref':"
                                + " '#/definitions/E'}}]}}, 'properties': {'e': {'$ref': '#/definitions/E'}}}")))
                .contains("struct<number:double,array:array<struct<number:double,array:array<");
    }

    @Test
    void required() throws IOException {
        StructType type = (StructType)
                type(schema("{'properties': {'a': {'type': 'integer'}, 'b': {'type': 'integer'}}, 'required': ['a']}"));

        assertThat(type.apply("a").metadata().getBoolean(ColumnMetadata.REQUIRED))
                .isTrue();
        assertThat(type.apply("b").metadata().contains(ColumnMetadata.REQUIRED)).isFalse();
        assertThat(type.apply("a").nullable()).isTrue();
    }

    @Test
    void descriptionsAreComments() throws IOException {
        assertThat(field("{'type': 'integer', 'description': 'counts up'}")
                        .getComment()
                        .get())
                .isEqualTo("counts up");
    }
}
