/**
 * A Schema Registry for tests: answers as Confluent's REST API does, counts what it is asked, and fails on request.
 *
 * <p>May import the JDK and Jackson.
 */
@NullMarked
package io.kaspar.testing.registry;

import org.jspecify.annotations.NullMarked;
