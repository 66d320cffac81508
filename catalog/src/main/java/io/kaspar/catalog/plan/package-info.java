/**
 * Turns what a query wants and what was answered into tasks. It only computes: no cluster, no clock, no logger, no DNS, no session.
 * What somebody should be told is a value in the plan.
 *
 * <p>May import {@code catalog.facts}, {@code catalog.columns}, {@code catalog.predicate}, {@code catalog.options}, {@code
 * reader.log}, {@code reader.task}, {@code writer} for its partitioners, and Spark's types; nothing of Spark's connector.
 */
@NullMarked
package io.kaspar.catalog.plan;

import org.jspecify.annotations.NullMarked;
