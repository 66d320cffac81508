package io.kaspar.samples.shop;

import io.kaspar.samples.SampleTopic;
import io.kaspar.samples.SchemaPublisher;
import io.kaspar.samples.TopicLoader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the sample topics in a cluster, with their schemas in a registry. Topics that are there are left as they are. */
public final class SampleTopics {
    private static final int MAX_REPLICAS = 2;
    private static final long LARGE_TOPIC = 100_000;
    private static final int LANES_OF_LARGE = 2;

    private final String bootstrapServers;
    private final SchemaPublisher registry;

    /**
     * @param schemaRegistryUrl of a registry, or of a folder of schema files ({@code file:…})
     */
    public SampleTopics(String bootstrapServers, String schemaRegistryUrl) {
        this.bootstrapServers = bootstrapServers;
        this.registry = SchemaPublisher.to(schemaRegistryUrl);
    }

    /** All of them, in the order they are made. */
    public static List<String> names() {
        return topics(SampleSize.STANDARD).stream().map(ShopTopic::name).toList();
    }

    /** All tables that they are, in the order of the alphabet: topics of several record types are one for each type, too. */
    public static List<String> tables() {
        return Stream.concat(names().stream(), OrderEvents.tables().stream())
                .sorted()
                .toList();
    }

    /**
     * What a catalog has to be told of them, since no schema says it: options by name. Without it {@code orders_json} is text.
     */
    public static Map<String, String> catalogOptions() {
        return ShopOrdersJson.catalogOptions();
    }

    /**
     * Makes all of them; in a folder of schema files those without a schema of another kind than Avro.
     *
     * @param progress gets a line for a person now and then, from any thread
     * @return how many records were written
     */
    public long load(SampleSize size, Consumer<String> progress) throws IOException {
        return load(
                topics(size).stream()
                        .filter(topic -> registry.takes(topic.schemaType()))
                        .toList(),
                progress);
    }

    /**
     * Makes {@code orders} only, for measurements: all of one version, since Spark's {@code from_avro} takes one schema for
     * all records.
     */
    public long loadOrders(long orderCount, Consumer<String> progress) throws IOException {
        return load(List.of(ShopOrders.ofTheNewVersion(orderCount)), progress);
    }

    private static List<ShopTopic> topics(SampleSize size) {
        return List.of(
                ShopOrders.ofBothVersions(size.orderCount()),
                new Payments(50_000),
                new PageViews(40_000),
                new WebLogs(20_000),
                new ShopCustomers(),
                new OrderEvents(30_000),
                new Numbers("testTopic", 4, 100),
                new Numbers("testTopic2", 3, 25),
                new ShopOrdersProtobuf(ShopOrders.ofBothVersions(size.orderCount())),
                new ShopOrdersJsonSchema(ShopOrders.ofBothVersions(size.orderCount())),
                new ShopOrdersJson(ShopOrders.ofBothVersions(size.orderCount())),
                new InventoryChanges());
    }

    private long load(List<ShopTopic> topics, Consumer<String> progress) throws IOException {
        List<ShopTopic> missing = createMissing(topics);
        List<TopicLoader.Lane> lanes = new ArrayList<>();
        for (ShopTopic topic : topics) {
            // Known topics publish too: the registry may be a new one, and ids follow from the order.
            SampleTopic.RecordsSupplier records = topic.publish(registry);
            if (missing.contains(topic)) {
                lanes.addAll(
                        TopicLoader.Lane.of(topic, records, topic.recordCount() >= LARGE_TOPIC ? LANES_OF_LARGE : 1));
            }
        }
        int threadCount = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new TopicLoader(bootstrapServers, threadCount, progress).run(lanes);
    }

    private List<ShopTopic> createMissing(List<ShopTopic> topics) throws IOException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> there = admin.listTopics().names().get();
            List<ShopTopic> missing = topics.stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .toList();
            int brokerCount = admin.describeCluster().nodes().get().size();
            short replicas = (short) Math.min(MAX_REPLICAS, brokerCount);
            admin.createTopics(missing.stream()
                            .map(topic -> newTopic(topic, replicas))
                            .toList())
                    .all()
                    .get();
            return missing;
        } catch (ExecutionException e) {
            throw new IOException("the topics could not be made at " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while topics were made");
        }
    }

    private static NewTopic newTopic(ShopTopic topic, short replicas) {
        // The records' own times are what they are on every day: retention must not take them away because they lie in
        // the past, nor the broker refuse them because they lie in the future.
        Map<String, String> settings = new HashMap<>(
                Map.of("retention.ms", "-1", "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));
        settings.putAll(topic.settings());
        return new NewTopic(topic.name(), topic.partitionCount(), replicas).configs(settings);
    }
}
