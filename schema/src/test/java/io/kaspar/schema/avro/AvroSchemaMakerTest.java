package io.kaspar.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroSchemaMakerTest {
    private final AvroPayloadFormat format = new AvroPayloadFormat();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a BIGINT, b INT NOT NULL, c STRING COMMENT 'of it', d BINARY, e BOOLEAN, f FLOAT, g DOUBLE",
                "a DECIMAL(1, 0), b DECIMAL(38, 38), c DATE, d TIMESTAMP, e TIMESTAMP_NTZ NOT NULL",
                "a ARRAY<INT>, b ARRAY<STRUCT<x: INT NOT NULL>>, c MAP<STRING, ARRAY<DATE>>, d ARRAY<ARRAY<STRING>>",
                "a STRUCT<a: STRUCT<a: STRUCT<a: INT>>>, b STRUCT<a: INT, b: STRUCT<c: STRING COMMENT 'deep'>> NOT NULL",
            })
    void isReadAsTheColumnsThatItWasMadeOf(String ddl) throws SchemaException {
        StructType columns = StructType.fromDDL(ddl);

        SchemaText made = format.schemaOf("shop.Order", columns);

        // fields of records are nullable in any case
        assertThat(format.dataType(made, PayloadOptions.DEFAULT).catalogString())
                .isEqualTo(columns.catalogString());
        assertThat(new Schema.Parser().parse(made.text()).getFullName()).isEqualTo("shop.Order");
    }

    /** So that a later version may leave it out. */
    @Test
    void whatMayBeNullHasNullAsDefault() throws SchemaException {
        Schema made = AvroSchemaMaker.record("R", StructType.fromDDL("a INT COMMENT 'of it', b INT NOT NULL"));

        assertThat(made.getField("a").hasDefaultValue()).isTrue();
        assertThat(made.getField("a").doc()).isEqualTo("of it");
        assertThat(made.getField("b").hasDefaultValue()).isFalse();
        assertThat(made.getField("b").schema().getType()).isEqualTo(Schema.Type.INT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`a-b` INT | name the column otherwise",
                "a TINYINT | a: Avro has no type for TINYINT",
                "a STRUCT<b: ARRAY<SMALLINT>> | a.b[]: Avro has no type for SMALLINT",
                "a MAP<INT, INT> | a: Avro has no type for MAP<INT, INT>",
                "a INTERVAL DAY | a: Avro has no type for INTERVAL DAY",
                "a STRUCT<b_c: STRUCT<x: INT>, b: STRUCT<c: STRUCT<x: INT>>> | two records would be called",
            })
    void refusesWhatWouldNotBeReadAsTheSame(String ddl, String problem) {
        DataType columns = StructType.fromDDL(ddl);

        assertThatThrownBy(() -> format.schemaOf("R", (StructType) columns))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(problem);
    }
}
