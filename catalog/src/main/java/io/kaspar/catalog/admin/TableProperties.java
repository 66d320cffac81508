package io.kaspar.catalog.admin;

import io.kaspar.catalog.facts.TopicDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.jspecify.annotations.Nullable;

/** What {@code TBLPROPERTIES} of a statement say of a topic: some words of ours, and Kafka's own settings. */
final class TableProperties {
    static final String PARTITIONS = "partitions";
    static final String REPLICATION_FACTOR = "replication-factor";
    static final String VALUE_FORMAT = "value.format";

    /** What Spark itself puts among them, and what says nothing of a topic. */
    private static final Set<String> OF_SPARK = Set.of(TableCatalog.PROP_OWNER, TableCatalog.PROP_EXTERNAL);

    private static final Set<String> HOMELESS = Set.of(TableCatalog.PROP_LOCATION, TableCatalog.PROP_COMMENT);

    private final Map<String, String> properties;

    TableProperties(Map<String, String> properties) {
        this.properties = new HashMap<>(properties);
        this.properties.keySet().removeAll(OF_SPARK);
        String provider = this.properties.remove(TableCatalog.PROP_PROVIDER);
        if (provider != null && !provider.equalsIgnoreCase("kaspar")) {
            throw new TopicDefinitionException("a topic is no table USING " + provider + "; leave USING out");
        }
        this.properties.keySet().forEach(TableProperties::requireHome);
    }

    /** @throws TopicDefinitionException for what neither Kafka nor a registry keeps */
    static void requireHome(String property) {
        if (HOMELESS.contains(property)) {
            throw new TopicDefinitionException(
                    "a topic has no " + property + ": neither Kafka nor the registry has a place for it; leave it out");
        }
    }

    /** How values are written; empty where the statement does not say. */
    Optional<String> valueFormat() {
        return Optional.ofNullable(properties.get(VALUE_FORMAT));
    }

    TopicDefinition topic(String name) {
        Map<String, String> configs = new HashMap<>(properties);
        configs.remove(VALUE_FORMAT);
        return new TopicDefinition(
                name,
                count(PARTITIONS, configs.remove(PARTITIONS)),
                count(REPLICATION_FACTOR, configs.remove(REPLICATION_FACTOR)),
                configs);
    }

    static OptionalInt count(String property, @Nullable String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new TopicDefinitionException(
                    "the property " + property + " is '" + text + "', and must be a number from 1 to 99999");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
