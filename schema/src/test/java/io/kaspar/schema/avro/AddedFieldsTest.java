package io.kaspar.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddedFieldsTest {
    private static final String ORDER = """
            { "name": "Order", "namespace": "shop", "type": "record", "owner": {"team": "web"}, "aliases": ["Old"],
              "fields": [ {"name": "id", "type": {"type": "long", "unit": "none"}, "order": "ignore", "doc": "counts up"},
                          {"name": "Order_place", "type": ["null", {"type": "enum", "name": "Kind", "symbols": ["A"], "default": "A"}]} ] }""";

    private final AvroPayloadFormat format = new AvroPayloadFormat();

    @Test
    void leavesWhatSomebodyWroteAsItIs() throws SchemaException {
        SchemaText more = format.withColumns(
                SchemaText.avro(ORDER),
                List.of(),
                StructType.fromDDL(
                        "name STRING COMMENT 'whose', place STRUCT<city: STRING, at: STRUCT<x: DOUBLE>>, n INT NOT NULL"));

        Schema schema = new Schema.Parser().parse(more.text());
        assertThat(schema.getObjectProp("owner")).hasToString("{team=web}");
        assertThat(schema.getAliases()).containsExactly("shop.Old");
        assertThat(schema.getField("id").schema().getProp("unit")).isEqualTo("none");
        assertThat(schema.getField("id").order()).isEqualTo(Schema.Field.Order.IGNORE);
        assertThat(schema.getField("name").doc()).isEqualTo("whose");
        assertThat(schema.getField("name").hasDefaultValue()).isTrue();
        assertThat(schema.getField("n").hasDefaultValue()).isFalse();
        assertThat(format.dataType(more, PayloadOptions.DEFAULT).catalogString())
                .isEqualTo("struct<id:bigint,Order_place:string,name:string,"
                        + "place:struct<city:string,at:struct<x:double>>,n:int>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"type\":\"string\"}! a INT! only added to a schema that is one record, and this one is string",
                "[\"null\",{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}]! a INT! and this one is union",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}! A INT! has a field a already",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"enum\",\"name\":\"R_b\",\"symbols\":[\"S\"]}}]}! b STRUCT<x: INT>! R_b",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}! `a-b` INT! a-b",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}! a TINYINT! Avro has no type for",
            })
    void refusesWhatWouldBeNoSchema(String schema, String columns, String problem) {
        assertThatThrownBy(() -> format.withColumns(SchemaText.avro(schema), List.of(), StructType.fromDDL(columns)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesASchemaThatRefersToOthers() {
        SchemaText referring = new SchemaText(
                SchemaKind.AVRO,
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"Other\"}]}",
                List.of(new SchemaText.Reference(
                        "Other", "{\"type\":\"enum\",\"name\":\"Other\",\"symbols\":[\"S\"]}")));

        assertThatThrownBy(() -> format.withColumns(referring, List.of(), StructType.fromDDL("b INT")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("refers to others");
    }
}
