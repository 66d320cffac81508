package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas that are made of columns, and grow by columns, are read as these. */
final class SchemasOfColumnsTest {
    private static PayloadFormat format(SchemaKind kind) throws SchemaException {
        return PayloadFormats.all().require(kind);
    }

    private static StructType read(SchemaText schema) throws SchemaException {
        return (StructType) format(schema.kind()).dataType(schema, PayloadOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "PROTOBUF! a BIGINT, b INT NOT NULL, c STRING COMMENT 'of it', d BINARY, e BOOLEAN, f FLOAT, g DOUBLE",
                "PROTOBUF! a DECIMAL(1, 0), b DECIMAL(38, 38), c DATE, d TIMESTAMP, e INTERVAL DAY TO SECOND",
                "PROTOBUF! a ARRAY<INT>, b ARRAY<STRUCT<x: INT NOT NULL>>, c MAP<STRING, DATE>, d ARRAY<DECIMAL(5, 2)>, e MAP<BIGINT, STRUCT<x: STRING>>",
                "PROTOBUF! a STRUCT<a: STRUCT<a: STRUCT<a: INT>>>, A_b STRUCT<a_: INT, b: STRUCT<c: STRING COMMENT 'deep'>>, _1 STRUCT<x: INT>",
                "PROTOBUF! google STRUCT<protobuf: STRUCT<Timestamp: INT>, at: TIMESTAMP>, message STRING, optional INT, `option` STRUCT<string: STRING>",
                "JSON! a TINYINT, b SMALLINT, c INT, d BIGINT NOT NULL, e FLOAT, f DOUBLE, g STRING COMMENT 'of it', h BINARY, i BOOLEAN",
                "JSON! a DECIMAL(1, 0), b DECIMAL(38, 38), c DATE, d TIMESTAMP NOT NULL, `e-f` DECIMAL(10, 2), `g h` INT",
                "JSON! a ARRAY<INT>, b ARRAY<STRUCT<x: INT NOT NULL>>, c MAP<STRING, ARRAY<DATE>>, d ARRAY<ARRAY<STRING>>, e MAP<INT, TIMESTAMP>, f ARRAY<DECIMAL(3, 1)>",
                "JSON! a STRUCT<a: STRUCT<a: STRUCT<a: INT>>>, z STRUCT<b: INT, a: STRUCT<c: STRING COMMENT 'deep'>>, properties INT, type STRING, `$ref` INT, title INT",
                "AVRO! a STRUCT<a: STRUCT<a: STRUCT<a: INT>>>, b MAP<STRING, TIMESTAMP_NTZ>",
            })
    void areReadAsThese(SchemaKind kind, String ddl) throws SchemaException {
        StructType columns = StructType.fromDDL(ddl);

        SchemaText made = PayloadFormats.all().schemaOf(kind, "shop.Order", columns);

        assertThat(made.kind()).isEqualTo(kind);
        assertThat(read(made).catalogString()).isEqualTo(columns.catalogString());
        assertThat(read(made).toDDL()).contains(columns.fields()[0].getComment().isDefined() ? "of it" : "");
    }

