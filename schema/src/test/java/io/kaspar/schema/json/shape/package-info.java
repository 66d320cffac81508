/** Tests of shapes. */
@NullMarked
package io.kaspar.schema.json.shape;

import org.jspecify.annotations.NullMarked;
