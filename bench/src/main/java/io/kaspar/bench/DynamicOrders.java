package io.kaspar.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TimestampProto;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Orders of Protobuf as somebody reads them who has Spark's connector and Protobuf's library: a function of Spark's that parses
 * a {@code DynamicMessage} and returns some of its fields. The six bytes of framing are skipped unread.
 *
 * @param columns the fields that it returns
 */
record DynamicOrders(List<String> columns) implements RivalDecoding, UDF1<byte[], Row>, Serializable {
    private static final int FRAMING_LENGTH = 6;
    private static final String TIME = "created_at";
    private static final List<OrderField> FIELDS = List.of(
            new OrderField("id", FieldDescriptorProto.Type.TYPE_INT64, DataTypes.LongType),
            new OrderField("customer_id", FieldDescriptorProto.Type.TYPE_INT64, DataTypes.LongType),
            new OrderField("product", FieldDescriptorProto.Type.TYPE_STRING, DataTypes.StringType),
            new OrderField("quantity", FieldDescriptorProto.Type.TYPE_INT32, DataTypes.IntegerType),
            new OrderField("price", FieldDescriptorProto.Type.TYPE_DOUBLE, DataTypes.DoubleType),
            new OrderField("currency", FieldDescriptorProto.Type.TYPE_STRING, DataTypes.StringType),
            new OrderField(TIME, FieldDescriptorProto.Type.TYPE_MESSAGE, DataTypes.TimestampType),
            new OrderField("street", FieldDescriptorProto.Type.TYPE_STRING, DataTypes.StringType),
            new OrderField("city", FieldDescriptorProto.Type.TYPE_STRING, DataTypes.StringType),
            new OrderField("note", FieldDescriptorProto.Type.TYPE_STRING, DataTypes.StringType),
            new OrderField("paid", FieldDescriptorProto.Type.TYPE_BOOL, DataTypes.BooleanType));

    /** In the JVM once, as a class that protoc makes would have it. */
    private static final Descriptor ORDER = order();

    private record OrderField(String name, FieldDescriptorProto.Type type, DataType dataType) {}

    DynamicOrders {
        columns = List.copyOf(columns);
    }

    /** With all fields there are. */
    static DynamicOrders whole() {
        return new DynamicOrders(FIELDS.stream().map(OrderField::name).toList());
    }

    @Override
    public String suffix() {
        return Integer.toString(columns.size());
    }

    @Override
    public Dataset<Row> decode(Dataset<Row> records) {
        // Else Spark would call it once for each field.
        return records.select(udf(this, type())
                        .asNondeterministic()
                        .apply(col("value"))
                        .as("value"))
                .select("value.*");
    }

    private StructType type() {
        StructType type = new StructType();
        for (OrderField field : FIELDS) {
            type = columns.contains(field.name) ? type.add(field.name, field.dataType) : type;
        }
        return type;
    }

    @Override
    public Row call(byte[] value) throws InvalidProtocolBufferException {
        DynamicMessage order = DynamicMessage.newBuilder(ORDER)
                .mergeFrom(value, FRAMING_LENGTH, value.length - FRAMING_LENGTH)
                .buildPartial();
        Object[] fields = new Object[columns.size()];
        int next = 0;
        for (FieldDescriptor field : ORDER.getFields()) {
            if (columns.contains(field.getName())) {
                fields[next++] = value(order, field);
            }
        }
        return RowFactory.create(fields);
    }

    private static @Nullable Object value(DynamicMessage order, FieldDescriptor field) {
        if (field.hasPresence() && !order.hasField(field)) {
            return null;
        }
        Object value = order.getField(field);
        return value instanceof Message time ? instant(time) : value;
    }

    private static Instant instant(Message time) {
        List<FieldDescriptor> parts = time.getDescriptorForType().getFields();
        return Instant.ofEpochSecond((long) time.getField(parts.get(0)), (int) time.getField(parts.get(1)));
    }

    private static Descriptor order() {
        DescriptorProto.Builder order = DescriptorProto.newBuilder().setName("Order");
        for (OrderField field : FIELDS) {
            FieldDescriptorProto.Builder built = order.addFieldBuilder()
                    .setName(field.name)
                    .setNumber(order.getFieldCount())
                    .setType(field.type)
                    .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
            if (field.name.equals(TIME)) {
                built.setTypeName(".google.protobuf.Timestamp");
            }
            if (field.name.equals("note")) {
                built.setProto3Optional(true).setOneofIndex(0);
            }
        }
        order.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_note"));
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setSyntax("proto3")
                .setPackage("bench")
                .addDependency(TimestampProto.getDescriptor().getName())
                .addMessageType(order)
                .build();
        try {
            FileDescriptor linked =
                    FileDescriptor.buildFrom(file, new FileDescriptor[] {TimestampProto.getDescriptor()});
            return Objects.requireNonNull(linked.findMessageTypeByName("Order"));
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }
}
