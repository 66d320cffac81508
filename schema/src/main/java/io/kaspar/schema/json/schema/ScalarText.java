package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaspar.schema.format.SchemaException;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/** Schemas of values without parts: {@link ScalarShapes} backwards. What JSON Schema cannot say is said in Kafka Connect's words. */
final class ScalarText {
    private static final String CONNECT_TYPE = "connect.type";

    private ScalarText() {}

    static ObjectNode of(String place, DataType type) throws SchemaException {
        if (type instanceof StringType) { // of any collation
            return JsonSchemaText.typed("string");
        }
        if (type instanceof BooleanType) {
            return JsonSchemaText.typed("boolean");
        }
        if (type instanceof BinaryType) {
            return JsonSchemaText.typed("string").put(CONNECT_TYPE, "bytes").put("contentEncoding", "base64");
        }
        if (type instanceof DateType) {
            return JsonSchemaText.typed("string").put("format", "date");
        }
        if (type instanceof TimestampType) {
            return JsonSchemaText.typed("string").put("format", "date-time");
        }
        return number(place, type);
    }

    private static ObjectNode number(String place, DataType type) throws SchemaException {
        if (type instanceof ByteType) {
            return integer("int8");
        }
        if (type instanceof ShortType) {
            return integer("int16");
        }
        if (type instanceof IntegerType) {
            return integer("int32");
        }
        if (type instanceof LongType) {
            return integer("int64");
        }
        if (type instanceof FloatType) {
            return number("float32");
        }
        if (type instanceof DoubleType) {
            return number("float64");
        }
        if (type instanceof DecimalType decimal) {
            return decimal(decimal);
        }
        throw new SchemaException(place + ": JSON Schema has no type for " + type.sql()
                + " that would be read as the same; CAST changes the type");
    }

    private static ObjectNode integer(String connectType) {
        return JsonSchemaText.typed("integer").put(CONNECT_TYPE, connectType);
    }

    private static ObjectNode number(String connectType) {
        return JsonSchemaText.typed("number").put(CONNECT_TYPE, connectType);
    }

    private static ObjectNode decimal(DecimalType type) {
        ObjectNode schema = number("bytes").put("title", ScalarShapes.DECIMAL).put("connect.version", 1);
        schema.putObject("connect.parameters")
                .put(ScalarShapes.SCALE, Integer.toString(type.scale()))
                .put(ScalarShapes.PRECISION, Integer.toString(type.precision()));
        return schema;
    }
}
