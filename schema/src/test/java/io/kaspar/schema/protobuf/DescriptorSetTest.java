package io.kaspar.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.UnknownFieldSet;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Schemas that come as descriptors, as {@code protoc} writes them, and not as text. */
final class DescriptorSetTest {
    private static final int SCHEMAS = 40;
    private static final int PAYLOADS = 8;
    private static final int DEPTH = 5;

    private final Random random = new Random(Seed.next("DescriptorSetTest"));

    /** {@code descriptor.proto} says that {@code confluent.field_meta} is extension 1088 of a field's options. */
    private static final int CONFLUENT_META = 1088;

    @Test
    void sayTheSameAsText() throws IOException {
        int compared = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            FileDescriptorProto file = new RandomProtos(random).file();
            SchemaText text = ProtobufSamples.schema(ProtoPrinter.print(file));
            SchemaText descriptor = ProtobufSamples.descriptor(
                    random.nextBoolean()
                            ? file
                            : FileDescriptorSet.newBuilder().addFile(file).build());

            assertThat(inOrderOfNames(ProtobufSamples.type(descriptor)))
                    .isEqualTo(inOrderOfNames(ProtobufSamples.type(text)));
            compared += compare(file, descriptor);
        }
        assertThat(compared).isGreaterThan(SCHEMAS * PAYLOADS / 2);
    }

    @Test
    void canBeOfAnEdition() throws IOException {
        int compared = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            FileDescriptorProto file = new EditionProtos(random).of(new RandomProtos(random).file());
            compared += compare(file, ProtobufSamples.descriptor(file));
        }
        assertThat(compared).isGreaterThan(SCHEMAS * PAYLOADS / 2);
    }

    /** Random payloads are what Protobuf's own library reads. */
    private int compare(FileDescriptorProto file, SchemaText schema) throws IOException {
        Descriptor root = ProtobufSamples.link(file);
        StructType type = (StructType) ProtobufSamples.type(schema);
        BothWays decoder = BothWays.leavingRareOnes(ProtobufSamples.decoder(schema, schema), type);
        int compared = 0;
        for (int i = 0; i < PAYLOADS; i++) {
            DynamicMessage message = DynamicMessage.parseFrom(
                    root, new RandomMessages(random).of(root, DEPTH).toByteArray());
            Map<String, @Nullable Object> expected;
            try {
                expected = ExpectedColumns.of(message, root, type);
            } catch (ArithmeticException e) { // too large for the column
                continue;
            }
            Object actual = decoder.decode(message.toByteArray());
            assertThat(ExpectedColumns.matches(expected, actual))
                    .as("%s%nexpected %s%nactual   %s%nof %s", file, expected, actual, message)
                    .isTrue();
            compared++;
        }
        return compared;
    }

    /** Text has the members of a oneof beside each other. */
    private static DataType inOrderOfNames(DataType type) {
        if (type instanceof StructType struct) {
            StructField[] fields = Arrays.stream(struct.fields())
                    .sorted(Comparator.comparing(StructField::name))
                    .map(field -> new StructField(
                            field.name(), inOrderOfNames(field.dataType()), field.nullable(), field.metadata()))
                    .toArray(StructField[]::new);
            return new StructType(fields);
        }
        if (type instanceof ArrayType array) {
            return new ArrayType(inOrderOfNames(array.elementType()), array.containsNull());
        }
        return type instanceof MapType map
                ? new MapType(map.keyType(), inOrderOfNames(map.valueType()), map.valueContainsNull())
                : type;
    }

    @Test
    void ofAnEditionSayWhetherTextIsChecked() throws IOException {
        for (int validation : new int[] {2, 3}) {
            FileDescriptorProto file = FileDescriptorProto.parseFrom(
                    file("editions", field("s", 1, FieldDescriptorProto.Type.TYPE_STRING)).toBuilder()
                            .setEdition(Edition.EDITION_2023)
                            .build()
                            .toByteString()
                            .concat(ByteString.copyFrom(
                                    new byte[] {0x42, 5, (byte) 0x92, 3, 2, 0x20, (byte) validation})));
            SchemaText schema = ProtobufSamples.descriptor(file);
            byte[] noUtf8 = {0x0A, 1, (byte) 0xFF};

            if (validation == 2) {
                assertThatThrownBy(() -> ProtobufSamples.read(schema, noUtf8)).isInstanceOf(PayloadException.class);
            } else {
                assertThat(ProtobufSamples.read(schema, noUtf8)).containsKey("s");
            }
        }
    }

    @Test
    void holdSeveralFilesAndGroupsAndDefaultsAndParameters() throws Exception {
        FileDescriptorProto money = FileDescriptorProto.newBuilder()
                .setName("money.proto")
                .setPackage("common")
                .addMessageType(DescriptorProto.newBuilder()
                        .setName("Money")
                        .addField(field("cents", 1, FieldDescriptorProto.Type.TYPE_SINT64)))
                .build();
        FileDescriptorProto orders = file(
                        "proto2",
                        field("price", 1, FieldDescriptorProto.Type.TYPE_MESSAGE).toBuilder()
                                .setTypeName(".common.Money")
                                .build(),
                        field("line", 2, FieldDescriptorProto.Type.TYPE_GROUP).toBuilder()
                                .setTypeName(".shop.Order.Line")
                                .setLabel(Label.LABEL_REPEATED)
                                .build(),
                        field("raw", 3, FieldDescriptorProto.Type.TYPE_BYTES).toBuilder()
                                .setDefaultValue("a\\001\\xffb\\n\\\\")
                                .build(),
                        field("at", 4, FieldDescriptorProto.Type.TYPE_MESSAGE).toBuilder()
                                .setTypeName(".google.protobuf.Timestamp")
                                .build())
                .toBuilder()
                .addDependency("money.proto")
                .addDependency("google/protobuf/timestamp.proto")
                .build();
        DescriptorProto.Builder order = orders.getMessageType(0).toBuilder()
                .addNestedType(DescriptorProto.newBuilder()
                        .setName("Line")
                        .addField(field("no", 1, FieldDescriptorProto.Type.TYPE_INT32)));
        FileDescriptorSet set = FileDescriptorSet.newBuilder()
                .addFile(TimestampProto.getDescriptor().toProto())
                .addFile(money)
                .addFile(orders.toBuilder().setMessageType(0, order))
                .build();
        SchemaText schema = ProtobufSamples.descriptor(set);

        assertThat(ProtobufSamples.type(schema).catalogString())
                .isEqualTo("struct<price:struct<cents:bigint>,line:array<struct<no:int>>,raw:binary,at:timestamp>");
        assertThat(ProtobufSamples.read(
                        schema, ProtobufSamples.bytes(0x0A, 2, 0x08, 3, 0x13, 0x08, 7, 0x14, 0x13, 0x08, 8, 0x14)))
                .containsEntry("price", Map.of("cents", -2L))
                .containsEntry("line", List.of(Map.of("no", 7), Map.of("no", 8)))
                .hasEntrySatisfying(
                        "raw", raw -> assertThat(String.valueOf(raw)).isNotEqualTo("null"));
        assertThat(ProtobufSamples.type(schema.ofType("common.Money")).catalogString())
                .isEqualTo("struct<cents:bigint>");
    }

    @Test
    void haveConfluentsParameters() throws Exception {
        UnknownFieldSet.Field entry = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(entry("precision", "10"))
                .addLengthDelimited(entry("scale", "2"))
                .build();
        ByteString meta =
                UnknownFieldSet.newBuilder().addField(2, entry).build().toByteString();
        FieldOptions options = FieldOptions.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                CONFLUENT_META,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(meta)
                                        .build())
                        .build())
                .build();
        FileDescriptorProto file = file(
                        "proto3",
                        field("price", 1, FieldDescriptorProto.Type.TYPE_MESSAGE).toBuilder()
                                .setTypeName(".confluent.type.Decimal")
                                .setOptions(options)
                                .build())
                .toBuilder()
                .addDependency("confluent/type/decimal.proto")
                .build();

        assertThat(ProtobufSamples.type(ProtobufSamples.descriptor(file)).catalogString())
                .isEqualTo("struct<price:decimal(10,2)>");
    }

    @Test
    void canBeWhatTextImports() throws Exception {
        FileDescriptorProto imported = file("proto3", field("id", 1, FieldDescriptorProto.Type.TYPE_INT32));
        SchemaText text = new SchemaText(
                SchemaKind.PROTOBUF,
                "syntax = \"proto3\"; import \"order.proto\"; message M { shop.Order o = 1; }",
                List.of(new SchemaText.Reference(
                        "order.proto", ProtobufSamples.descriptor(imported).text())));

        assertThat(ProtobufSamples.type(text).catalogString()).isEqualTo("struct<o:struct<id:int>>");
    }

    @Test
    void thatAreNoneAreRefused() {
        assertThatThrownBy(() -> ProtobufSamples.type(ProtobufSamples.schema("CgVhYmNk")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("no descriptor of Protobuf files");
        assertThatThrownBy(() -> ProtobufSamples.type(ProtobufSamples.descriptor(
                        file("proto3", field("id", 1, FieldDescriptorProto.Type.TYPE_MESSAGE)))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("shop.Order.id is of type");
        DescriptorProto deep = DescriptorProto.newBuilder().setName("M").build();
        for (int i = 0; i < 2_000; i++) {
            deep = DescriptorProto.newBuilder().setName("M").addNestedType(deep).build();
        }
        SchemaText hostile = ProtobufSamples.descriptor(FileDescriptorProto.newBuilder()
                .setName("deep.proto")
                .addMessageType(deep)
                .build());
        assertThatThrownBy(() -> ProtobufSamples.type(hostile))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("deep.proto has messages too deep inside each other");
    }

    private static ByteString entry(String key, String value) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        1,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8(key))
                                .build())
                .addField(
                        2,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8(value))
                                .build())
                .build()
                .toByteString();
    }

    private static FileDescriptorProto file(String syntax, FieldDescriptorProto... fields) {
        return FileDescriptorProto.newBuilder()
                .setName("order.proto")
                .setPackage("shop")
                .setSyntax(syntax)
                .addMessageType(DescriptorProto.newBuilder().setName("Order").addAllField(List.of(fields)))
                .build();
    }

    private static FieldDescriptorProto field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL)
                .build();
    }
}
