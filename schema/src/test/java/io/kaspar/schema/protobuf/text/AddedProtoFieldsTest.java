package io.kaspar.schema.protobuf.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddedProtoFieldsTest {
    private static final String ORDER = """
            // Owned by web. message Order { }
            syntax = "proto3";
            package shop; /* import "x"; */
            import "google/protobuf/timestamp.proto"; // times

            option java_package = "}";

            message Order { // { not a brace
              int64 id = 1; /* } */
              string odd = 2 [json_name = "{"];
              reserved 9, 12 to 14;
              message Inner {
                int32 x = 1;
              }
              Inner inner = 4;
              oneof kind { string a = 5; string b = 6; }
              // the end
            }

            message Other {}
            """;

    private static Map<String, Integer> numbers(String text, String message) throws SchemaException {
        return ProtoSchema.parse(text, Map.of()).named(message).fields().stream()
                .collect(Collectors.toMap(ProtoField::name, ProtoField::number));
    }

    private static String with(String text, String message, String ddl) throws SchemaException {
        return AddedProtoFields.of(text, message, List.of(), StructType.fromDDL(ddl));
    }

    @Test
    void leavesWhatSomebodyWroteAsItIs() throws SchemaException {
        String more = with(ORDER, "shop.Order", "at TIMESTAMP COMMENT 'when', day DATE, inner_2 STRUCT<x: INT>");

        String added = """
                  // when
                  google.protobuf.Timestamp at = 15;
                  google.type.Date day = 16;
                  message Inner2 {
                    optional int32 x = 1;
                  }
                  Inner2 inner_2 = 17;
                """;
        String end = "  // the end\n";
        String times = "// times";
        assertThat(more)
                .isEqualTo(
                        ORDER.replace(end, end + added).replace(times, times + "\nimport \"google/type/date.proto\";"));
        assertThat(numbers(more, "shop.Order"))
                .containsEntry("at", 15)
                .containsEntry("inner_2", 17)
                .hasSize(8);
    }

    @Test
    void addsToAMessageInsideOfOthersInOneLine() throws SchemaException {
        String text = "message A { message B { optional int32 x = 7; } optional B b = 1; }";

        String more = with(text, "A.B", "y DECIMAL(3, 1), z STRING NOT NULL");

        assertThat(numbers(more, "A.B")).containsExactlyInAnyOrderEntriesOf(Map.of("x", 7, "y", 8, "z", 9));
        assertThat(numbers(more, "A")).hasSize(1);
        assertThat(more).startsWith("import \"confluent/meta.proto\";\nimport").contains("required string z = 9;");
    }

    @Test
    void neverUsesANumberAgain() throws SchemaException {
        String newest =
                "syntax = \"proto3\"; message M { int32 a = 1; reserved 18990 to 18997; reserved 20000, 20002 to max; }";
        assertThatThrownBy(() -> with(newest, "M", "b INT, c INT, d INT")).hasMessageContaining("no number left");
        assertThat(numbers(with(newest, "M", "b INT"), "M")).containsEntry("b", 20_001);
        assertThat(numbers(
                        with(
                                "message M { optional int32 a = 18998; extensions 21000 to 21999; reserved 22001 to max; }",
                                "M",
                                "b INT"),
                        "M"))
                .containsEntry("b", 22_000);

        String older = "message M { optional int32 a = 1; optional int32 gone = 40; extensions 50 to 60; }";
        String more = AddedProtoFields.of(
                "syntax = \"proto3\"; message M { int32 a = 1; }", "M", List.of(older), StructType.fromDDL("b INT"));
        assertThat(numbers(more, "M")).containsEntry("b", 61);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "int32 a = 1; reserved 2 to max;! no number left",
                "int32 a = 536870911;! no number left",
                "int32 a = 1; reserved \"b\";! reserves the name b",
                "int32 B = 1;! has a field B already",
                "enum E { Z = 0; b = 1; }! has something of this name already",
                "message b {}! has something of this name already",
                "oneof b { int32 x = 1; }! has something of this name already",
            })
    void refusesWhatWouldBeNoSchema(String fields, String problem) {
        assertThatThrownBy(() -> with("syntax = \"proto3\"; message M { " + fields + " }", "M", "b INT"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesAMessageOfAnotherFile() {
        assertThatThrownBy(
                        () -> with("import \"google/protobuf/timestamp.proto\";", "google.protobuf.Timestamp", "b INT"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("one of a file that it imports");
    }
}
