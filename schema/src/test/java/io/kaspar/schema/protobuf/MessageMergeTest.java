package io.kaspar.schema.protobuf;

import static io.kaspar.schema.protobuf.ProtobufSamples.FORMAT;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto2;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto3;
import static io.kaspar.schema.protobuf.ProtobufSamples.read;
import static io.kaspar.schema.protobuf.ProtobufSamples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.kaspar.schema.format.MergedRows;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageMergeTest {
    /** Versions from the oldest. */
    private static SchemaText merged(SchemaText... versions) {
        List<SchemaText.Version> newestFirst = new ArrayList<>();
        for (int i = versions.length; i > 0; i--) {
            newestFirst.add(new SchemaText.Version(i, versions[i - 1]));
        }
        return SchemaText.merged(newestFirst);
    }

    private static SchemaText message(String fields) {
        return proto3("import \"google/protobuf/timestamp.proto\"; message M { " + fields + " }");
    }

    private static String columns(SchemaText... versions) throws SchemaException {
        return type(merged(versions)).catalogString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int32 f = 1; | int64 f = 1; | bigint",
                "sint64 f = 1; | int32 f = 1; | bigint",
                "uint32 f = 1; | int32 f = 1; | bigint",
                "int64 f = 1; | uint64 f = 1; | decimal(20,0)",
                "float f = 1; | double f = 1; | double",
                "int32 f = 1; | float f = 1; | double",
                "int32 f = 1; | repeated int64 f = 1; | array<bigint>",
                "repeated int32 f = 1; | int32 f = 1; | array<int>",
                "map<int32, int32> f = 1; | map<int64, int64> f = 1; | map<bigint,bigint>",
                "enum E { A = 0; } E f = 1; | enum E { A = 0; B = 1; } E f = 1; | string",
                "enum E { A = 0; } E f = 1; | string f = 1; | string",
                "message I { int32 x = 1; } I f = 1; | message J { int32 y = 2; } J f = 1; | struct<y:int,x:int>",
            })
    void twoTypesBecomeTheOneThatHoldsBoth(String old, String now, String column) throws IOException {
        assertThat(columns(message(old), message(now))).isEqualTo("struct<f:" + column + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int64 f = 1; | double f = 1; | column f is double in version 2, and int64 in version 1",
                "string f = 1; | bytes f = 1; | column f is bytes in version 2, and string in version 1",
                "bool f = 1; | int32 f = 1; | column f is int32 in version 2, and bool in version 1",
                "int32 was = 1; | string f = 1; | column f is string in version 2, and int32 in version 1",
                "int64 f = 1; | google.protobuf.Timestamp f = 1; | google.protobuf.Timestamp in version 2",
                "message I { int32 x = 1; } I f = 1; | google.protobuf.Timestamp f = 1; | shop.M.I in version 1",
                "message I { int32 x = 1; } I f = 1; | message I { string x = 1; } I f = 1; | column f.x is string",
                "string f = 1; | string f = 2; | column f is field number 2 in version 2, and field number 1 in version 1",
                "map<int32, int32> f = 1; | repeated int32 f = 1; | map<int32, int32> in version 1",
            })
    void typesThatNoTypeHoldsAreNamedWithTheirVersions(String old, String now, String why) {
        assertThatThrownBy(() -> columns(message(old), message(now)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the versions of the subject do not merge: ")
                .hasMessageContaining(why);
    }

    @Test
    void fieldsAreTheSameByNumberAndTheNewestNameCounts() throws IOException {
        SchemaText old = message("int32 gone = 1; string was = 2;");
        SchemaText now = message("string is = 2; int32 added = 3;");
        byte[] payload = {8, 7, 18, 1, 'x'};

        assertThat(columns(old, now)).isEqualTo("struct<is:string,added:int,gone:int>");
        assertThat(read(old, merged(old, now), payload)).hasToString("{is=x, added=0, gone=7}");
    }

    @Test
    void aRemovedFieldIsNullInPayloadsWhoseSchemaLacksIt() throws IOException {
        SchemaText old = message("int32 gone = 1; int32 kept = 2;");
        SchemaText now = message("int32 kept = 2;");

        assertThat(read(old, merged(old, now), new byte[] {16, 5})).hasToString("{kept=5, gone=0}");
        assertThat(read(now, merged(old, now), new byte[] {16, 5})).hasToString("{kept=5, gone=null}");
    }

    @Test
    void aRemovedFieldWithADefaultIsNullInPayloadsWhoseSchemaLacksIt() throws IOException {
        SchemaText old = proto2("message M { optional int32 gone = 1 [default = 9]; optional int32 kept = 2; }");
        SchemaText now = proto2("message M { optional int32 kept = 2; }");

        assertThat(read(old, merged(old, now), new byte[] {16, 5})).hasToString("{kept=5, gone=9}");
        assertThat(read(now, merged(old, now), new byte[] {16, 5})).hasToString("{kept=5, gone=null}");
    }

    @Test
    void theMessageIsFoundByItsName() throws IOException {
        SchemaText old = proto3("message M { int32 a = 1; }");
        SchemaText now = proto3("message M { int32 b = 2; }");
        SchemaText between = proto3("message Part { int32 x = 1; } message M { int32 c = 3; }");

        assertThat(columns(old, between, now)).isEqualTo("struct<b:int,c:int,a:int>");
    }

    @Test
    void messagesThatHoldThemselvesMerge() throws IOException {
        SchemaText old = message("M next = 1; int32 a = 2;");
        SchemaText now = message("M next = 1; int32 b = 3;");
        byte[] payload = {10, 2, 16, 5, 16, 6};

        assertThat(String.valueOf(read(old, merged(old, now), payload)))
                .contains("a=5")
                .endsWith("b=0, a=6}");
    }

    /** What each version's payloads are to their own version they are to all together. */
    @Test
    void losesNothingOfRandomVersions() throws IOException {
        Random random = new Random(Seed.next("MessageMergeTest"));
        int compared = 0;
        int conflicts = 0;
        for (int i = 0; i < 80; i++) {
            List<FileDescriptorProto> versions = new ArrayList<>();
            versions.add(new RandomProtos(random).file());
            versions.add(new ProtoEvolution(random).of(versions.get(0)));
            if (random.nextBoolean()) { // of the same one, with its own number for what is new
                versions.add(new ProtoEvolution(random).of(versions.get(0)));
            }
            SchemaText merged = merged(versions.stream()
                    .map(file -> ProtobufSamples.schema(ProtoPrinter.print(file)))
                    .toArray(SchemaText[]::new));
            DataType type;
            try {
                type = type(merged);
            } catch (SchemaException e) {
                assertThat(e).hasMessageContaining("do not merge: ").hasMessageContaining(" in version");
                conflicts++;
                continue;
            }
            for (FileDescriptorProto version : versions) {
                compared += compare(version, merged, type, random);
            }
        }
        System.out.println(compared + " compared, " + conflicts + " conflicts");
        assertThat(compared).isGreaterThan(100);
    }

    private static int compare(FileDescriptorProto version, SchemaText merged, DataType type, Random random)
            throws IOException {
        SchemaText text = ProtobufSamples.schema(ProtoPrinter.print(version));
        PayloadDecoder own = FORMAT.compile(text, text, type(text), PayloadOptions.DEFAULT);
        PayloadDecoder together = FORMAT.compile(text, merged, type, PayloadOptions.DEFAULT);
        for (int i = 0; i < 3; i++) {
            byte[] payload = new RandomMessages(random)
                    .of(ProtobufSamples.link(version), 5)
                    .toByteArray();
            Object expected = BothWays.leavingRareOnes(own, type(text)).decode(payload);
            Object found = BothWays.leavingRareOnes(together, type).decode(payload);
            if (!MergedRows.hold(expected, found)) {
                fail("%s%nof %s%nexpected %s%nactual   %s%nas %s", version, merged, expected, found, type);
            }
        }
        return 3;
    }
}
