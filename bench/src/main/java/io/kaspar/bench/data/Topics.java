package io.kaspar.bench.data;

import io.kaspar.samples.SampleTopic;
import io.kaspar.samples.SchemaPublisher;
import io.kaspar.samples.TopicLoader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Makes topics and removes them. */
public final class Topics implements AutoCloseable {
    // The records' times lie in the past or the future, whatever the day: neither retention nor the broker's checks may
    // mind, and segments roll by size only.
    private static final Map<String, String> SETTINGS = Map.of(
            "retention.ms",
            "-1",
            "message.timestamp.after.max.ms",
            Long.toString(Long.MAX_VALUE),
            "segment.ms",
            Long.toString(Long.MAX_VALUE),
            "file.delete.delay.ms",
            "1000");

    private static final int LONG_TIMEOUT_MS = 600_000;
    private static final int POLL_INTERVAL_MS = 100;
    private static final int MAX_LANES = 2 * Runtime.getRuntime().availableProcessors();

    private final Admin admin;
    private final String bootstrapServers;
    private final SchemaPublisher registry;
    private final Consumer<String> progress;

    /** @param progress gets a line for a person now and then */
    public Topics(String bootstrapServers, String registryUrl, Consumer<String> progress) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.bootstrapServers = bootstrapServers;
        registry = SchemaPublisher.to(registryUrl);
        this.progress = progress;
    }

    /** Makes the topic, unless it is there with all its records. */
    public void ensure(TopicSpec spec) throws IOException {
        try {
            if (isThere(spec)) {
                return;
            }
            long start = System.nanoTime();
            delete(List.of(spec));
            create(spec);
            load(new WrittenTopic(spec));
            progress.accept(String.format(
                    "wrote %,d records to %s in %.1f s",
                    spec.recordCount(), spec.topic(), (System.nanoTime() - start) / 1e9));
        } catch (ExecutionException e) {
            throw new IOException("the topic " + spec.topic() + " could not be made", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Removes topics; ones that are not there do not matter. */
    public void delete(Collection<TopicSpec> specs) throws IOException {
        List<String> names = specs.stream().map(TopicSpec::topic).toList();
        try {
            Set<String> there = names();
            there.retainAll(names);
            admin.deleteTopics(there).all().get();
            while (!Collections.disjoint(names(), there)) {
                Thread.sleep(POLL_INTERVAL_MS);
            }
        } catch (ExecutionException e) {
            throw new IOException("the topics " + names + " could not be removed", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private void load(SampleTopic topic) throws IOException {
        int laneCount = Math.min(topic.partitionCount(), MAX_LANES);
        new TopicLoader(bootstrapServers, laneCount, line -> {})
                .run(TopicLoader.Lane.of(topic, topic.publish(registry), laneCount));
    }

    private void create(TopicSpec spec) throws ExecutionException, InterruptedException {
        NewTopic topic = new NewTopic(spec.topic(), spec.partitionCount(), (short) 1).configs(SETTINGS);
        admin.createTopics(List.of(topic)).all().get();
        awaitLeaders(spec);
    }

    /** Returns when every partition answers: a topic that was just made is not known everywhere at once. */
    private void awaitLeaders(TopicSpec spec) throws ExecutionException, InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_TIMEOUT_MS);
        while (true) {
            try {
                offsets(spec);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadlineNanos) {
                    throw e;
                }
                Thread.sleep(POLL_INTERVAL_MS);
            }
        }
    }

    private boolean isThere(TopicSpec spec) throws ExecutionException, InterruptedException {
        if (!names().contains(spec.topic())) {
            return false;
        }
        long count = offsets(spec).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
        return count == spec.recordCount();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(TopicSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = IntStream.range(0, spec.partitionCount())
                .mapToObj(partition -> new TopicPartition(spec.topic(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(wanted, new ListOffsetsOptions().timeoutMs(LONG_TIMEOUT_MS))
                .all()
                .get();
    }

    private Set<String> names() throws ExecutionException, InterruptedException {
        return new HashSet<>(admin.listTopics().names().get());
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while topics were made");
    }
}
