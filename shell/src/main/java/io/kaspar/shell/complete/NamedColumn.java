package io.kaspar.shell.complete;

import org.apache.spark.sql.types.DataType;

/**
 * A column that can be named.
 *
 * @param isHidden whether {@code SELECT *} leaves it out
 */
public record NamedColumn(String name, DataType type, boolean isHidden) {}
