package io.kaspar.examples.json;

import io.kaspar.examples.run.ExampleArguments;
import io.kaspar.examples.run.ExampleCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * Reads JSON events with types: from where a consumer group stands, and one task for each partition. The group is also told how far
 * the stream got, so that the next run goes on there.
 */
public final class JsonEvents {
    private static final String TOPIC = "json-events";
    private static final int PARTITIONS = 3;

    private JsonEvents() {}

    /**
     * What is read, and how.
     *
     * @param group the consumer group
     * @param otherwise where to start in a partition of which the group has no offset: {@code earliest} or {@code latest}
     */
    public static Map<String, String> options(String bootstrapServers, String topic, String group, String otherwise) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("kafka.bootstrap.servers", bootstrapServers);
        options.put("topic", topic);
        options.put("value.format", "json");
        options.put("value.schema", "content STRING");
        options.put("startingOffsets", "group:" + group);
        options.put("auto.offset.reset", otherwise);
        options.put("split-size", "partition");
        return options;
    }

    /** The events as a stream. */
    public static Dataset<ContentEvent> read(
            SparkSession spark, String bootstrapServers, String topic, String group, String otherwise) {
        return spark.readStream()
                .format("kaspar")
                .options(options(bootstrapServers, topic, group, otherwise))
                .option("progress-group", group)
                .load()
                .as(Encoders.bean(ContentEvent.class));
    }

    /** Sends an event a second and prints what is read. */
    public static void main(String[] args)
            throws IOException, InterruptedException, TimeoutException, StreamingQueryException {
        ExampleArguments arguments = ExampleArguments.parse(List.of(args), ExampleCluster.CLUSTER);
        String topic = arguments.value("topic", TOPIC);
        int events = Integer.parseInt(arguments.value("events", "30"));
        try (ExampleCluster cluster = ExampleCluster.open(arguments);
                SparkSession spark = cluster.startSpark("json-events");
                ContentProducer producer = new ContentProducer(cluster.bootstrapServers(), topic)) {
            ExampleCluster.createTopics(cluster.bootstrapServers(), PARTITIONS, topic);
            StreamingQuery query = read(
                            spark,
                            cluster.bootstrapServers(),
                            topic,
                            arguments.value("group", "json-events-readers"),
                            arguments.value("otherwise", "earliest"))
                    .map((MapFunction<ContentEvent, String>) event -> "read: " + event.getContent(), Encoders.STRING())
                    .writeStream()
                    .format("console")
                    .option("truncate", false)
                    .option(
                            "checkpointLocation",
                            Files.createTempDirectory("json-events").toUri().toString())
                    .start();
            for (int number = 0; number < events && query.isActive(); number++) {
                producer.send(number % PARTITIONS, "event " + number);
                TimeUnit.SECONDS.sleep(1);
            }
            producer.flush();
            query.processAllAvailable();
            query.stop();
        }
    }
}
