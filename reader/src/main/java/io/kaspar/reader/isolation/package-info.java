/**
 * Which record batches a reader of committed records may see.
 *
 * <p>May import {@code reader.log}, {@code reader.bytes}, {@code reader.batch} and {@code reader.record}.
 *
 * <p>A control batch (KIP-98; {@code ControlRecordType}, {@code EndTransactionMarker} in Kafka) holds one record that the
 * broker wrote. Its batch carries the producer id of the transaction.
 *
 * <table>
 * <caption>Key of a control record</caption>
 * <tr><th>field</th><th>position</th><th>type</th><th>notes</th></tr>
 * <tr><td>version</td><td>0</td><td>int16</td><td>0; later versions may append to the key</td></tr>
 * <tr><td>type</td><td>2</td><td>int16</td><td>0 abort, 1 commit, others belong to Raft and are ignored</td></tr>
 * </table>
 *
 * <p>Its value (version int16, coordinator epoch int32) is not needed to read.
 */
@NullMarked
package io.kaspar.reader.isolation;

import org.jspecify.annotations.NullMarked;
