package io.kaspar.schema.protobuf;

import static io.kaspar.schema.protobuf.ProtobufSamples.proto2;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto3;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FieldDefaultsTest {
    private static Map<String, String> defaults(SchemaText schema) throws SchemaException {
        return ProtobufSamples.FORMAT.defaults(schema, PayloadOptions.DEFAULT);
    }

    @Test
    void areThoseOfFieldsThatCannotBeNull() throws SchemaException {
        assertThat(
                        defaults(
                                proto3(
                                        "message M { int32 a = 1; uint64 b = 2; double c = 3; bool d = 4; string e = 5; bytes f = 6; E g = 7;"
                                                + " optional int32 h = 8; M2 i = 9; repeated int32 j = 10; map<string, M2> k = 11;"
                                                + " oneof x { int32 l = 12; } } message M2 { int32 a = 1; } enum E { ZERO = 0; ONE = 1; }")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", "CAST('0' AS INT)",
                        "b", "CAST('0' AS DECIMAL(20,0))",
                        "c", "CAST('0' AS DOUBLE)",
                        "d", "false",
                        "e", "''",
                        "f", "X''",
                        "g", "'ZERO'",
                        "j", "array()",
                        "k", "map()"));
    }

    @Test
    void areThoseThatTheSchemaGives() throws SchemaException {
        assertThat(defaults(
                        proto2("message M { optional int32 a = 1 [default = -5]; optional double b = 2 [default = 1.5];"
                                + " optional string c = 3 [default = \"it's\"]; optional bool d = 4 [default = true];"
                                + " optional E e = 5 [default = ONE]; optional double f = 6 [default = inf]; optional int32 g = 7;"
                                + " optional bytes h = 8 [default = \"x\"]; required int32 i = 9; optional int32 j = 10 [default = 0x10];"
                                + " } enum E { ZERO = 0; ONE = 1; }")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", "CAST('-5' AS INT)",
                        "b", "CAST('1.5' AS DOUBLE)",
                        "c", "CAST(X'69742773' AS STRING)",
                        "d", "true",
                        "e", "'ONE'"));
    }
}
