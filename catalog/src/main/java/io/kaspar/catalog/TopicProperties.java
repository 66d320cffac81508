package io.kaspar.catalog;

import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.Subscription;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.KeyWindow;
import io.kaspar.schema.resolve.PayloadSample;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.schema.wire.PayloadFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.TableCatalog;

/** What {@code SHOW TBLPROPERTIES} tells of a topic; nothing in it is secret. */
final class TopicProperties {
    private static final List<String> SHOWN_SETTINGS =
            List.of("cleanup.policy", "message.timestamp.type", "compression.type", "retention.ms", "retention.bytes");

    private TopicProperties() {}

    static Map<String, String> of(
            TopicLayout layout, Optional<RecordViewName> view, TopicSchema topicSchema, Map<String, String> settings) {
        Map<String, String> properties = new TreeMap<>();
        properties.put(TableCatalog.PROP_PROVIDER, KasparTableProvider.SHORT_NAME);
        // Spark shows it as the table's type, and not among the properties
        properties.put(TableCatalog.PROP_EXTERNAL, "true");
        view.ifPresent(chosen -> properties.put(TableCatalog.PROP_COMMENT, chosen.comment(layout.topic())));
        properties.put("topic", layout.topic());
        properties.put("topic.id", layout.topicId());
        properties.put("cluster.id", layout.clusterId());
        properties.put("partitions", String.valueOf(layout.partitionCount()));
        properties.put("replicas", String.valueOf(replicaCount(layout)));
        for (String setting : SHOWN_SETTINGS) {
            String value = settings.get(setting);
            if (value != null) {
                properties.put(setting, value);
            }
        }
        put(properties, "key", topicSchema.key());
        put(properties, "value", topicSchema.value());
        return properties;
    }

    /** What there is to tell of several topics. */
    static Map<String, String> of(Subscription subscription, List<TopicLayout> layouts, TopicSchema topicSchema) {
        Map<String, String> properties = new TreeMap<>();
        properties.put(TableCatalog.PROP_PROVIDER, KasparTableProvider.SHORT_NAME);
        properties.put(TableCatalog.PROP_EXTERNAL, "true");
        properties.put(TableCatalog.PROP_COMMENT, subscription.toString());
        properties.put("topics", layouts.stream().map(TopicLayout::topic).collect(Collectors.joining(", ")));
        properties.put(
                "partitions",
                String.valueOf(
                        layouts.stream().mapToInt(TopicLayout::partitionCount).sum()));
        put(properties, "key", topicSchema.key());
        put(properties, "value", topicSchema.value());
        return properties;
    }

    private static int replicaCount(TopicLayout layout) {
        return layout.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .max()
                .orElse(0);
    }

    private static String version(PayloadSchema.Registered registered) {
        List<SchemaText.Version> merged = registered.readerSchema().versions();
        return merged.isEmpty()
                ? String.valueOf(registered.version())
                : merged.stream()
                        .map(version -> String.valueOf(version.number()))
                        .collect(Collectors.joining(", ", "merged (", ")"));
    }

    private static void put(Map<String, String> properties, String side, PayloadSchema payloadSchema) {
        if (payloadSchema instanceof PayloadSchema.Registered registered) {
            properties.put(side + ".subject", registered.subject());
            properties.put(side + ".schema.version", version(registered));
            properties.put(side + ".schema.id", String.valueOf(registered.schemaId()));
        } else if (payloadSchema instanceof PayloadSchema.Several several) {
            properties.put(
                    side + ".record.types",
                    several.types().stream()
                            .map(type -> type.type().fullName() + " (" + type.subject() + " version " + type.version()
                                    + " id " + type.schemaId() + ")")
                            .collect(Collectors.joining(", ")));
        } else if (payloadSchema instanceof PayloadSchema.OneOfSeveral one) {
            properties.put(side + ".record.type", one.type().type().fullName());
            properties.put(side + ".subject", one.type().subject());
            properties.put(side + ".schema.version", String.valueOf(one.type().version()));
            properties.put(side + ".schema.id", String.valueOf(one.type().schemaId()));
        } else if (payloadSchema instanceof PayloadSchema.Raw raw) {
            properties.put(side + ".format", raw.format().optionValue());
        } else if (payloadSchema instanceof PayloadSchema.Given given) {
            properties.put(side + ".format", given.schema().kind().format());
            if (given.frame() != PayloadFrame.NONE) {
                properties.put(side + ".framing", given.frame().optionValue());
            }
            PayloadSample sample = given.sample();
            if (sample != null) {
                properties.put(side + ".schema", given.schema().text());
                properties.put(side + ".schema.inferred.from", sample.toString());
            }
        } else if (payloadSchema instanceof PayloadSchema.Undeclared) {
            properties.put(side + ".format", RawFormat.STRING.optionValue());
        } else if (payloadSchema instanceof PayloadSchema.Undecoded undecoded) {
            properties.put(side + ".format", RawFormat.BINARY.optionValue());
            properties.put(side + ".problem", undecoded.note());
        } else if (payloadSchema instanceof PayloadSchema.Unavailable unavailable) {
            properties.put(side + ".problem", unavailable.problem());
        } else if (payloadSchema instanceof PayloadSchema.Windowed windowed) {
            put(properties, side, windowed.key());
            put(properties, side, windowed.window());
        }
    }

    private static void put(Map<String, String> properties, String side, KeyWindow window) {
        properties.put(side + ".window", window.kind().optionValue());
        if (window.sizeMs() != KeyWindow.UNKNOWN_SIZE) {
            properties.put(side + ".window.size", window.sizeMs() + "ms");
        }
    }
}
