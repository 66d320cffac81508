package io.kaspar.examples.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.examples.SampleSessions;
import io.kaspar.examples.run.ExampleCluster;
import io.kaspar.shell.SampleSession;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example of JSON events, with a plain producer and a consumer group. */
@ExtendWith(SampleSessions.class)
final class JsonEventsIT {
    private static final String TOPIC = "example-json-events";
    private static final String LARGE_TOPIC = "example-json-large";
    private static final String GROUP = "example-json-readers";
    private static final int PARTITIONS = 3;
    private static final int LARGE_RECORDS = 12_000;

    private final SampleSession samples;
    private final Admin admin;

    @TempDir
    Path folder;

    JsonEventsIT(SampleSession samples) {
        this.samples = samples;
        this.admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()));
    }

    /** Other tests list the topics of the session. */
    @AfterEach
    void close() throws Exception {
        Set<String> made = new HashSet<>(admin.listTopics().names().get());
        made.retainAll(Set.of(TOPIC, LARGE_TOPIC));
        admin.deleteTopics(made).all().get();
        admin.close();
    }

    @Test
    void goesOnWhereTheGroupStandsAndBeginsElsewhereAsTold() throws Exception {
        ContentProducer producer = create(TOPIC);
        send(producer, 0, 10);
        // Partition 0 is read up to its second record, 1 to its end; of 2 the group has no offset.
        admin.alterConsumerGroupOffsets(GROUP, Map.of(at(0), new OffsetAndMetadata(2), at(1), new OffsetAndMetadata(3)))
                .all()
                .get();

        assertThat(read(GROUP, "earliest", "first")).containsExactlyInAnyOrder("0/6", "0/9", "2/2", "2/5", "2/8");
        send(producer, 10, 14);
        assertThat(read(GROUP, "latest", "second"))
                .as("the stream has told the group how far it got")
                .containsExactlyInAnyOrder("0/12", "1/10", "1/13", "2/11");
        assertThat(read("example-json-others", "latest", "third")).isEmpty();
        producer.close();
    }

    @Test
    void readsEachPartitionInOneTask() throws Exception {
        ContentProducer producer = create(LARGE_TOPIC);
        String content = "x".repeat(1000);
        for (int number = 0; number < LARGE_RECORDS; number++) {
            producer.send(0, content);
        }
        producer.send(1, "a");
        producer.send(2, "b");
        producer.flush();

        assertThat(samples.spark()
                        .read()
                        .format("kaspar")
                        .options(JsonEvents.options(
                                samples.bootstrapServers(), LARGE_TOPIC, "example-json-none", "earliest"))
                        .load()
                        .javaRDD()
                        .getNumPartitions())
                .isEqualTo(PARTITIONS);
        producer.close();
    }

    private ContentProducer create(String topic) throws InterruptedException {
        ExampleCluster.createTopics(samples.bootstrapServers(), PARTITIONS, topic);
        return new ContentProducer(samples.bootstrapServers(), topic);
    }

    private static void send(ContentProducer producer, int from, int to) {
        IntStream.range(from, to)
                .forEach(number -> producer.send(number % PARTITIONS, number % PARTITIONS + "/" + number));
        producer.flush();
    }

    private static TopicPartition at(int partition) {
        return new TopicPartition(TOPIC, partition);
    }

    /** What a stream without a checkpoint reads to the end of the topic. */
    private List<String> read(String group, String otherwise, String checkpoint) throws Exception {
        Queue<String> contents = new ConcurrentLinkedQueue<>();
        JsonEvents.read(samples.spark(), samples.bootstrapServers(), TOPIC, group, otherwise)
                .writeStream()
                .option("checkpointLocation", folder.resolve(checkpoint).toUri().toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((VoidFunction2<Dataset<ContentEvent>, Long>) (events, batchId) -> events.collectAsList()
                        .forEach(event -> Stream.ofNullable(event.getContent()).forEach(contents::add)))
                .start()
                .awaitTermination();
        return List.copyOf(contents);
    }
}
