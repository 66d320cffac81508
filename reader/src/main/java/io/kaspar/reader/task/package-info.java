/**
 * What crosses between driver and executors: what a scan has in common, what one task reads, and what it counted.
 *
 * <p>May import {@code reader.log}, {@code schema.registry}, {@code schema.resolve} and Spark's types.
 */
@NullMarked
package io.kaspar.reader.task;

import org.jspecify.annotations.NullMarked;
