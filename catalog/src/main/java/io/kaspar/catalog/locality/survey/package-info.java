/**
 * Asks executors which brokers' directories they have, and remembers what they said.
 *
 * <p>May import {@code catalog.cluster}, {@code catalog.locality}, the reader's records and directories, and Spark's context.
 */
@NullMarked
package io.kaspar.catalog.locality.survey;

import org.jspecify.annotations.NullMarked;
