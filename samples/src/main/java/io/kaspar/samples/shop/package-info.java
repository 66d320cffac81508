/**
 * The sample topics: numbers, a small shop, and a web server's access log; always the same records.
 *
 * <p>May import {@code samples}, Kafka's client and Avro.
 */
@NullMarked
package io.kaspar.samples.shop;

import org.jspecify.annotations.NullMarked;
