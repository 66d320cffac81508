package io.kaspar.catalog.options;

import io.kaspar.schema.registry.RegistryOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything set for a catalog, checked when it is made. Never printed: it holds credentials. */
public final class CatalogOptions {
    /** No topic is called so; what is set for the catalog applies to it. */
    private static final String ANY_TOPIC = "";

    private final RawOptions raw;
    private final OptionValues values;
    private final ClusterOptions cluster;
    private final Optional<RegistryOptions> registry;
    private final Map<String, String> sourceSettings;

    private CatalogOptions(Map<String, String> settings, Set<OptionScope> scopes, Map<String, String> sourceSettings) {
        this.raw = RawOptions.parse(settings, scopes);
        this.values = OptionValues.of(raw.options());
        this.cluster = ClusterOptionsParser.parse(raw, values);
        this.registry = RegistryOptionsParser.parse(raw);
        this.sourceSettings = sourceSettings;
        values.flag(ClusterOption.SHOW_INTERNAL_TOPICS);
        raw.topics().keySet().forEach(this::topic);
    }

    /**
     * The options of a catalog, as they are written after {@code spark.sql.catalog.<catalog>.}.
     *
     * @throws OptionException for a misspelt or misplaced option, or a bad value; near names are listed
     */
    public static CatalogOptions ofCatalog(Map<String, String> settings) {
        CatalogOptions options = new CatalogOptions(settings, EnumSet.of(OptionScope.CATALOG), Map.of());
        options.topic(ANY_TOPIC);
        return options;
    }

    /** The options of {@code format("kaspar")}: all there are, for one topic. */
    public static CatalogOptions ofSource(Map<String, String> settings) {
        CatalogOptions options = new CatalogOptions(
                SessionCatalogSettings.options(settings), EnumSet.allOf(OptionScope.class), settings);
        options.topic(options.sourceTopic());
        return options;
    }

    public ClusterOptions cluster() {
        return cluster;
    }

    /** Where a cluster's directories were copied to; only without a cluster. */
    public List<String> copiedLogDirs() {
        return LogDirsText.paths(values);
    }

    /** Empty when no registry is configured. */
    public Optional<RegistryOptions> registry() {
        return registry;
    }

    public boolean showInternalTopics() {
        return values.flag(ClusterOption.SHOW_INTERNAL_TOPICS);
    }

    /** What is set for a topic, with the catalog's own settings where it has none. */
    public TopicOptions topic(String topic) {
        OptionValues ofTopic = values.with(raw.topics().getOrDefault(topic, Map.of()));
        return new TopicOptions(topic, ofTopic, cluster.kafkaProperties(), sourceSettings);
    }

    /** The topic that {@code format("kaspar")} shall read. */
    public String sourceTopic() {
        return values.find(SourceOption.TOPIC)
                .or(() -> values.find(SourceOption.SUBSCRIBE))
                .or(() -> values.find(SourceOption.PATH))
                .orElseThrow(() ->
                        new OptionException("no topic is named; say load(\"topic\"), or set the option topic, as in"
                                + " CREATE TABLE t USING kaspar OPTIONS (topic '…')"));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "CatalogOptions[%s]", cluster.place());
    }
}
