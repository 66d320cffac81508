/** A library in Kafka's place, for the test of class names that move. */
@NullMarked
package io.kaspar.client.moved;

import org.jspecify.annotations.NullMarked;
