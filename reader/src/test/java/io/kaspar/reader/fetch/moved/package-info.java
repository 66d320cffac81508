/** A library in Kafka's place, for the test of class names that move. */
@NullMarked
package io.kaspar.reader.fetch.moved;

import org.jspecify.annotations.NullMarked;
