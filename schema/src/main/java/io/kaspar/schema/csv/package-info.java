/**
 * Payloads that are one line of comma-separated values. Source: RFC 4180.
 *
 * <table>
 * <caption>What a field becomes; a field without any character is null, one of two quotes an empty text</caption>
 * <tr><th>column</th><th>field</th></tr>
 * <tr><td>string</td><td>its text</td></tr>
 * <tr><td>binary</td><td>the bytes of its text</td></tr>
 * <tr><td>boolean</td><td>{@code true} or {@code false}, in whatever case</td></tr>
 * <tr><td>tinyint, smallint, int, bigint</td><td>a whole number within the type's range</td></tr>
 * <tr><td>float, double</td><td>a number, {@code NaN}, {@code Inf}, {@code Infinity}, with a sign</td></tr>
 * <tr><td>decimal</td><td>a number, rounded half up to the column's scale</td></tr>
 * <tr><td>date, timestamp, timestamp_ntz</td><td>as {@code schema.time} reads ISO 8601</td></tr>
 * </table>
 *
 * <p>May import {@code schema.ddl}, {@code schema.format}, {@code schema.program}, {@code schema.time} and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.csv;

import org.jspecify.annotations.NullMarked;
