/**
 * JSON payloads with a registered JSON Schema: schema to shape, and decoders compiled per writer's schema and projection.
 *
 * <p>May import {@code schema.json.schema.model}, {@code schema.json}, {@code schema.json.shape}, {@code schema.nesting}, {@code
 * schema.program}, {@code schema.format}, {@code org.apache.spark.sql.types}, slf4j and Jackson.
 *
 * <h2>Types</h2>
 *
 * <p>Every struct field is nullable, since a tombstone has no value anywhere; {@code kaspar.required} in its metadata keeps
 * what the schema says. Elements of arrays and values of maps are nullable as the schema says.
 *
 * <table>
 * <caption>What a JSON Schema is as a column</caption>
 * <tr><th>JSON Schema</th><th>Spark</th><th>notes</th></tr>
 * <tr><td>boolean</td><td>boolean</td><td></td></tr>
 * <tr><td>integer</td><td>bigint</td><td>tinyint, smallint, int by {@code connect.type}; int where {@code minimum} and {@code
 * maximum} allow; decimal where they allow more than a bigint</td></tr>
 * <tr><td>number</td><td>double</td><td>float by {@code connect.type}; decimal by {@code connect.type} bytes and a
 * scale</td></tr>
 * <tr><td>string</td><td>string</td><td>symbols of {@code enum} and {@code const} in the metadata</td></tr>
 * <tr><td>string with format date-time, date</td><td>timestamp, date</td><td>other formats are strings</td></tr>
 * <tr><td>array with format date</td><td>date</td><td>year, month, day</td></tr>
 * <tr><td>string with {@code connect.type} bytes</td><td>binary</td><td>base64</td></tr>
 * <tr><td>{@code title} org.apache.kafka.connect.data.Decimal</td><td>decimal</td><td>a number, or base64 of the unscaled value, as
 * {@code type} says; precision 38 if there is none; scales that no decimal has: JSON text, binary</td></tr>
 * <tr><td>… Date, Timestamp</td><td>date, timestamp</td><td>days, milliseconds since 1970</td></tr>
 * <tr><td>… Time</td><td>int</td><td>milliseconds of the day</td></tr>
 * <tr><td>integer, number with format utc-millisec</td><td>timestamp</td><td></td></tr>
 * <tr><td>object with properties</td><td>struct</td><td>in the order of {@code connect.index}, else of the schema</td></tr>
 * <tr><td>object with additionalProperties or patternProperties alone</td><td>map of string</td><td></td></tr>
 * <tr><td>object with both</td><td>struct</td><td>with a field {@code _additional}, a map of string: strings as they are where all
 * others are strings, else JSON text</td></tr>
 * <tr><td>object with nothing, empty schema, {@code true}</td><td>variant</td><td>JSON text where Spark has no variants</td></tr>
 * <tr><td>array</td><td>array</td><td>without items: of variants or JSON text</td></tr>
 * <tr><td>tuple</td><td>array of string</td><td>JSON text</td></tr>
 * <tr><td>array, object with {@code connect.type} map</td><td>map</td><td>arrays of objects with key and value</td></tr>
 * <tr><td>oneOf, anyOf, list of types: null and T</td><td>T</td><td></td></tr>
 * <tr><td>… of others</td><td>struct, a field per branch</td><td>see below; JSON text where payloads do not tell the branches
 * apart</td></tr>
 * <tr><td>oneOf, anyOf, then, else, dependentSchemas beside properties</td><td>more fields of the struct</td><td>JSON text where
 * branches do not agree about a field</td></tr>
 * <tr><td>allOf</td><td>one type that fits all</td><td>JSON text where none does</td></tr>
 * <tr><td>{@code null} alone, {@code false}, and what holds nothing else</td><td>no column</td><td>logged once</td></tr>
 * <tr><td>schema inside itself, more often than the option allows, or where the type gets too large</td><td>string</td>
 * <td>JSON text</td></tr>
 * </table>
 *
 * <p>A schema without {@code type} is an object when it has keywords of objects, and so on; with keywords of several kinds
 * it is any value.
 *
 * <h2>Branches</h2>
 *
 * <p>Branches of different kinds of JSON values are told apart by the value's kind, integers and other numbers together.
 * Objects are told apart by a required property that is one of a few strings in each of them, else by a required property that
 * no other of them has. A branch's field is called after its definition, else after its title where that is a name, else
 * after the strings that tell it apart, else after its kind of value.
 */
@NullMarked
package io.kaspar.schema.json.schema;

import org.jspecify.annotations.NullMarked;
