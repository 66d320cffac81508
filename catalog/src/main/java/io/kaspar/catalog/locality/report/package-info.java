/**
 * What executors said about brokers' log directories, as rows with a verdict and advice.
 *
 * <p>May import {@code catalog.facts}, {@code catalog.locality}, {@code catalog.locality.survey}, {@code reader.directory} and
 * Spark's rows.
 */
@NullMarked
package io.kaspar.catalog.locality.report;

import org.jspecify.annotations.NullMarked;