    @Test
    void keepComments() throws SchemaException {
        StructType columns = new StructType()
                .add("a", "int", true, "first line\n second */ \"line\"")
                .add("b", "struct<x:int>", true, "a struct")
                .add("c", "date", true, "a day");

        for (SchemaKind kind : List.of(SchemaKind.AVRO, SchemaKind.PROTOBUF, SchemaKind.JSON)) {
            StructType read = read(PayloadFormats.all().schemaOf(kind, "R", columns));

            assertThat(read.apply("a").getComment().get()).as(kind.name()).contains("first line", "second */ \"line\"");
            assertThat(read.apply("b").getComment().get()).isEqualTo("a struct");
            assertThat(read.apply("c").getComment().get()).isEqualTo("a day");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "PROTOBUF! a TINYINT! a: Protobuf has no type for TINYINT",
                "PROTOBUF! a STRUCT<b: ARRAY<SMALLINT>>! a.b[]: Protobuf has no type for SMALLINT",
                "PROTOBUF! a TIMESTAMP_NTZ! a: Protobuf has no type for TIMESTAMP_NTZ",
                "PROTOBUF! a INTERVAL DAY! a: Protobuf has no type for INTERVAL DAY",
                "PROTOBUF! a INTERVAL YEAR! a: Protobuf has no type for INTERVAL YEAR",
                "PROTOBUF! a ARRAY<ARRAY<INT>>! a[]: Protobuf has no arrays or maps inside of others",
                "PROTOBUF! a MAP<STRING, ARRAY<INT>>! a{}: Protobuf has no arrays or maps inside of others",
                "PROTOBUF! a MAP<DECIMAL(20, 0), INT>! a: Protobuf has no maps by DECIMAL(20,0)",
                "PROTOBUF! a MAP<DATE, INT>! a: Protobuf has no maps by DATE",
                "PROTOBUF! a DATE NOT NULL! a: NOT NULL would not hold",
                "PROTOBUF! a STRUCT<x: STRUCT<y: INT> NOT NULL>! a.x: NOT NULL would not hold",
                "PROTOBUF! `a-b` INT! name the column otherwise",
                "PROTOBUF! `1a` INT! begin with no digit",
                "PROTOBUF! a_b INT, aB INT! that is aB in JSON, too; name the column otherwise",
                "JSON! a TIMESTAMP_NTZ! a: JSON Schema has no type for TIMESTAMP_NTZ",
                "JSON! a MAP<INT, INTERVAL DAY>! a{}: JSON Schema has no type for INTERVAL DAY",
                "JSON! a STRUCT<>! column a would not be read",
                "PROTOBUF! a STRUCT<>! column a would not be read",
            })
    void areNotMadeOfWhatWouldBeReadOtherwise(SchemaKind kind, String ddl, String problem) {
        StructType columns = StructType.fromDDL(ddl);

        assertThatThrownBy(() -> PayloadFormats.all().schemaOf(kind, "R", columns))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void ofProtobufAreProto3() throws SchemaException {
        SchemaText made = PayloadFormats.all()
                .schemaOf(
                        SchemaKind.PROTOBUF,
                        "shop.Order",
                        StructType.fromDDL(
                                "id BIGINT NOT NULL COMMENT 'counts up', name STRING, price DECIMAL(10, 2), at TIMESTAMP,"
                                        + " tags ARRAY<STRING>, ship_to STRUCT<city: STRING>, sums MAP<STRING, INT>"));

        assertThat(made.text()).isEqualTo("""
                syntax = "proto3";
                package shop;
                import "confluent/meta.proto";
                import "confluent/type/decimal.proto";
                import "google/protobuf/timestamp.proto";

                message Order {
                  // counts up
                  int64 id = 1;
                  optional string name = 2;
                  confluent.type.Decimal price = 3 [(confluent.field_meta) = {params: [{key: "precision", value: "10"}, {key: "scale", value: "2"}]}];
                  google.protobuf.Timestamp at = 4;
                  repeated string tags = 5;
                  message ShipTo {
                    optional string city = 1;
                  }
                  ShipTo ship_to = 6;
                  map<string, int32> sums = 7;
                }
                """);
    }

    @Test
    void ofJsonAreClosedObjects() throws SchemaException {
        SchemaText made = PayloadFormats.all()
                .schemaOf(
                        SchemaKind.JSON,
                        "Order",
                        StructType.fromDDL("id BIGINT NOT NULL COMMENT 'up', tags ARRAY<INT>"));

        assertThat(made.text())
                .isEqualTo(
                        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"title\":\"Order\",\"type\":\"object\","
                                + "\"properties\":{\"id\":{\"type\":\"integer\",\"connect.type\":\"int64\",\"connect.index\":0,\"description\":\"up\"},"
                                + "\"tags\":{\"type\":\"array\",\"items\":{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"integer\",\"connect.type\":\"int32\"}]},"
                                + "\"connect.index\":1}},\"additionalProperties\":false,\"required\":[\"id\"]}");
    }
}
