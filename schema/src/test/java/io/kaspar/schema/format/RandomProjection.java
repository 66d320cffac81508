package io.kaspar.schema.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Takes some fields of every struct of a type, in another order. */
public final class RandomProjection {
    private final Random random;

    public RandomProjection(Random random) {
        this.random = random;
    }

    public DataType of(DataType type) {
        if (type instanceof StructType struct) {
            List<StructField> fields = new ArrayList<>(Arrays.asList(struct.fields()));
            fields.removeIf(field -> random.nextInt(5) < 2);
            Collections.shuffle(fields, random);
            return new StructType(fields.stream()
                    .map(f -> new StructField(f.name(), of(f.dataType()), f.nullable(), f.metadata()))
                    .toArray(StructField[]::new));
        }
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(of(array.elementType()), array.containsNull());
        }
        return type instanceof MapType map
                ? DataTypes.createMapType(map.keyType(), of(map.valueType()), map.valueContainsNull())
                : type;
    }
}
