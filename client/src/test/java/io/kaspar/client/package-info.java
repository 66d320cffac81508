/** Tests of the room of Kafka clients. */
@NullMarked
package io.kaspar.client;

import org.jspecify.annotations.NullMarked;
