package io.kaspar.catalog.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where a catalog's topics are: in a cluster, or without one in directories. */
final class ClusterOptionsParser {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final List<KasparOption> OF_CLUSTERS = List.of(
            LocalityOption.READ_LOCALITY,
            LocalityOption.HOSTS,
            ReadOption.NETWORK_TIMEOUT,
            ClusterOption.REQUEST_TIMEOUT);

    private ClusterOptionsParser() {}

    static ClusterOptions parse(RawOptions raw, OptionValues values) {
        Map<String, String> kafkaProperties = KafkaProperties.checked(raw.family(ClusterOption.KAFKA));
        int requestTimeoutMs = values.durationMs(ClusterOption.REQUEST_TIMEOUT);
        int metadataTtlMs = values.durationMs(ClusterOption.METADATA_TTL);
        if (!kafkaProperties.getOrDefault(BOOTSTRAP_SERVERS, "").isBlank()) {
            return new ClusterOptions(kafkaProperties, requestTimeoutMs, metadataTtlMs);
        }
        if (values.find(LocalityOption.LOG_DIRS).isEmpty()) {
            throw new OptionException("option kafka.bootstrap.servers is not set; it must be the addresses of the"
                    + " cluster, as host:port,host:port. Or, to read copies of a broker's directories without a cluster,"
                    + " set log.dirs to them, as path;path");
        }
        if (!kafkaProperties.isEmpty()) {
            throw senseless("kafka." + kafkaProperties.keySet().iterator().next());
        }
        if (raw.topics().values().stream().anyMatch(topic -> topic.containsKey(LocalityOption.LOG_DIRS))) {
            throw new OptionException(
                    "option log.dirs cannot be set for a topic without kafka.bootstrap.servers: it names"
                            + " the directories in which topics are looked for");
        }
        return new ClusterOptions(Map.of(), requestTimeoutMs, metadataTtlMs);
    }

    /** Refuses options that say something about a cluster where there is none. */
    static void requireNoneOfClusters(OptionValues values) {
        Optional<KasparOption> found =
                OF_CLUSTERS.stream().filter(values::isSet).findFirst();
        if (found.isPresent()) {
            throw senseless(found.get().optionName());
        }
    }

    private static OptionException senseless(String name) {
        return new OptionException(
                "option " + name + " makes no sense without a cluster: leave it out to read the copied"
                        + " directories of log.dirs, or set kafka.bootstrap.servers");
    }
}
