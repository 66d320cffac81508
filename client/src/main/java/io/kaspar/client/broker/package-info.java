/**
 * Connections to brokers, for requests in Kafka's protocol: of each cluster a JVM has one login and as many clients as are used at
 * once ({@link io.kaspar.client.broker.SharedConnections}).
 *
 * <p>May import {@code client}, {@code schema.lease}, {@code schema.cancel} and kafka-clients.
 */
@NullMarked
package io.kaspar.client.broker;

import org.jspecify.annotations.NullMarked;
