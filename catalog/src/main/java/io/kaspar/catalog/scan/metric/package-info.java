/**
 * What Spark's UI shows of a scan: metrics that it makes by their class names, so each is public and has no arguments.
 *
 * <p>May import the reader's counters and Spark's metric interfaces.
 */
@NullMarked
package io.kaspar.catalog.scan.metric;

import org.jspecify.annotations.NullMarked;
