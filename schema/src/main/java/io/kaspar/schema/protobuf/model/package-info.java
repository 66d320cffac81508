/**
 * Protobuf schemas as one linked model, whatever they were written as.
 *
 * <p>May import {@code schema.format}, {@code schema.protobuf.descriptor} and wire-schema's parser of {@code .proto} files.
 */
@NullMarked
package io.kaspar.schema.protobuf.model;

import org.jspecify.annotations.NullMarked;
