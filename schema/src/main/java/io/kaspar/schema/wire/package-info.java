/**
 * How a payload names its schema: prefix and header framing.
 *
 * <p>May import the JDK only.
 */
@NullMarked
package io.kaspar.schema.wire;

import org.jspecify.annotations.NullMarked;
