package io.kaspar.schema.json.shape;

import org.apache.spark.sql.types.DataType;

/** How a JSON value becomes a value of a Spark type. JSON's null, and a member that is not there, are null in every shape. */
public sealed interface JsonShape
        permits ArrayShape, EntriesShape, MapShape, ObjectShape, ScalarShape, TextShape, OneOfShape, VariantShape {

    /** The Spark type of the values. */
    DataType dataType();
}
