/**
 * What a payload format is: a schema becomes a Spark type, and payload bytes become values put into a sink.
 *
 * <p>May import {@code org.apache.spark.sql.types} and nothing else of Spark; knows no format, registry or vector.
 */
@NullMarked
package io.kaspar.schema.format;

import org.jspecify.annotations.NullMarked;
