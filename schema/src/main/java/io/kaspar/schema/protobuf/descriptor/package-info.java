/**
 * Compiled {@code .proto} files: sets of descriptors, as {@code protoc --descriptor_set_out} writes them. They come to the elements
 * that the parser makes of text, so that both are linked alike. Editions come this way only: the parser knows none in text.
 *
 * <p>Source of all field numbers: {@code google/protobuf/descriptor.proto}. May import {@code schema.format} and wire-schema.
 */
@NullMarked
package io.kaspar.schema.protobuf.descriptor;

import org.jspecify.annotations.NullMarked;
