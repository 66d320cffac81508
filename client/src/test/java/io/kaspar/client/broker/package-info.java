/** Tests of connections to brokers. */
@NullMarked
package io.kaspar.client.broker;

import org.jspecify.annotations.NullMarked;
