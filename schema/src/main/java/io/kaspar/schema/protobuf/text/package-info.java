/**
 * Protobuf schemas as text: made of columns, and edited so that they have more of them.
 *
 * <p>May import {@code schema.format}, {@code schema.protobuf.descriptor}, {@code schema.protobuf.model}, {@code
 * org.apache.spark.sql.types} and wire-schema's parser of {@code .proto} files.
 */
@NullMarked
package io.kaspar.schema.protobuf.text;

import org.jspecify.annotations.NullMarked;
