package io.kaspar.schema.avro;

import io.kaspar.schema.format.ColumnMetadata;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/** Struct fields with what the schema says beyond the type. All are nullable: a tombstone has no value anywhere. */
final class FieldNotes {
    private FieldNotes() {}

    /** @param required whether the schema lets no null stand here */
    static StructField field(Schema.Field field, Schema value, DataType type, boolean required) {
        MetadataBuilder notes = about(value, type);
        if (required) {
            notes.putBoolean(ColumnMetadata.REQUIRED, true);
        }
        StructField column = new StructField(field.name(), type, true, notes.build());
        return field.doc() == null ? column : column.withComment(field.doc());
    }

    static StructField branch(String name, Schema branch, DataType type) {
        Metadata notes = about(branch, type).build();
        return new StructField(name, type, true, notes);
    }

    private static MetadataBuilder about(Schema value, DataType type) {
        MetadataBuilder notes = new MetadataBuilder();
        if (value.getType() == Schema.Type.ENUM) {
            notes.putStringArray(ColumnMetadata.SYMBOLS, value.getEnumSymbols().toArray(new String[0]));
        }
        if (value.getType() == Schema.Type.RECORD && type.equals(DataTypes.StringType)) {
            notes.putString(ColumnMetadata.JSON_OF, value.getFullName());
        }
        String logicalType = LogicalTypeName.of(value);
        if (!logicalType.isEmpty() && !tells(type)) {
            notes.putString(ColumnMetadata.LOGICAL_TYPE, logicalType);
        }
        return notes;
    }

    private static boolean tells(DataType type) {
        return type instanceof DecimalType
                || type.equals(DataTypes.DateType)
                || type.equals(DataTypes.TimestampType)
                || type.equals(DataTypes.TimestampNTZType);
    }
}
