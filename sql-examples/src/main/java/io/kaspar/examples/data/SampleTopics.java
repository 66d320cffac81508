package io.kaspar.examples.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the sample topics in a cluster, with their schemas in a registry. Topics that are there are left as they are. */
public final class SampleTopics {
    private static final int MAX_REPLICAS = 2;

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
        return topics(SampleSize.STANDARD).stream().map(SampleTopic::name).toList();
    }

    /**
     * Makes all of them.
     *
     * @param progress gets a line for a person now and then, from any thread
     * @return how many records were written
     */
    public long load(SampleSize size, Consumer<String> progress) throws IOException {
        return load(topics(size), progress);
    }

    /**
     * Makes {@code orders} only, for measurements: all of one version, since Spark's {@code from_avro} takes one schema for
     * all records.
     */
    public long loadOrders(long orderCount, Consumer<String> progress) throws IOException {
        return load(List.of(Orders.ofTheNewVersion(orderCount)), progress);
    }

    private static List<SampleTopic> topics(SampleSize size) {
        return List.of(
                Orders.ofBothVersions(size.orderCount()),
                new Payments(50_000),
                new PageViews(40_000),
                new WebLogs(20_000),
                new Customers(),
                new Numbers("testTopic", 4, 100),
                new Numbers("testTopic2", 3, 25));
    }

    private long load(List<SampleTopic> topics, Consumer<String> progress) throws IOException {
        List<SampleTopic> missing = createMissing(topics);
        List<TopicLoader.Lane> lanes = new ArrayList<>();
        for (SampleTopic topic : topics) {
            // Known topics publish too: the registry may be a new one, and ids follow from the order.
            SampleTopic.RecordsSupplier records = topic.publish(registry);
            if (missing.contains(topic)) {
                lanes.addAll(TopicLoader.Lane.of(topic, records));
            }
        }
        return new TopicLoader(bootstrapServers, progress).run(lanes);
    }

    private List<SampleTopic> createMissing(List<SampleTopic> topics) throws IOException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> there = admin.listTopics().names().get();
            List<SampleTopic> missing = topics.stream()
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

    private static NewTopic newTopic(SampleTopic topic, short replicas) {
        // The records' own times are what they are on every day: retention must not take them away because they lie in
        // the
        // past, nor the broker refuse them because they lie in the future.
        Map<String, String> settings = new HashMap<>(
                Map.of("retention.ms", "-1", "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));
        settings.putAll(topic.settings());
        return new NewTopic(topic.name(), topic.partitionCount(), replicas).configs(settings);
    }
}
