package io.kaspar.catalog.columns;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Schemas tell {@code id} and {@code ID} apart, and Spark does only if it is told to. */
final class NameCase {
    private NameCase() {}

    /** Whether two fields of one struct differ in case only, at whatever depth. */
    static boolean isAllThatDiffers(DataType type) {
        if (type instanceof StructType struct) {
            Set<String> names = new HashSet<>();
            for (StructField field : struct.fields()) {
                if (!names.add(field.name().toLowerCase(Locale.ROOT)) || isAllThatDiffers(field.dataType())) {
                    return true;
                }
            }
            return false;
        }
        if (type instanceof ArrayType array) {
            return isAllThatDiffers(array.elementType());
        }
        return type instanceof MapType map && (isAllThatDiffers(map.keyType()) || isAllThatDiffers(map.valueType()));
    }
}
