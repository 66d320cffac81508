package io.kaspar.catalog.write;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Types whose parts may all be null: that the columns of one query have none says nothing of the next one. */
final class NullableTypes {
    private NullableTypes() {}

    static StructType of(StructType struct) {
        StructType nullable = new StructType();
        for (StructField field : struct.fields()) {
            StructField one = DataTypes.createStructField(field.name(), type(field.dataType()), true);
            scala.Option<String> comment = field.getComment();
            nullable = nullable.add(comment.isDefined() ? one.withComment(comment.get()) : one);
        }
        return nullable;
    }

    private static DataType type(DataType type) {
        if (type instanceof StructType struct) {
            return of(struct);
        }
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(type(array.elementType()), true);
        }
        return type instanceof MapType map ? DataTypes.createMapType(map.keyType(), type(map.valueType()), true) : type;
    }
}
