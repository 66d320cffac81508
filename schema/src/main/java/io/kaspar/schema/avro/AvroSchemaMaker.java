package io.kaspar.schema.avro;

import io.kaspar.schema.format.SchemaException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Makes a schema that is read as the columns it was made of: {@link TypeMapping} backwards. What may be null is a union with null first, and
 * null its default, so that later versions can leave it out. Records inside are called after the way to them.
 */
final class AvroSchemaMaker {
    private static final Map<DataType, Schema.Type> PLAIN = Map.of(
            DataTypes.BooleanType, Schema.Type.BOOLEAN,
            DataTypes.IntegerType, Schema.Type.INT,
            DataTypes.LongType, Schema.Type.LONG,
            DataTypes.FloatType, Schema.Type.FLOAT,
            DataTypes.DoubleType, Schema.Type.DOUBLE,
            DataTypes.BinaryType, Schema.Type.BYTES);

    private final Set<String> names = new HashSet<>();

    private AvroSchemaMaker() {}

    /**
     * A record's schema.
     *
     * @param name with its namespace
     * @throws SchemaException when a name or a type is none of Avro's
     */
    static Schema record(String name, StructType columns) throws SchemaException {
        try {
            return new AvroSchemaMaker().struct(name, "", columns);
        } catch (SchemaParseException e) {
            throw new SchemaException(
                    "no Avro schema can be made: " + e.getMessage() + "; name the column otherwise", e);
        }
    }

    private Schema struct(String name, String place, StructType columns) throws SchemaException {
        if (!names.add(name)) {
            throw new SchemaException(place + ": two records would be called " + name + "; name a column otherwise");
        }
        Schema record = Schema.createRecord(name, null, null, false);
        List<Schema.Field> fields = new ArrayList<>();
        for (StructField column : columns.fields()) {
            String at = place.isEmpty() ? column.name() : place + "." + column.name();
            Schema type = type(name + "_" + column.name(), at, column.dataType());
            String doc = column.getComment().getOrElse(() -> null);
            fields.add(
                    column.nullable()
                            ? new Schema.Field(column.name(), orNull(type), doc, JsonProperties.NULL_VALUE)
                            : new Schema.Field(column.name(), type, doc));
        }
        record.setFields(fields);
        return record;
    }

    private static Schema orNull(Schema type) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }

    private Schema type(String name, String place, DataType type) throws SchemaException {
        if (type instanceof StructType struct) {
            return struct(name, place, struct);
        }
        if (type instanceof ArrayType array) {
            Schema element = type(name, place + "[]", array.elementType());
            return Schema.createArray(array.containsNull() ? orNull(element) : element);
        }
        if (type instanceof MapType map && map.keyType() instanceof StringType) {
            Schema value = type(name, place + "{}", map.valueType());
            return Schema.createMap(map.valueContainsNull() ? orNull(value) : value);
        }
        return scalar(place, type);
    }

    private static Schema scalar(String place, DataType type) throws SchemaException {
        if (type instanceof DecimalType decimal) {
            return LogicalTypes.decimal(decimal.precision(), decimal.scale())
                    .addToSchema(Schema.create(Schema.Type.BYTES));
        }
        if (type instanceof DateType) {
            return LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        }
        if (type instanceof TimestampType) {
            return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        }
        if (type instanceof TimestampNTZType) {
            return LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        }
        return Schema.create(plain(place, type));
    }

    private static Schema.Type plain(String place, DataType type) throws SchemaException {
        if (type instanceof StringType) { // of any collation
            return Schema.Type.STRING;
        }
        Schema.Type plain = PLAIN.get(type);
        if (plain == null) {
            throw new SchemaException(place + ": Avro has no type for " + type.sql()
                    + " that would be read as the same; CAST changes the type");
        }
        return plain;
    }
}
