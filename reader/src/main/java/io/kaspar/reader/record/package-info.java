/**
 * Records inside a record batch: key, value and headers as slices of one buffer.
 *
 * <p>May import {@code reader.bytes}, {@code reader.batch} and {@code reader.compression}.
 *
 * <p>A record of format v2 (KIP-98, KIP-82; {@code DefaultRecord} in Kafka). Varints are zig-zag, of 32 bits where not said
 * otherwise, low 7 bits first.
 *
 * <table>
 * <caption>Record, fields one after the other</caption>
 * <tr><th>field</th><th>type</th><th>unit</th><th>notes</th></tr>
 * <tr><td>length</td><td>varint</td><td>bytes</td><td>after this field</td></tr>
 * <tr><td>attributes</td><td>int8</td><td></td><td>no bit has a meaning</td></tr>
 * <tr><td>timestamp delta</td><td>varint of 64 bits</td><td>ms</td><td>to the batch's base timestamp; can be negative; no
 *     meaning with log-append time</td></tr>
 * <tr><td>offset delta</td><td>varint</td><td>offsets</td><td>to the batch's base offset; grows, with holes after
 *     compaction</td></tr>
 * <tr><td>key length</td><td>varint</td><td>bytes</td><td>-1 null</td></tr>
 * <tr><td>key</td><td>bytes</td><td></td><td></td></tr>
 * <tr><td>value length</td><td>varint</td><td>bytes</td><td>-1 null, a tombstone in compacted topics</td></tr>
 * <tr><td>value</td><td>bytes</td><td></td><td></td></tr>
 * <tr><td>header count</td><td>varint</td><td>headers</td><td></td></tr>
 * <tr><td>headers</td><td></td><td></td><td>each: key length varint, key UTF-8, value length varint (-1 null),
 *     value</td></tr>
 * </table>
 */
@NullMarked
package io.kaspar.reader.record;

import org.jspecify.annotations.NullMarked;
