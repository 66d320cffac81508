/**
 * A partition's directory on a broker's disk: which files lie there, what says whose they are, and what the broker keeps beside
 * its segments.
 *
 * <p>May import {@code reader.log}, {@code reader.bytes} and {@code reader.isolation}, and for a message {@code reader.batch}.
 *
 * <p>A log directory holds {@code meta.properties}, {@code cleaner-offset-checkpoint} and one directory
 * {@code <topic>-<partition>} per replica; names that end in {@code -delete}, {@code -future} or {@code -stray} after a
 * replica's name are none. A segment's files are named by its base offset in 20 digits. {@code .cleaned} is being written by
 * compaction, {@code .swap} is about to replace others, {@code .deleted} was put away ({@code LogFileUtils} in Kafka).
 *
 * <table>
 * <caption>The transaction index of a segment, numbers big-endian</caption>
 * <tr><th>file</th><th>field</th><th>position</th><th>type</th><th>unit</th><th>notes</th><th>source</th></tr>
 * <tr><td>{@code .txnindex}</td><td>version</td><td>0</td><td>int16</td><td></td><td>0; a file exists only where a
 *     transaction was aborted; ordered by last offset</td><td>{@code TransactionIndex}, {@code AbortedTxn}, KIP-98</td></tr>
 * <tr><td></td><td>producer id</td><td>2</td><td>int64</td><td></td><td></td><td></td></tr>
 * <tr><td></td><td>first offset</td><td>10</td><td>int64</td><td>offset</td><td>of the transaction's first record, maybe in
 *     an earlier segment</td><td></td></tr>
 * <tr><td></td><td>last offset</td><td>18</td><td>int64</td><td>offset</td><td>of the abort marker, in this
 *     segment</td><td></td></tr>
 * <tr><td></td><td>last stable offset</td><td>26</td><td>int64</td><td>offset</td><td>when it was aborted</td><td></td></tr>
 * </table>
 *
 * <table>
 * <caption>Text files</caption>
 * <tr><th>file</th><th>field</th><th>form</th><th>notes</th><th>source</th></tr>
 * <tr><td>{@code meta.properties}</td><td>{@code version}</td><td>{@code key=value}</td><td>1; or 0</td>
 *     <td>{@code MetaProperties}</td></tr>
 * <tr><td></td><td>{@code cluster.id}</td><td></td><td></td><td></td></tr>
 * <tr><td></td><td>{@code node.id}</td><td></td><td>{@code broker.id} in version 0, which brokers with ZooKeeper wrote</td>
 *     <td></td></tr>
 * <tr><td></td><td>{@code directory.id}</td><td></td><td>a UUID of the log directory</td><td>KIP-858</td></tr>
 * <tr><td>{@code partition.metadata}</td><td>{@code version}</td><td>{@code key: value}</td><td>0</td>
 *     <td>{@code PartitionMetadataFile}, KIP-516</td></tr>
 * <tr><td></td><td>{@code topic_id}</td><td></td><td>the topic's UUID in Kafka's Base64 form</td><td></td></tr>
 * <tr><td>{@code cleaner-offset-checkpoint}</td><td></td><td>lines</td><td>version 0, count of lines, then
 *     {@code topic partition offset}: compaction has been before that offset here</td><td>{@code OffsetCheckpointFile}</td></tr>
 * <tr><td>{@code replication-offset-checkpoint}</td><td></td><td>lines</td><td>the same form: the high watermark</td><td></td></tr>
 * <tr><td>{@code recovery-point-offset-checkpoint}</td><td></td><td>lines</td><td>the same form: flushed before that
 *     offset</td><td></td></tr>
 * </table>
 */
@NullMarked
package io.kaspar.reader.directory;

import org.jspecify.annotations.NullMarked;
