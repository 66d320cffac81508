/**
 * Statements that change the cluster: topics and the schemas of their values. Each is checked whole before anything is changed, and undone
 * where a later step fails; see {@code docs/decisions/0027-topics-in-sql.md}.
 *
 * <p>May import {@code catalog.cluster}, {@code catalog.error}, {@code catalog.facts}, {@code catalog.options}, {@code reader.log}, {@code
 * schema.format}, {@code schema.registry}, {@code schema.resolve} and Spark's types and changes of tables.
 */
@NullMarked
package io.kaspar.catalog.admin;

import org.jspecify.annotations.NullMarked;
