/**
 * A record batch: its layout, a view of its header, and its checksum.
 *
 * <p>May import {@code reader.bytes}.
 *
 * <p>A record batch of format v2 (KIP-98; {@code DefaultRecordBatch} in Kafka), numbers big-endian. It lies in a segment
 * file as it travels in requests and responses.
 *
 * <table>
 * <caption>Header, 61 bytes</caption>
 * <tr><th>field</th><th>position</th><th>type</th><th>unit</th><th>notes</th></tr>
 * <tr><td>base offset</td><td>0</td><td>int64</td><td>offset</td><td>of the first record ever in the batch; kept by
 *     compaction; not covered by the CRC</td></tr>
 * <tr><td>length</td><td>8</td><td>int32</td><td>bytes</td><td>after this field; not covered by the CRC</td></tr>
 * <tr><td>leader epoch</td><td>12</td><td>int32</td><td></td><td>set by the broker; -1 unknown; not covered by the
 *     CRC</td></tr>
 * <tr><td>magic</td><td>16</td><td>int8</td><td></td><td>2; at the same place in formats 0 and 1; not covered by the
 *     CRC</td></tr>
 * <tr><td>CRC</td><td>17</td><td>uint32</td><td></td><td>CRC-32C of everything after it</td></tr>
 * <tr><td>attributes</td><td>21</td><td>int16</td><td>bits</td><td>0-2 compression (none, gzip, snappy, lz4, zstd), 3
 *     log-append time, 4 transactional, 5 control, 6 the base timestamp is a delete horizon (KIP-534), others 0</td></tr>
 * <tr><td>last offset delta</td><td>23</td><td>int32</td><td>offsets</td><td>to the last record ever in the batch; kept by
 *     compaction</td></tr>
 * <tr><td>base timestamp</td><td>27</td><td>int64</td><td>ms</td><td>the records' deltas add to it; -1 in an emptied batch;
 *     a delete horizon when bit 6 is set</td></tr>
 * <tr><td>max timestamp</td><td>35</td><td>int64</td><td>ms</td><td>-1 none; with log-append time the timestamp of all
 *     records</td></tr>
 * <tr><td>producer id</td><td>43</td><td>int64</td><td></td><td>-1 none</td></tr>
 * <tr><td>producer epoch</td><td>51</td><td>int16</td><td></td><td>-1 none</td></tr>
 * <tr><td>base sequence</td><td>53</td><td>int32</td><td></td><td>-1 none</td></tr>
 * <tr><td>record count</td><td>57</td><td>int32</td><td>records</td><td>now in the batch; 0 when compaction kept only the
 *     header</td></tr>
 * <tr><td>records</td><td>61</td><td>bytes</td><td></td><td>compressed as a whole, see {@code reader.record}</td></tr>
 * </table>
 */
@NullMarked
package io.kaspar.reader.batch;

import org.jspecify.annotations.NullMarked;
