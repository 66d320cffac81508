package io.kaspar.schema.json.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaException;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnShapesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a BOOLEAN, b TINYINT, c SMALLINT, d INT, e BIGINT, f FLOAT, g DOUBLE, h DECIMAL(38,9)",
                "a STRING COMMENT 'what', b BINARY, c DATE, d TIMESTAMP, e TIMESTAMP_NTZ",
                "a ARRAY<STRUCT<b: MAP<STRING, ARRAY<INT>>, c: VARIANT>>"
            })
    void shapesGiveTheTypeTheyWereMadeOf(String ddl) throws SchemaException {
        DataType type = DataType.fromDDL(ddl);

        assertThat(ColumnShapes.of(type).dataType()).isEqualTo(type);
    }

    @Test
    void columnsMayBeNullWhateverTheTypeSays() throws SchemaException {
        StructType type = (StructType) DataType.fromDDL("a INT NOT NULL");

        assertThat(((StructType) ColumnShapes.of(type).dataType()).fields()[0].nullable())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a INTERVAL DAY TO SECOND             | 'a' as STRING",
                "a STRUCT<b: ARRAY<INTERVAL YEAR>>    | 'a.b[]' as STRING",
                "a CHAR(3)                            | 'a' as STRING",
                "a VARCHAR(3)                         | 'a' as STRING",
                "a MAP<INT, STRING>                   | keys of map column 'a' are INT"
            })
    void typesThatJsonDoesNotGiveAreRefusedByTheirColumn(String ddl, String named) {
        DataType type = DataType.fromDDL(ddl);

        assertThatThrownBy(() -> ColumnShapes.of(type))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(named);
    }

    @Test
    void membersHaveOneNameEach() {
        ObjectMember member = ObjectMember.of("a", new TextShape());
        ObjectMember other = new ObjectMember("a", "b", new TextShape(), member.metadata());

        assertThatThrownBy(() -> ObjectShape.of(List.of(member, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two members of the name a");
    }

    @Test
    void encodingsGiveTheirOwnTypesOnly() {
        assertThatThrownBy(() -> new ScalarShape(DataTypes.StringType, ScalarEncoding.EPOCH_DAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EPOCH_DAYS gives no STRING");
    }

    @Test
    void theRestOfAnObjectIsTheLastColumn() {
        ObjectMember rest = ObjectMember.of("_additional", new MapShape(new TextShape(), true));
        ObjectShape shape = new ObjectShape(List.of(ObjectMember.of("a", new TextShape())), rest);

        assertThat(shape.dataType().simpleString()).isEqualTo("struct<a:string,_additional:map<string,string>>");
    }
}
