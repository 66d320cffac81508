package io.kaspar.schema.json.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddedPropertiesTest {
    private final JsonSchemaFormat format = new JsonSchemaFormat();

    private static SchemaText schema(String text) {
        return new SchemaText(SchemaKind.JSON, text, List.of());
    }

    private String with(String text, String ddl) throws SchemaException {
        return format.withColumns(schema(text), List.of(), StructType.fromDDL(ddl))
                .text();
    }

    @Test
    void leavesWhatSomebodyWroteAsItIs() throws SchemaException {
        String text =
                "{\"title\":\"Order\",\"x-rate\":1.50,\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\",\"maximum\":1e400}},"
                        + "\"examples\":[{\"id\":1}]}";

        assertThat(with(text, "name STRING COMMENT 'whose', n INT NOT NULL"))
                .isEqualTo(
                        "{\"title\":\"Order\",\"x-rate\":1.50,\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\",\"maximum\":1E+400},"
                                + "\"name\":{\"type\":\"string\",\"description\":\"whose\"},\"n\":{\"type\":\"integer\",\"connect.type\":\"int32\"}},"
                                + "\"examples\":[{\"id\":1}],\"required\":[\"n\"]}");
    }

    @Test
    void goesBehindTheOthersWherePlacesAreSaid() throws SchemaException {
        String text = "{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"string\",\"connect.index\":4},"
                + "\"a\":{\"type\":\"string\",\"connect.index\":3}}}";

        SchemaText more = format.withColumns(schema(text), List.of(), StructType.fromDDL("d INT, c INT"));

        assertThat(((StructType) format.dataType(more, PayloadOptions.DEFAULT)).fieldNames())
                .containsExactly("a", "b", "d", "c");
        assertThat(more.text()).contains("\"connect.index\":6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "true! one object with properties of its own",
                "{\"type\":\"object\"}! one object with properties of its own",
                "{\"$ref\":\"#/definitions/o\",\"definitions\":{\"o\":{\"properties\":{\"a\":{}}}}}! one object with properties of its own",
                "{\"properties\":{\"B\":true}}! has a field B already",
                "{\"properties\":! no JSON",
            })
    void refusesWhatWouldBeNoSchema(String text, String problem) {
        assertThatThrownBy(() -> with(text, "b INT"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesASchemaThatRefersToOthers() {
        SchemaText referring = new SchemaText(
                SchemaKind.JSON,
                "{\"properties\":{\"a\":{\"$ref\":\"other.json\"}}}",
                List.of(new SchemaText.Reference("other.json", "{\"type\":\"string\"}")));

        assertThatThrownBy(() -> format.withColumns(referring, List.of(), StructType.fromDDL("b INT")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("refers to others");
    }
}
