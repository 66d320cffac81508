package io.kaspar.catalog.options;

import io.kaspar.catalog.options.OffsetBound.Former;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.schema.resolve.ResolveOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is set for one topic: how its schemas are found, its hidden columns named, its records read by default. */
public final class TopicOptions {
    private final String topic;
    private final Subscription subscription;
    private final OptionValues values;
    private final Map<String, String> kafkaProperties;
    private final Map<String, String> settings;
    private final ResolveOptions resolve;
    private final String metadataPrefix;

    /**
     * @param subscription the topics that are read together, of which {@code topic} is one
     * @param settings as the user wrote them where there is no catalog: Spark hands them over again with each query
     */
    TopicOptions(
            String topic,
            Subscription subscription,
            OptionValues values,
            Map<String, String> kafkaProperties,
            Map<String, String> settings) {
        this.topic = topic;
        this.subscription = subscription;
        this.values = values;
        this.kafkaProperties = kafkaProperties;
        this.settings = Map.copyOf(settings);
        this.resolve = ResolveOptionsParser.parse(values);
        this.metadataPrefix = metadataPrefix(values);
        ReadOptions.of(values, kafkaProperties);
        BoundOptions.of(values, subscription, topic);
        WriteOptions.of(values);
    }

    public ResolveOptions resolve() {
        return resolve;
    }

    /** What the names of hidden columns start with. */
    public String metadataPrefix() {
        return metadataPrefix;
    }

    /** How records are read by queries that set nothing themselves. */
    public ReadSettings readSettings() {
        return ReadOptions.of(values, kafkaProperties).settings();
    }

    /**
     * How one query reads the topic.
     *
     * @param querySettings what the query sets on top, under the names people write
     * @throws OptionException for an option that is none, cannot be set per query, or has a bad value
     */
    public QueryOptions forQuery(Map<String, String> querySettings) {
        return forQuery(querySettings, Optional.empty());
    }

    /**
     * The same of a former state of the topic.
     *
     * @throws OptionException also for options that say as well which part of it is read
     */
    public QueryOptions forQuery(Map<String, String> querySettings, Optional<Former> former) {
        RawOptions raw = raw(querySettings);
        if (kafkaProperties.isEmpty() && raw.options().containsKey(LocalityOption.LOG_DIRS)) {
            throw new OptionException(
                    "option log.dirs cannot be set for a query without kafka.bootstrap.servers: it names"
                            + " the directories in which topics are looked for");
        }
        OptionValues all = values.with(raw.options());
        BoundOptions bounds = BoundOptions.of(all, subscription, topic);
        return new QueryOptions(
                ReadOptions.of(all, kafkaProperties),
                former.map(state -> bounds.asOf(state, all, topic)).orElse(bounds),
                StreamOptions.of(all));
    }

    /**
     * How one statement writes to the topic.
     *
     * @param querySettings as for {@link #forQuery}
     * @throws OptionException as {@link #forQuery} does, and for options of queries that read
     */
    public WriteOptions forWrite(Map<String, String> querySettings) {
        RawOptions raw = raw(SparkSinkOptions.without(querySettings));
        raw.options().keySet().stream()
                .filter(option -> !(option instanceof WriteOption))
                .findFirst()
                .ifPresent(option -> {
                    throw new OptionException("option " + option.optionName()
                            + " says how a topic is read, and this statement writes: set it where the query reads");
                });
        return WriteOptions.of(values.with(raw.options()));
    }

    /** Whether statements that write may register schemas, as far as that is said before there is a statement. */
    public boolean registersSchemas() {
        return WriteOptions.of(values).registersSchemas();
    }

    private RawOptions raw(Map<String, String> querySettings) {
        Map<String, String> fresh = new HashMap<>(querySettings);
        fresh.entrySet().removeAll(settings.entrySet());
        return RawOptions.parse(fresh, Set.of(OptionScope.QUERY));
    }

    @Override
    public String toString() {
        return "TopicOptions[" + topic + "]";
    }

    private static String metadataPrefix(OptionValues values) {
        String prefix = values.text(ColumnOption.METADATA_PREFIX);
        if (!prefix.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw values.badValue(ColumnOption.METADATA_PREFIX);
        }
        return prefix;
    }
}
