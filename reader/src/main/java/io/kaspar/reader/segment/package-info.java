/**
 * Record batches from the segment files of a partition's directory, found by their indexes.
 *
 * <p>May import {@code reader.log}, {@code reader.bytes}, {@code reader.batch} and {@code reader.directory}.
 *
 * <table>
 * <caption>Files of a segment, numbers big-endian</caption>
 * <tr><th>file</th><th>field</th><th>position</th><th>type</th><th>unit</th><th>notes</th><th>source</th></tr>
 * <tr><td>{@code .log}</td><td colspan="4">record batches one after the other</td><td>can end in zeros that are reserved,
 *     or in a half-written batch</td><td>{@code FileRecords}</td></tr>
 * <tr><td>{@code .index}</td><td>relative offset</td><td>0</td><td>int32</td><td>offset - base offset</td><td>last offset
 *     of what was appended; grows; file in use ends in zeros</td><td>{@code OffsetIndex}</td></tr>
 * <tr><td></td><td>position</td><td>4</td><td>int32</td><td>bytes in {@code .log}</td><td>of the batch appended
 *     first</td><td></td></tr>
 * <tr><td>{@code .timeindex}</td><td>timestamp</td><td>0</td><td>int64</td><td>ms</td><td>largest so far; grows; file in
 *     use ends in zeros</td><td>{@code TimeIndex}, KIP-33</td></tr>
 * <tr><td></td><td>relative offset</td><td>8</td><td>int32</td><td>offset - base offset</td><td>of that
 *     timestamp</td><td></td></tr>
 * </table>
 */
@NullMarked
package io.kaspar.reader.segment;

import org.jspecify.annotations.NullMarked;
