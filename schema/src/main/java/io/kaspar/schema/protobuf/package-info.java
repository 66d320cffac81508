/**
 * Protobuf payloads: schema to Spark type, and decoders compiled per writer's message and projection.
 *
 * <p>May import {@code schema.protobuf.model}, {@code schema.protobuf.text}, {@code schema.program}, {@code schema.nesting}, {@code schema.json.text}, {@code
 * schema.format}, {@code org.apache.spark.sql.types}, slf4j and Jackson.
 *
 * <h2>Types</h2>
 *
 * <p>Every struct field is nullable, since a tombstone has no value anywhere.
 *
 * <table>
 * <caption>What a Protobuf type is as a column</caption>
 * <tr><th>Protobuf</th><th>Spark</th><th>notes</th></tr>
 * <tr><td>int32, sint32, sfixed32</td><td>int</td><td></td></tr>
 * <tr><td>uint32, fixed32</td><td>bigint</td><td>no number is negative</td></tr>
 * <tr><td>int64, sint64, sfixed64</td><td>bigint</td><td></td></tr>
 * <tr><td>uint64, fixed64</td><td>decimal(20,0)</td><td></td></tr>
 * <tr><td>float, double, bool, bytes</td><td>float, double, boolean, binary</td><td></td></tr>
 * <tr><td>string</td><td>string</td><td>what is no UTF-8 is malformed in proto3, and taken as it is in proto2</td></tr>
 * <tr><td>enum</td><td>string</td><td>a number without symbol is its digits; symbols in the metadata</td></tr>
 * <tr><td>repeated</td><td>array</td><td>without nulls</td></tr>
 * <tr><td>map</td><td>map</td><td>of equal keys the last one counts</td></tr>
 * <tr><td>message, group</td><td>struct</td><td>a group's column has its name in lower case</td></tr>
 * <tr><td>oneof</td><td>its fields</td><td>all but one are null</td></tr>
 * <tr><td>Timestamp, Duration</td><td>timestamp, interval day to second</td><td>microseconds, cut towards the past</td></tr>
 * <tr><td>DoubleValue … BytesValue</td><td>the type inside</td><td>null when it is not there</td></tr>
 * <tr><td>Struct, Value, ListValue</td><td>string</td><td>JSON text</td></tr>
 * <tr><td>Any</td><td>struct</td><td>type_url, value</td></tr>
 * <tr><td>google.type.Date</td><td>date</td><td>without year, month or day: null</td></tr>
 * <tr><td>google.type.TimeOfDay</td><td>bigint</td><td>microseconds of the day</td></tr>
 * <tr><td>confluent.type.Decimal</td><td>decimal(p, s)</td><td>by the field's {@code confluent.field_meta} parameters precision
 * and scale; without them, or with more than 38 digits: string</td></tr>
 * <tr><td>message without fields</td><td>no column</td><td>logged once</td></tr>
 * <tr><td>message inside itself, more often than the option allows, or where the type gets too large</td><td>string</td>
 * <td>JSON text</td></tr>
 * </table>
 *
 * <p>A field that a payload lacks has its default: the one that the schema gives, else, for fields of proto3 without {@code
 * optional}, the one of its type, else null. Extensions are unknown fields.
 *
 * <h2>Bytes</h2>
 *
 * <p>Source: Protocol Buffers documentation, "Encoding" and "Field Presence". A message is its fields in any order, each a tag
 * (number and wire type) and a value. The last value of a field counts; a message that comes twice is merged; repeated numbers
 * come packed or not; values with another wire type are unknown fields.
 *
 * <table>
 * <caption>Wire types</caption>
 * <tr><th>wire type</th><th>value</th><th>refused</th></tr>
 * <tr><td>0 varint</td><td>7 bits a byte, low bits first</td><td>more than 10 bytes</td></tr>
 * <tr><td>1, 5 fixed</td><td>8, 4 bytes, little-endian</td><td></td></tr>
 * <tr><td>2 length-delimited</td><td>length (varint), then as many bytes</td><td>more than are left, negative</td></tr>
 * <tr><td>3, 4 group</td><td>fields up to the end's tag, which has the same number</td><td>another end, none, more than 500 groups
 * inside each other</td></tr>
 * <tr><td>6, 7</td><td></td><td>always</td></tr>
 * </table>
 */
@NullMarked
package io.kaspar.schema.protobuf;

import org.jspecify.annotations.NullMarked;
