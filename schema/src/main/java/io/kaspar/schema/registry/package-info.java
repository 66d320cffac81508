/**
 * Clients of a Schema Registry: Confluent's REST API, or a folder of schema files.
 *
 * <p>May import the JDK, Jackson and slf4j.
 */
@NullMarked
package io.kaspar.schema.registry;

import org.jspecify.annotations.NullMarked;
