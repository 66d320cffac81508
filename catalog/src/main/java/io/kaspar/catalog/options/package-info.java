/**
 * What can be set, and how it is parsed: once, into records, with errors that name the option.
 *
 * <p>May import the option records of {@code reader} and {@code schema}; nothing of Spark or Kafka.
 */
@NullMarked
package io.kaspar.catalog.options;

import org.jspecify.annotations.NullMarked;
