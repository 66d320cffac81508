package io.kaspar.bench.writes;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import com.google.protobuf.TimestampProto;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stands for Spark's {@code to_protobuf}, whose module resolves from no registry that the bench is run with: a {@code DynamicMessage} of each
 * row, field by field by its descriptor, as that function makes them too. Of orders only.
 */
public final class DynamicProtobuf {
    static final String FUNCTION = "dynamic_protobuf";

    private static final long MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final int NANOS_PER_MICRO = 1_000;
    private static final Descriptor ORDER = order();
    private static final FieldDescriptor[] FIELDS = ORDER.getFields().toArray(FieldDescriptor[]::new);

    private DynamicProtobuf() {}

    static void register(SparkSession spark) {
        ((org.apache.spark.sql.classic.SparkSession) spark)
                .sessionState()
                .functionRegistry()
                .createOrReplaceTempFunction(FUNCTION, DynamicProtobuf::call, "java_udf");
    }

    private static Expression call(Seq<Expression> arguments) {
        return new StaticInvoke(
                DynamicProtobuf.class,
                DataTypes.BinaryType,
                "encode",
                arguments,
                CollectionConverters.asScala(List.<org.apache.spark.sql.types.AbstractDataType>of())
                        .toSeq(),
                true,
                false,
                true,
                scala.Option.empty());
    }

    /** The payload of an order, without a frame. Called by generated code. */
    public static byte[] encode(InternalRow row) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(ORDER);
        for (int i = 0; i < FIELDS.length; i++) {
            if (!row.isNullAt(i)) {
                message.setField(FIELDS[i], value(row, i));
            }
        }
        return message.build().toByteArray();
    }

    private static Object value(InternalRow row, int place) {
        return switch (FIELDS[place].getType()) {
            case INT64 -> row.getLong(place);
            case INT32 -> row.getInt(place);
            case DOUBLE -> row.getDouble(place);
            case BOOL -> row.getBoolean(place);
            case STRING -> row.getUTF8String(place).toString();
            case MESSAGE -> time(row.getLong(place));
            default -> throw new IllegalStateException("no order has " + FIELDS[place]);
        };
    }

    private static Timestamp time(long micros) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(micros, MICROS_PER_SECOND))
                .setNanos((int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO)
                .build();
    }

    /** As {@code ProtobufOrders} has it. */
    private static Descriptor order() {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Order");
        add(message, "id", FieldDescriptorProto.Type.TYPE_INT64);
        add(message, "customer_id", FieldDescriptorProto.Type.TYPE_INT64);
        add(message, "product", FieldDescriptorProto.Type.TYPE_STRING);
        add(message, "quantity", FieldDescriptorProto.Type.TYPE_INT32);
        add(message, "price", FieldDescriptorProto.Type.TYPE_DOUBLE);
        add(message, "currency", FieldDescriptorProto.Type.TYPE_STRING);
        add(message, "created_at", FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(".google.protobuf.Timestamp");
        add(message, "street", FieldDescriptorProto.Type.TYPE_STRING);
        add(message, "city", FieldDescriptorProto.Type.TYPE_STRING);
        FieldDescriptorProto.Builder note = add(message, "note", FieldDescriptorProto.Type.TYPE_STRING);
        note.setProto3Optional(true).setOneofIndex(0);
        message.addOneofDeclBuilder().setName("_note");
        add(message, "paid", FieldDescriptorProto.Type.TYPE_BOOL);
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("order.proto")
                .setSyntax("proto3")
                .setPackage("bench")
                .addDependency(TimestampProto.getDescriptor().getName())
                .addMessageType(message)
                .build();
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[] {TimestampProto.getDescriptor()})
                    .findMessageTypeByName("Order");
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FieldDescriptorProto.Builder add(
            DescriptorProto.Builder message, String name, FieldDescriptorProto.Type type) {
        return message.addFieldBuilder()
                .setName(name)
                .setNumber(message.getFieldCount())
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setType(type);
    }
}
