/**
 * The sample topics: numbers, a small shop, and a web server's access log; always the same records.
 *
 * <p>May import Kafka's client, Avro and Jackson.
 */
@NullMarked
package io.kaspar.examples.data;

import org.jspecify.annotations.NullMarked;
