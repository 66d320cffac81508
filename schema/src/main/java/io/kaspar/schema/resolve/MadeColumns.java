package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaException;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Holds a schema that was made of columns against what it is read as: nobody is to get another type than the one that was asked for. */
final class MadeColumns {
    private MadeColumns() {}

    /**
     * @param columns what the schema was made of
     * @param read the type of its payloads
     * @throws SchemaException when one of the columns is none of it, or of another type
     */
    static void require(StructType columns, DataType read) throws SchemaException {
        StructType there = read instanceof StructType struct ? struct : new StructType();
        for (StructField column : columns.fields()) {
            if (there.getFieldIndex(column.name()).isEmpty()) {
                throw new SchemaException(
                        "column " + column.name() + " would not be read: the schema has no column of this name then");
            }
            DataType found = there.apply(column.name()).dataType();
            if (!DataType.equalsIgnoreNullability(plain(column.dataType()), plain(found))) {
                throw new SchemaException("column " + column.name() + " would be read as " + found.sql()
                        + ", and not as " + column.dataType().sql() + "; CAST changes the type");
            }
        }
    }

    /** Without collations, which no schema keeps. */
    private static DataType plain(DataType type) {
        if (type instanceof StringType) {
            return DataTypes.StringType;
        }
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(plain(array.elementType()));
        }
        if (type instanceof MapType map) {
            return DataTypes.createMapType(plain(map.keyType()), plain(map.valueType()));
        }
        return type instanceof StructType struct ? plain(struct) : type;
    }

    private static StructType plain(StructType struct) {
        StructType fields = new StructType();
        for (StructField field : struct.fields()) {
            fields = fields.add(field.name(), plain(field.dataType()));
        }
        return fields;
    }
}
