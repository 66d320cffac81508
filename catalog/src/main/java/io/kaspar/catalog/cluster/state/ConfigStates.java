package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.Cluster;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.config.ConfigResource;

/** Kafka's settings of a topic. */
public final class ConfigStates {
    private ConfigStates() {}

    /**
     * A setting.
     *
     * @param value empty where it has none, or is a secret
     * @param source where it was set, Kafka's word: DYNAMIC_TOPIC_CONFIG, DEFAULT_CONFIG, …
     * @param type Kafka's word: LONG, LIST, …
     */
    public record ConfigState(
            String name,
            Optional<String> value,
            String source,
            boolean isDefault,
            boolean isReadOnly,
            boolean isSensitive,
            String type,
            Optional<String> documentation) {}

    /** All of a topic, by name. */
    public static List<ConfigState> of(Cluster cluster, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        DescribeConfigsOptions options = new DescribeConfigsOptions().includeDocumentation(true);
        Config config = cluster.inquire(use -> use.await(
                        use.admin()
                                .describeConfigs(List.of(resource), options.timeoutMs(use.timeoutMs()))
                                .all(),
                        "asking for the settings of the topic " + topic))
                .values()
                .iterator()
                .next();
        return config.entries().stream()
                .map(entry -> new ConfigState(
                        entry.name(),
                        Optional.ofNullable(entry.value()),
                        entry.source().name(),
                        entry.isDefault(),
                        entry.isReadOnly(),
                        entry.isSensitive(),
                        entry.type().name(),
                        Optional.ofNullable(entry.documentation())))
                .sorted(Comparator.comparing(ConfigState::name))
                .toList();
    }
}
