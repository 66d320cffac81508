/**
 * Avro payloads: schema to Spark type, and decoders compiled per writer schema and projection.
 *
 * <p>May import {@code schema.format}, Avro and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.avro;

import org.jspecify.annotations.NullMarked;
