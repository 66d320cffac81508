/**
 * How JSON values become values of Spark types: what any kind of schema for JSON comes down to, and what the decoder of JSON
 * payloads is compiled from.
 *
 * <p>May import {@code schema.format}, {@code schema.variant} and {@code org.apache.spark.sql.types}. Knows no schema language and no bytes.
 *
 * <table>
 * <caption>Shapes</caption>
 * <tr><th>shape</th><th>JSON</th><th>column</th></tr>
 * <tr><td>{@code ObjectShape}</td><td>object</td><td>struct: members by name, others are passed over or kept in a map</td></tr>
 * <tr><td>{@code MapShape}</td><td>object</td><td>map from string</td></tr>
 * <tr><td>{@code EntriesShape}</td><td>array of objects with a key and a value</td><td>map</td></tr>
 * <tr><td>{@code ArrayShape}</td><td>array</td><td>array</td></tr>
 * <tr><td>{@code ScalarShape}</td><td>by its {@code ScalarEncoding}</td><td>its own type</td></tr>
 * <tr><td>{@code OneOfShape}</td><td>one of several, told apart by marks</td><td>struct with a field for each</td></tr>
 * <tr><td>{@code TextShape}</td><td>anything</td><td>string with the JSON text</td></tr>
 * <tr><td>{@code VariantShape}</td><td>anything</td><td>variant</td></tr>
 * </table>
 */
@NullMarked
package io.kaspar.schema.json.shape;

import org.jspecify.annotations.NullMarked;
