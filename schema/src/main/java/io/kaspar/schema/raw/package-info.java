/**
 * Payloads without a schema: text, bytes and the primitives of Kafka's own serializers.
 *
 * <p>May import {@code schema.format}, {@code schema.program} and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.raw;

import org.jspecify.annotations.NullMarked;
