package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.ColumnMetadata;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.nesting.TypeBudget;
import io.kaspar.schema.nesting.TypePath;
import io.kaspar.schema.nesting.Unfolding;
import io.kaspar.schema.protobuf.model.EnumType;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.MessageType;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoField.FieldType;
import io.kaspar.schema.protobuf.model.ProtoField.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Maps a message to a Spark type by the table in this package's documentation. */
final class MessageColumns {
    /** uint64 and fixed64: all numbers of 64 bits without a sign. */
    private static final DataType UNSIGNED_LONG = DataTypes.createDecimalType(20, 0);

    /** Of a decimal of Spark's. */
    static final int MAX_DIGITS = DecimalType.MAX_PRECISION();

    private final PayloadOptions options;
    private final Unfolding unfolding;
    private final List<String> dropped = new ArrayList<>();
    private final TypeBudget budget = new TypeBudget();

    MessageColumns(PayloadOptions options, Unfolding unfolding) {
        this.options = options;
        this.unfolding = unfolding;
    }

    /** A message's columns; none for a message without fields. */
    StructType structType(MessageType message) throws SchemaException {
        return struct(message, TypePath.root(unfolding));
    }

    /** Whether it became too large and was left unfinished, so that what was given is no good. */
    boolean isTooLarge() {
        return budget.isSpent();
    }

    /** The places that have no column, since there is nothing to show. */
    List<String> dropped() {
        return List.copyOf(dropped);
    }

    private StructType struct(MessageType message, TypePath path) throws SchemaException {
        TypePath inside = path.enter(message.fullName());
        List<StructField> columns = new ArrayList<>();
        for (ProtoField field : message.fields()) {
            DataType type = type(field, inside);
            if (type == null) {
                dropped.add(message.fullName() + "." + field.name());
            } else {
                columns.add(column(field, type));
            }
        }
        return new StructType(columns.toArray(new StructField[0]));
    }

    private @Nullable DataType type(ProtoField field, TypePath path) throws SchemaException {
        budget.enter(path);
        DataType value = budget.isSpent() ? null : valueType(field, path);
        budget.leave();
        if (value == null) {
            return null;
        }
        return switch (field.cardinality()) {
            case SINGULAR -> value;
            case REPEATED -> DataTypes.createArrayType(value, isNullInside(field.type()));
            case MAP ->
                DataTypes.createMapType(scalar(field.mapKey().orElseThrow()), value, isNullInside(field.type()));
        };
    }

    /** Elements are never null, but a date may be none. */
    private static boolean isNullInside(FieldType type) {
        return WellKnownType.of(type.messageName()) == WellKnownType.DATE;
    }

    private @Nullable DataType valueType(ProtoField field, TypePath path) throws SchemaException {
        Optional<MessageType> message = field.type().message();
        return message.isPresent()
                ? messageType(field, message.get(), path)
                : scalar(field.type().kind());
    }

    static DataType scalar(FieldKind kind) {
        return switch (kind) {
            case INT32, SINT32, SFIXED32 -> DataTypes.IntegerType;
            case UINT32, FIXED32, INT64, SINT64, SFIXED64 -> DataTypes.LongType;
            case UINT64, FIXED64 -> UNSIGNED_LONG;
            case FLOAT -> DataTypes.FloatType;
            case DOUBLE -> DataTypes.DoubleType;
            case BOOL -> DataTypes.BooleanType;
            case STRING, ENUM -> DataTypes.StringType;
            case BYTES -> DataTypes.BinaryType;
            case MESSAGE, GROUP -> throw new IllegalArgumentException("a message has parts");
        };
    }

    private @Nullable DataType messageType(ProtoField field, MessageType message, TypePath path)
            throws SchemaException {
        WellKnownType known = WellKnownType.of(message.fullName());
        if (known != WellKnownType.NONE) {
            return knownType(known, field, options);
        }
        if (path.isExhausted(message.fullName())) {
            return DataTypes.StringType;
        }
        StructType struct = struct(message, path);
        return struct.length() == 0 ? null : struct;
    }

    /** The type of a message that is one value. */
    static DataType knownType(WellKnownType known, ProtoField field, PayloadOptions options) throws SchemaException {
        return switch (known) {
            case TIMESTAMP -> DataTypes.TimestampType;
            case DURATION -> DataTypes.createDayTimeIntervalType();
            case STRUCT, VALUE, LIST_VALUE -> DataTypes.StringType;
            case DATE -> DataTypes.DateType;
            case TIME_OF_DAY -> DataTypes.LongType;
            case DECIMAL -> decimal(field, options);
            case WRAPPER ->
                scalar(field.type()
                        .message()
                        .orElseThrow()
                        .fields()
                        .get(0)
                        .type()
                        .kind());
            case NONE -> throw new IllegalArgumentException(field.name() + " is a message like any other");
        };
    }

    /** A decimal's digits stand in each value; the column's have to stand in the field's parameters. */
    private static DataType decimal(ProtoField field, PayloadOptions options) throws SchemaException {
        String precisionText = field.params().get("precision");
        if (precisionText == null) {
            return DataTypes.StringType;
        }
        int precision;
        int scale;
        try {
            precision = Integer.parseInt(precisionText);
            scale = Integer.parseInt(field.params().getOrDefault("scale", "0"));
        } catch (NumberFormatException e) {
            throw new SchemaException("field " + field.name() + " has a precision or scale that is no number", e);
        }
        if (precision >= 1 && precision <= MAX_DIGITS && scale >= 0 && scale <= precision) {
            return DataTypes.createDecimalType(precision, scale);
        }
        if (options.wideDecimals() == WideDecimals.FAIL) {
            throw new SchemaException("field " + field.name() + " is a decimal of " + precision + " digits, " + scale
                    + " of them behind the point; " + MAX_DIGITS
                    + " digits are the most that Spark has; wide-decimals=string reads it as text");
        }
        return DataTypes.StringType;
    }

    private static StructField column(ProtoField field, DataType type) {
        MetadataBuilder notes = new MetadataBuilder();
        Optional<EnumType> enumeration = field.type().enumeration();
        if (enumeration.isPresent()) {
            notes.putStringArray(
                    ColumnMetadata.SYMBOLS,
                    enumeration.get().values().stream()
                            .map(EnumType.Value::symbol)
                            .toArray(String[]::new));
        }
        if (field.presence() == Presence.REQUIRED) {
            notes.putBoolean(ColumnMetadata.REQUIRED, true);
        }
        WellKnownType known = WellKnownType.of(field.type().messageName());
        if (known == WellKnownType.TIME_OF_DAY) {
            notes.putString(ColumnMetadata.LOGICAL_TYPE, "time-micros");
        }
        if (known == WellKnownType.NONE && field.type().kind().isMessage() && type.equals(DataTypes.StringType)) {
            notes.putString(ColumnMetadata.JSON_OF, field.type().messageName());
        }
        StructField column = new StructField(field.name(), type, true, notes.build());
        return field.doc().isEmpty() ? column : column.withComment(field.doc());
    }
}
