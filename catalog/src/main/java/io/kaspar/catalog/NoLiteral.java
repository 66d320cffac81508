package io.kaspar.catalog;

import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * What rows have in a column that was not there yet when they were written, which Spark wants beside a default: null. It is for files, and
 * records say themselves what they have.
 */
record NoLiteral(DataType dataType) implements Literal<Object> {

    @Override
    public @Nullable Object value() {
        return null;
    }

    @Override
    public Expression[] children() {
        return new Expression[0];
    }
}
