package io.kaspar.catalog.admin;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.error.DryRunException;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicDefinition;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.reader.log.Isolation;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.RecordNaming;
import io.kaspar.schema.resolve.SchemaGrowth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, changes and deletes topics, and registers the schemas of new ones. Thread-safe. */
public final class TopicAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final String VALUES = "-value";
    private static final String CLEANUP_POLICY = "cleanup.policy";
    private static final int POLL_MS = 50;

    private final Cluster cluster;
    private final Optional<RegistryOptions> registry;
    private final boolean isDryRun;

    /** @param isDryRun whether each statement ends with a {@link DryRunException} where it would begin to change something */
    public TopicAdmin(Cluster cluster, Optional<RegistryOptions> registry, boolean isDryRun) {
        this.cluster = cluster;
        this.registry = registry;
        this.isDryRun = isDryRun;
    }

    private void beginTo(Supplier<String> change) {
        if (isDryRun) {
            throw new DryRunException(change.get());
        }
    }

    /**
     * Makes a topic, and registers the schema of its values. Returns when the topic can be found.
     *
     * @throws TopicDefinitionException when there can be no such topic; none was made
     */
    public void create(String topic, StructType columns, Map<String, String> settings) {
        TableProperties properties = new TableProperties(settings);
        TopicDefinition definition = properties.topic(topic);
        Optional<SchemaText> schema =
                ValueDefinition.of(topic, columns, properties.valueFormat(), registry.isPresent());
        cluster.tryCreate(definition);
        if (schema.isEmpty()) {
            beginTo(() -> definition.describe() + " would be created, with text as its values");
            await(topic, cluster.create(definition));
            return;
        }
        try (SchemaRegistry leased = SharedSchemaRegistries.ofThisJvm().lease(registry.orElseThrow())) {
            create(definition, schema.get(), leased);
        } catch (SchemaRegistryException e) {
            throw new TopicDefinitionException("topic " + topic + " was not created: " + e.getMessage(), e);
        }
    }

    private void create(TopicDefinition definition, SchemaText schema, SchemaRegistry leased)
            throws SchemaRegistryException {
        String subject = definition.topic() + VALUES;
        Optional<String> verdict = leased.incompatibility(subject, schema);
        if (verdict.isPresent()) {
            throw new TopicDefinitionException("topic " + definition.topic() + " was not created: the registry at "
                    + leased.location() + " has subject " + subject
                    + ", and the columns are not compatible with it: " + verdict.get());
        }
        beginTo(() -> definition.describe() + " would be created, and this schema registered for subject " + subject
                + ": " + schema.text());
        String topicId = cluster.create(definition);
        boolean isRegistered = false;
        try {
            int schemaId = leased.register(subject, schema);
            isRegistered = true;
            LOG.info("Created the topic {} with schema {} of subject {}", definition.topic(), schemaId, subject);
        } finally {
            if (!isRegistered) {
                delete(definition.topic(), topicId);
            }
        }
        await(definition.topic(), topicId);
    }

    /** Deletes a topic with all its records. Returns when brokers know it no more. */
    public void delete(TopicLayout layout) {
        beginTo(() -> "the topic " + layout.topic() + " with the id " + layout.topicId()
                + " would be deleted, with all records of its " + layout.partitionCount() + " partitions");
        delete(layout.topic(), layout.topicId());
    }

    private void delete(String topic, String topicId) {
        cluster.delete(topic, topicId);
        LOG.info("Deleted the topic {} with the id {}", topic, topicId);
        awaitThat(topic, found -> found.isEmpty() || !found.get().topicId().equals(topicId), "to be gone");
    }

    /**
     * Deletes records from the beginnings of partitions on.
     *
     * @param ends by partition: the first offset that stays; larger than the log's end for all that there is by now
     * @throws TopicDefinitionException when brokers delete no records of such a topic, or it is another one by now
     */
    public void deleteRecords(TopicLayout layout, Map<Integer, Long> ends) {
        String topic = layout.topic();
        cluster.forget(topic);
        Optional<TopicLayout> now = cluster.firstLayout(List.of(topic));
        if (now.isEmpty() || !now.get().topicId().equals(layout.topicId())) {
            throw new TopicDefinitionException(
                    "the topic " + topic + " was deleted or made again meanwhile; no records were deleted");
        }
        if (cluster.topicConfig(topic).getOrDefault(CLEANUP_POLICY, "").equals("compact")) {
            throw new TopicDefinitionException(
                    "brokers delete no records of topic " + topic
                            + " by their offsets, since it is only compacted (cleanup.policy=compact): DELETE … WHERE _key = … writes a"
                            + " tombstone for a key; ALTER TABLE … SET TBLPROPERTIES ('cleanup.policy' = 'compact,delete') allows both");
        }
        Map<Integer, Long> there = new HashMap<>();
        if (!ends.isEmpty()) {
            cluster.snapshot(layout, ends.keySet(), Isolation.READ_UNCOMMITTED)
                    .ranges()
                    .forEach((partition, range) -> {
                        long end = Math.min(ends.getOrDefault(partition, 0L), range.endOffset());
                        if (end > range.startOffset()) {
                            there.put(partition, end);
                        }
                    });
        }
        beginTo(() -> "the records of topic " + topic + " before these offsets would be deleted, by partition: "
                + new TreeMap<>(there));
        if (!there.isEmpty()) {
            cluster.deleteRecords(topic, there);
        }
        LOG.info("Deleted the records of the topic {} before these offsets, by partition: {}", topic, there);
        cluster.forget(topic);
    }

    /**
     * Changes Kafka's own settings of a topic, how many partitions it has, or the schema of its values.
     *
     * @param values what its values are; asked for only where columns are added
     * @throws TopicDefinitionException when that cannot be changed; nothing was
     */
    public void alter(TopicLayout layout, List<TableChange> changes, Supplier<PayloadSchema> values) {
        Map<String, Optional<String>> configs = new HashMap<>();
        OptionalInt partitions = OptionalInt.empty();
        StructType columns = new StructType();
        for (TableChange change : changes) {
            if (change instanceof TableChange.SetProperty set && set.property().equals(TableProperties.PARTITIONS)) {
                partitions = TableProperties.count(TableProperties.PARTITIONS, set.value());
            } else if (change instanceof TableChange.SetProperty set) {
                TableProperties.requireHome(set.property());
                configs.put(set.property(), Optional.of(set.value()));
            } else if (change instanceof TableChange.RemoveProperty removed) {
                configs.put(removed.property(), Optional.empty());
            } else if (change instanceof TableChange.AddColumn added) {
                columns = columns.add(AddedColumn.of(layout.topic(), added));
            } else {
                throw new TopicDefinitionException("of the topic " + layout.topic()
                        + " only settings can be changed, with ALTER TABLE … SET or UNSET TBLPROPERTIES, and columns added; for other"
                        + " changes of its columns register a new version of the schema");
            }
        }
        if (partitions.isPresent() && partitions.getAsInt() <= layout.partitionCount()) {
            throw new TopicDefinitionException("the topic " + layout.topic() + " has " + layout.partitionCount()
                    + " partitions, and Kafka only adds some");
        }
        change(layout.topic(), configs, partitions, true);
        if (!columns.isEmpty()) {
            addColumns(layout.topic(), columns, values.get());
        }
        OptionalInt more = partitions;
        beginTo(() -> "the topic " + layout.topic() + " would get "
                + (more.isPresent()
                        ? more.getAsInt() + " partitions instead of " + layout.partitionCount()
                                + ", so that keys lie in other ones from then on, and the settings "
                        : "the settings ")
                + new TreeMap<>(configs));
        partitions.ifPresent(count -> LOG.warn(
                "The topic {} gets {} partitions instead of {}: from now on keys lie in other ones, and the records of a key in two",
                layout.topic(),
                count,
                layout.partitionCount()));
        change(layout.topic(), configs, partitions, false);
        partitions.ifPresent(count -> awaitThat(
                layout.topic(),
                found -> found.isPresent() && found.get().partitionCount() >= count,
                "to have its new partitions"));
        cluster.forget(layout.topic());
    }

    private void addColumns(String topic, StructType columns, PayloadSchema values) {
        String problem = "columns cannot be added to topic " + topic + ": ";
        if (!(values instanceof PayloadSchema.Registered known) || registry.isEmpty()) {
            throw new TopicDefinitionException(
                    problem + "its columns are not those of one schema of a registry, so that nothing would keep them");
        }
        try (SchemaRegistry leased = SharedSchemaRegistries.ofThisJvm().lease(registry.get())) {
            SchemaGrowth growth = SchemaGrowth.of(leased, PayloadFormats.all(), known);
            SchemaGrowth.Version version =
                    growth.plan(known.readerSchema().kind(), RecordNaming.ofTopic(topic), columns);
            beginTo(() -> "this schema would be registered for subject " + known.subject() + ": "
                    + version.schema().readerSchema().text());
            LOG.info(
                    "The values of topic {} have schema {} of subject {}",
                    topic,
                    growth.register(version).schemaId(),
                    known.subject());
        } catch (SchemaException | SchemaRegistryException e) {
            throw new TopicDefinitionException(problem + e.getMessage(), e);
        }
    }

    private void change(String topic, Map<String, Optional<String>> configs, OptionalInt partitions, boolean isTried) {
        if (!configs.isEmpty()) {
            cluster.configure(topic, configs, isTried);
        }
        partitions.ifPresent(count -> cluster.addPartitions(topic, count, isTried));
    }

    private void await(String topic, String topicId) {
        awaitThat(topic, found -> found.isPresent() && found.get().topicId().equals(topicId), "to be found");
        cluster.firstLayout(List.of(topic)).ifPresent(this::awaitLeaders);
    }

    /** A broker that is to lead a partition may learn it later than others tell it, and a producer that comes in between may retry for minutes. */
    private void awaitLeaders(TopicLayout layout) {
        var unused = cluster.logStarts(layout, layout.partitionNumbers());
    }

    private void awaitThat(String topic, Predicate<Optional<TopicLayout>> isSo, String what) {
        long endNanos = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(cluster.options().requestTimeoutMs());
        while (true) {
            cluster.forget(topic);
            if (isSo.test(cluster.firstLayout(List.of(topic)))) {
                return;
            }
            if (System.nanoTime() - endNanos > 0) {
                throw new ClusterException("the topic " + topic + " took longer than request-timeout, "
                        + cluster.options().requestTimeoutMs() + " ms, " + what
                        + "; the statement itself was accepted");
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException("interrupted while waiting for the topic " + topic + " " + what, e);
            }
        }
    }
}
