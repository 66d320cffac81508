package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.samples.shop.SampleTopics;
import io.kaspar.samples.shop.ShopSchemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.jspecify.annotations.Nullable;

/** The sample topics of one cluster, through Kaspar and through Kafka's consumer with Avro's own reader. */
final class SamplePaths {
    private static final Map<String, String> SCHEMAS = Map.of(
            "orders", "order-v2.avsc",
            "customers", "customer.avsc",
            "payments", "payment.avsc",
            "page_views", "page_view.avsc",
            "inventory", "inventory_change.avsc");

    /** The schemas of the record types of {@code events}, in the order of their columns. */
    private static final List<String> EVENTS = List.of("order_paid.avsc", "order_placed-v2.avsc", "order_shipped.avsc");

    /** What {@link #consume} has no reader for; an example compares them with {@code orders}. */
    private static final Set<String> SAME_ORDERS = Set.of("orders_proto", "orders_json_schema", "orders_json");

    /** A record's place. */
    private record Place(int partition, long offset) {}

    /** What is compared of a record: its time, its raw value, its headers' keys, and its decoded fields. */
    private record Seen(
            Instant timestamp, @Nullable ByteBuffer value, List<String> headers, List<@Nullable Object> fields) {}

    private final SparkSession spark;
    private final String catalog;
    private final String bootstrapServers;
    private final String schemaRegistry;

    /** @param catalog of the session, over the same cluster */
    SamplePaths(SparkSession spark, String catalog, String bootstrapServers, String schemaRegistry) {
        this.spark = spark;
        this.catalog = catalog;
        this.bootstrapServers = bootstrapServers;
        this.schemaRegistry = schemaRegistry;
    }

    /** The topics that can be compared. */
    static List<String> topics() {
        return SampleTopics.names().stream()
                .filter(name -> !SAME_ORDERS.contains(name))
                .toList();
    }

    /** Reads a topic with this {@code read.locality} and compares every record with the consumer's. */
    Traffic assertSameAsConsumed(String topic, String locality) throws Exception {
        Dataset<Row> result = query(topic, locality);
        assertSame(rows(result), consume(topic));
        return new Traffic(metric(result, "kasparLocalBytes"), metric(result, "kasparNetworkBytes"));
    }

    /** Bytes of record batches, by where they came from. */
    record Traffic(long localBytes, long networkBytes) {}

    private static void assertSame(Map<Place, Seen> read, Map<Place, Seen> consumed) {
        assertThat(read.keySet().equals(consumed.keySet()))
                .as("the same places")
                .isTrue();
        // Record by record: the message about two maps of a hundred thousand records would not end.
        for (Map.Entry<Place, Seen> record : consumed.entrySet()) {
            Seen same = read.get(record.getKey());
            if (!record.getValue().equals(same)) {
                assertThat(same).as(record.getKey().toString()).isEqualTo(record.getValue());
            }
        }
    }

    private Dataset<Row> query(String topic, String locality) {
        return spark.sql("SELECT _partition, _offset, _timestamp, _value, _headers, * FROM " + catalog + "." + topic
                + " WITH (`read.locality` = '" + locality + "')");
    }

    private static Map<Place, Seen> rows(Dataset<Row> result) {
        Map<Place, Seen> rows = new HashMap<>();
        for (Row row : result.collectAsList()) {
            List<@Nullable Object> all = SparkRows.fields(row, 0);
            Object timestamp = row.get(2);
            List<String> headers = row.isNullAt(4)
                    ? List.of()
                    : row.<Row>getList(4).stream()
                            .map(header -> header.getString(0))
                            .toList();
            rows.put(
                    new Place(row.getInt(0), row.getLong(1)),
                    new Seen(
                            timestamp instanceof java.sql.Timestamp legacy ? legacy.toInstant() : (Instant) timestamp,
                            (ByteBuffer) all.get(3),
                            headers,
                            all.subList(5, all.size())));
        }
        return rows;
    }

    private Map<Place, Seen> consume(String topic) throws Exception {
        String resource = SCHEMAS.get(topic);
        Schema readerSchema = resource == null ? null : ShopSchemas.resource(resource);
        PlainRecords plain = readerSchema == null ? null : new PlainRecords(schemaRegistry, readerSchema);
        TypedRecords typed = topic.equals("events") ? new TypedRecords(schemaRegistry, schemas(EVENTS)) : null;
        Map<Place, Seen> seen = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> consumed : records(topic)) {
            List<@Nullable Object> fields = typed != null
                    ? typed.columns(consumed.value())
                    : plain == null
                            ? List.of(new String(consumed.value(), StandardCharsets.UTF_8))
                            : plain.fields(consumed.value());
            List<String> headers = new ArrayList<>();
            consumed.headers().forEach(header -> headers.add(header.key()));
            seen.put(
                    new Place(consumed.partition(), consumed.offset()),
                    new Seen(
                            Instant.ofEpochMilli(consumed.timestamp()),
                            consumed.value() == null ? null : ByteBuffer.wrap(consumed.value()),
                            headers,
                            fields == null ? nulls(readerSchema) : fields));
        }
        return seen;
    }

    private static List<Schema> schemas(List<String> resources) throws IOException {
        List<Schema> schemas = new ArrayList<>();
        for (String resource : resources) {
            schemas.add(ShopSchemas.resource(resource));
        }
        return schemas;
    }

    private static List<@Nullable Object> nulls(@Nullable Schema readerSchema) {
        return Arrays.asList(
                new Object[readerSchema == null ? 1 : readerSchema.getFields().size()]);
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long count = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < count) {
                consumer.poll(Duration.ofSeconds(5)).forEach(all::add);
            }
        }
        return all;
    }

    private static long metric(Dataset<Row> result, String name) {
        SparkPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) result)
                .queryExecution()
                .executedPlan();
        return sum(plan, name);
    }

    private static long sum(SparkPlan plan, String name) {
        long sum = plan.metrics().get(name).map(SQLMetric::value).getOrElse(() -> 0L);
        for (SparkPlan child : scala.jdk.javaapi.CollectionConverters.asJava(plan.children())) {
            sum += sum(child, name);
        }
        return sum;
    }
}
