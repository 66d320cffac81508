/**
 * Avro payloads: schema to Spark type, and decoders compiled per writer schema and projection.
 *
 * <p>May import {@code schema.program}, {@code schema.nesting}, {@code schema.json.text}, {@code schema.format}, {@code schema.line}, Avro, {@code org.apache.spark.sql.types}, slf4j and Jackson.
 *
 * <h2>Types</h2>
 *
 * <p>Every struct field is nullable, since a tombstone has no value anywhere; {@code kaspar.required} in its metadata keeps
 * what the schema says. Elements of arrays and values of maps are nullable as the schema says. See {@link
 * io.kaspar.schema.format.ColumnMetadata} for the other notes.
 *
 * <table>
 * <caption>What an Avro type is as a column</caption>
 * <tr><th>Avro</th><th>Spark</th><th>notes</th></tr>
 * <tr><td>boolean, int, long, float, double</td><td>boolean, int, bigint, float, double</td><td></td></tr>
 * <tr><td>bytes, fixed</td><td>binary</td><td>also duration, big-decimal, and unknown logical types</td></tr>
 * <tr><td>string</td><td>string</td><td>taken as UTF-8 without a look</td></tr>
 * <tr><td>enum</td><td>string</td><td>symbols in the metadata</td></tr>
 * <tr><td>array, map</td><td>array, map of string</td><td></td></tr>
 * <tr><td>record</td><td>struct</td><td>docs are comments</td></tr>
 * <tr><td>null alone, empty record, and what holds nothing else</td><td>no column</td><td>logged once</td></tr>
 * <tr><td>union of null and T, or of T alone</td><td>T</td><td></td></tr>
 * <tr><td>union of int and long; of float and double</td><td>bigint; double</td><td>without logical types</td></tr>
 * <tr><td>other union, also as a whole payload</td><td>struct, a field per branch</td><td>named by type ({@code int},
 * {@code array}, a named type's name, its full name when two share the name) or {@code member0}, {@code member1}, …</td></tr>
 * <tr><td>decimal</td><td>decimal</td><td>more than 38 digits: string, or an error by option; more than
 * 10,000: binary</td></tr>
 * <tr><td>date</td><td>date</td><td></td></tr>
 * <tr><td>time-millis, time-micros</td><td>int, bigint</td><td>Spark 4.2 keeps its TIME type switched off</td></tr>
 * <tr><td>timestamp-millis, timestamp-micros</td><td>timestamp</td><td></td></tr>
 * <tr><td>local-timestamp-millis, local-timestamp-micros</td><td>timestamp_ntz</td><td></td></tr>
 * <tr><td>timestamp-nanos, local-timestamp-nanos</td><td>bigint</td><td>nanoseconds</td></tr>
 * <tr><td>uuid on string or fixed(16)</td><td>string</td><td></td></tr>
 * <tr><td>record inside itself, more often than the option allows, or where the type gets too large</td><td>string</td>
 * <td>JSON text</td></tr>
 * </table>
 *
 * <h2>Bytes</h2>
 *
 * <p>Source: Apache Avro 1.12 specification, "Binary Encoding". A payload is one value; nothing in it tells its type.
 *
 * <table>
 * <caption>How values are written</caption>
 * <tr><th>type</th><th>bytes</th><th>refused</th></tr>
 * <tr><td>null</td><td>none</td><td></td></tr>
 * <tr><td>boolean</td><td>1: 0 or 1</td><td>other values</td></tr>
 * <tr><td>int, long</td><td>zig-zag, then 7 bits a byte, low bits first, the high bit says that more follow</td>
 * <td>more than 5, 10 bytes</td></tr>
 * <tr><td>float, double</td><td>4, 8: IEEE 754, little-endian</td><td></td></tr>
 * <tr><td>bytes, string</td><td>length (long), then as many bytes</td><td>negative, or more than are left</td></tr>
 * <tr><td>fixed</td><td>as many as the schema says</td><td></td></tr>
 * <tr><td>enum</td><td>index of the symbol (int)</td><td>no such symbol</td></tr>
 * <tr><td>union</td><td>index of the branch (int), then its value</td><td>no such branch</td></tr>
 * <tr><td>record</td><td>its fields in the schema's order</td><td></td></tr>
 * <tr><td>array, map</td><td>blocks, until one is empty</td><td></td></tr>
 * <tr><td>block</td><td>count (long), then as many elements, or keys (string) with values; when the count is negative, its
 * size in bytes (long) stands between</td><td>more elements than the bytes left can hold, another size than the elements
 * take, more than 65,536 elements without bytes in one payload</td></tr>
 * <tr><td>decimal</td><td>of bytes or fixed: unscaled value, two's complement, big-endian; no bytes are
 * zero</td><td>too many digits</td></tr>
 * <tr><td>whole payload of bytes</td><td>the bytes alone, or as above by option</td><td>by option: what follows</td></tr>
 * </table>
 *
 * <p>Where only the payload says how deep values nest, 500 levels are read. Bytes after the value are ignored.
 */
@NullMarked
package io.kaspar.schema.avro;

import org.jspecify.annotations.NullMarked;
