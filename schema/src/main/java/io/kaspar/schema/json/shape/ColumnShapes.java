package io.kaspar.schema.json.shape;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.variant.SparkVariant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;

/** The shape of columns that are given as Spark types: what Spark's {@code from_json} makes of JSON. */
public final class ColumnShapes {
    private ColumnShapes() {}

    /** @throws SchemaException when JSON gives no values of a type in it; the message names the column */
    public static JsonShape of(DataType type) throws SchemaException {
        return of(type, "");
    }

    private static JsonShape of(DataType type, String path) throws SchemaException {
        if (type instanceof StructType struct) {
            return object(struct, path);
        }
        if (type instanceof ArrayType array) {
            return new ArrayShape(of(array.elementType(), path + "[]"), true);
        }
        if (type instanceof MapType map) {
            if (!(map.keyType() instanceof StringType)) {
                throw new SchemaException("the names of a JSON object are strings: the keys of map column '" + path
                        + "' are " + map.keyType().sql());
            }
            return new MapShape(of(map.valueType(), path + "[]"), true);
        }
        if (SparkVariant.is(type)) {
            return new VariantShape(type);
        }
        if (!ScalarEncoding.FROM_JSON.gives(type) || type instanceof CharType || type instanceof VarcharType) {
            throw new SchemaException("JSON gives no values of type " + type.sql() + ": declare column '" + path
                    + "' as STRING, and cast it in the query");
        }
        return new ScalarShape(type, ScalarEncoding.FROM_JSON);
    }

    private static ObjectShape object(StructType struct, String path) throws SchemaException {
        List<ObjectMember> members = new ArrayList<>();
        for (StructField field : struct.fields()) {
            String column = path.isEmpty() ? field.name() : path + "." + field.name();
            members.add(new ObjectMember(field.name(), field.name(), of(field.dataType(), column), field.metadata()));
        }
        return ObjectShape.of(members);
    }
}
