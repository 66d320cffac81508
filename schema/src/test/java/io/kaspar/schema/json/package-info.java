/** Tests of JSON payloads. */
@NullMarked
package io.kaspar.schema.json;

import org.jspecify.annotations.NullMarked;
