/**
 * How far a stream got: its offsets, what it keeps in its checkpoint, and how much one micro-batch takes.
 *
 * <p>Formats are those of Spark's own Kafka connector, so that either goes on where the other one stopped:
 *
 * <table>
 * <caption>The folder {@code sources/<number>} of a checkpoint</caption>
 * <tr><th>file</th><th>content</th><th>of</th></tr>
 * <tr><td>{@code 0}</td><td>a zero byte, {@code v1}, a line feed, and the offsets where the stream began, as JSON</td><td>Spark's {@code
 * KafkaSourceInitialOffsetWriter} (SPARK-19517); without a version up to Spark 2.1</td></tr>
 * <tr><td>{@code topics-<number>}</td><td>JSON: the name and id of each topic, see {@link io.kaspar.catalog.stream.TopicLife}; the highest number counts</td><td>Kaspar</td></tr>
 * <tr><td>{@code columns-<number>}</td><td>the columns of the table, in Spark's JSON of types; the highest number counts</td><td>Kaspar</td></tr>
 * </table>
 *
 * <p>Offsets are {@code {"topic":{"0":23,"1":5}}}, with an entry for each topic: the next ones to read. Spark keeps them in the folder {@code offsets}.
 *
 * <p>May import {@code catalog.error}, {@code reader.log}, Jackson, Hadoop's file systems and Spark's types and its offset of a stream.
 */
@NullMarked
package io.kaspar.catalog.stream;

import org.jspecify.annotations.NullMarked;
