package io.kaspar.catalog.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.schema.registry.RegistryOptions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Everything set for a catalog, checked when it is made. Never printed: it holds credentials. */
public final class CatalogOptions {
    /** No topic is called so; what is set for the catalog applies to it. */
    private static final String ANY_TOPIC = "";

    /** How Spark hands over {@code load("a", "b")}. */
    private static final String SEVERAL_PATHS = "paths";

    private final RawOptions raw;
    private final OptionValues values;
    private final ClusterOptions cluster;
    private final Optional<RegistryOptions> registry;
    private final Map<String, String> sourceSettings;
    private final DdlOptions ddl;

    private CatalogOptions(Map<String, String> settings, Set<OptionScope> scopes, Map<String, String> sourceSettings) {
        this.raw = RawOptions.parse(settings, scopes);
        this.values = OptionValues.of(raw.options());
        this.cluster = ClusterOptionsParser.parse(raw, values);
        this.registry = RegistryOptionsParser.parse(raw);
        this.sourceSettings = sourceSettings;
        values.flag(ClusterOption.SHOW_INTERNAL_TOPICS);
        this.ddl = DdlOptions.of(values);
        raw.topics().keySet().forEach(this::topic);
    }

    /**
     * The options of a catalog, as they are written after {@code spark.sql.catalog.<catalog>.}.
     *
     * @throws OptionException for a misspelt or misplaced option, or a bad value; near names are listed
     */
    public static CatalogOptions ofCatalog(Map<String, String> settings) {
        CatalogOptions options = new CatalogOptions(settings, EnumSet.of(OptionScope.CATALOG), Map.of());
        options.anyTopic();
        return options;
    }

    /** The options of {@code format("kaspar")}, or of a table of the session's catalog: all there are, for its topics. */
    public static CatalogOptions ofSource(Map<String, String> settings) {
        Map<String, String> given = given(settings);
        given.forEach(CatalogOptions::requireShown);
        Map<String, String> onePath = withOnePath(given);
        CatalogOptions options = new CatalogOptions(onePath, EnumSet.allOf(OptionScope.class), settings);
        options.anyTopic();
        return options;
    }

    /** The topic or topics that somebody named among settings of which some may be wrong; empty when none is. */
    public static Optional<String> sourceName(Map<String, String> settings) {
        Map<String, String> given = given(settings);
        return Stream.of(
                        SourceOption.TOPIC,
                        SourceOption.SUBSCRIBE,
                        SourceOption.PATH,
                        SourceOption.SUBSCRIBE_PATTERN,
                        SourceOption.ASSIGN)
                .flatMap(option -> given.entrySet().stream()
                        .filter(setting -> option.isCalled(setting.getKey()))
                        .map(Map.Entry::getValue))
                .findFirst();
    }

    private static Map<String, String> given(Map<String, String> settings) {
        return SessionCatalogSettings.of(settings)
                .map(SessionCatalogSettings::options)
                .orElseGet(() -> SparkSinkOptions.without(settings));
    }

    /** Statements that Spark prints lack what Spark hides. */
    private static void requireShown(String name, String value) {
        if (value.equals(SessionCatalogSettings.HIDDEN)) {
            throw new OptionException("the value of the option " + name
                    + " was hidden where this was copied from; write the value itself");
        }
    }

    /** What {@code load("a", "b")} says, as {@code load("a,b")} says it. */
    private static Map<String, String> withOnePath(Map<String, String> given) {
        String paths = given.get(SEVERAL_PATHS);
        if (paths == null) {
            return given;
        }
        try {
            List<String> topics = new ArrayList<>();
            new ObjectMapper().readTree(paths).forEach(topic -> topics.add(topic.asText()));
            Map<String, String> onePath = new HashMap<>(given);
            onePath.remove(SEVERAL_PATHS);
            onePath.put(SourceOption.PATH.optionName(), String.join(",", topics));
            return onePath;
        } catch (JsonProcessingException e) {
            throw new OptionException("load(…) cannot name the topics " + paths + "; set the option subscribe");
        }
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

    /** Which statements may change the cluster. */
    public DdlOptions ddl() {
        return ddl;
    }

    /** The topic in which snapshots that have names are kept; empty when none is set. */
    public Optional<String> snapshotsTopic() {
        return values.find(BoundOption.SNAPSHOTS_TOPIC);
    }

    public boolean showInternalTopics() {
        return values.flag(ClusterOption.SHOW_INTERNAL_TOPICS);
    }

    /** What is set for a topic, with the catalog's own settings where it has none. */
    public TopicOptions topic(String topic) {
        Subscription subscription = sourceSettings.isEmpty() ? new Subscription.Named(List.of(topic)) : subscription();
        OptionValues ofTopic = values.with(raw.topics().getOrDefault(topic, Map.of()));
        return new TopicOptions(topic, subscription, ofTopic, cluster.kafkaProperties(), sourceSettings);
    }

    /** What is set for all topics. */
    public TopicOptions anyTopic() {
        return topic(ANY_TOPIC);
    }

    /** What stands behind the {@code $} of the table that {@code format("kaspar")} shall read; empty for topics as they are. */
    public Optional<String> sourceView() {
        return Subscription.view(values);
    }

    /** The topics that {@code format("kaspar")} shall read. */
    public Subscription subscription() {
        return Subscription.of(values);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "CatalogOptions[%s]", cluster.place());
    }
}
