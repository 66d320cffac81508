package io.kaspar.writer.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.ValueSource;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.testing.kafka.TestConsumer;
import io.kaspar.writer.KeyPartitioner;
import io.kaspar.writer.PayloadSpec;
import io.kaspar.writer.RecordFacts;
import io.kaspar.writer.RecordSender;
import io.kaspar.writer.RowPart;
import io.kaspar.writer.WriteSpec;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Attempts of tasks that send rows of text, and what is seen of them. */
final class TaskAttempts {
    private static final int TASKS = 3;

    private TaskAttempts() {}

    /** The rows of a task. */
    static List<String> rows(int epoch, int task) {
        return IntStream.range(0, 5)
                .mapToObj(row -> epoch + "-" + task + "-" + row)
                .toList();
    }

    /** The rows of all tasks of all epochs before this one, sorted. */
    static List<String> allRows(int epochs) {
        return IntStream.range(0, epochs)
                .boxed()
                .flatMap(epoch -> IntStream.range(0, TASKS).boxed().flatMap(task -> rows(epoch, task).stream()))
                .sorted()
                .toList();
    }

    /** The ids of attempts of all tasks of an epoch that left their transactions open. */
    static List<String> prepared(String servers, WriteIdentity write, int epoch, int timeoutMs) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int task = 0; task < TASKS; task++) {
            ids.add(prepared(servers, write, task, timeoutMs, rows(epoch, task)));
        }
        return ids;
    }

    /** An attempt of a task that sends rows and leaves its transaction open. */
    static String prepared(String servers, WriteIdentity write, int task, int timeoutMs, List<String> rows)
            throws Exception {
        String id = write.newAttemptId(task);
        try (RecordSender sender = sent(servers, write, id, timeoutMs, rows)) {
            assertThat(sender.prepare()).isTrue();
        }
        return id;
    }

    /** An attempt that has sent its rows, and goes on. */
    static RecordSender sent(String servers, WriteIdentity write, String id, int timeoutMs, List<String> rows)
            throws Exception {
        RecordSender sender = RecordSender.inTransaction(spec(servers, write.topic()), id, timeoutMs);
        for (String row : rows) {
            sender.write(row(row));
        }
        return sender;
    }

    static WriteSpec spec(String servers, String topic) {
        return new WriteSpec(
                topic,
                new StructType().add("value", DataTypes.BinaryType),
                null,
                new PayloadSpec(
                        PayloadSide.VALUE,
                        new PayloadSchema.Raw(RawFormat.BINARY),
                        new RowPart.Column(0),
                        DataTypes.BinaryType),
                RecordFacts.NONE,
                KeyPartitioner.MURMUR2,
                false,
                false,
                Map.of("bootstrap.servers", servers));
    }

    /** A row of one column of bytes. */
    static ValueSource row(String value) {
        return (ValueSource) Proxy.newProxyInstance(
                TaskAttempts.class.getClassLoader(),
                new Class<?>[] {ValueSource.class},
                (proxy, method, arguments) ->
                        method.getName().equals("bytesAt") ? value.getBytes(StandardCharsets.UTF_8) : false);
    }

    /**
     * What committed readers see of a topic, sorted.
     *
     * @param isAllDecided whether to wait until no transaction holds them back
     */
    static List<String> seen(String servers, String topic, int partitions, boolean isAllDecided) {
        TestConsumer consumer = new TestConsumer(servers);
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .flatMap(partition -> {
                    if (isAllDecided) {
                        consumer.awaitDecided(partition);
                    }
                    return consumer.readAll(partition, IsolationLevel.READ_COMMITTED).stream();
                })
                .map(ConsumerRecord::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }
}
