package io.kaspar.catalog.error;

import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/**
 * An error with an SQLSTATE, which Spark's servers hand to JDBC tools. It has no error class: those are Spark's own, and clients look
 * them up in a list.
 *
 * <p>No error is of SQLSTATE's class 08: pools of connections would give up the connection to Spark for it.
 */
public interface StatedError extends SparkThrowable {
    /** A cluster or registry cannot be asked, or refuses. */
    String SYSTEM_ERROR = "58030";

    /** A parameter has a bad value. */
    String BAD_VALUE = "22023";

    /** Where Spark's own data sources cannot read what they are asked for. */
    String DATA_SOURCE = "KD000";

    @Override
    String getSqlState();

    @Override
    default @Nullable String getCondition() {
        return null;
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 3.5 asks for this one
    default @Nullable String getErrorClass() {
        return null;
    }

    @Override
    default boolean isInternalError() {
        return false;
    }
}
