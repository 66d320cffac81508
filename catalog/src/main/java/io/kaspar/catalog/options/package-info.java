/**
 * What can be set, and how it is parsed: once, into records, with errors that name the option.
 *
 * <p>May import {@code catalog.error}, and the option records of {@code reader}, {@code writer} and {@code schema}; nothing else of Spark or Kafka.
 */
@NullMarked
package io.kaspar.catalog.options;

import org.jspecify.annotations.NullMarked;
