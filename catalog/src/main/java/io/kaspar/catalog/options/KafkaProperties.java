package io.kaspar.catalog.options;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks the settings of Kafka clients for those that Kaspar decides itself. */
final class KafkaProperties {
    static final String ISOLATION_LEVEL = "isolation.level";
    private static final Set<String> DECIDED_BY_KASPAR = Set.of(
            "key.deserializer",
            "value.deserializer",
            "key.serializer",
            "value.serializer",
            "auto.offset.reset",
            "enable.auto.commit",
            "allow.auto.create.topics",
            "transactional.id",
            "interceptor.classes");

    private KafkaProperties() {}

    static Map<String, String> checked(Map<String, String> properties) {
        Set<String> refused = new TreeSet<>(DECIDED_BY_KASPAR);
        refused.retainAll(properties.keySet());
        if (!refused.isEmpty()) {
            throw new OptionException(
                    "option kafka." + refused.iterator().next()
                            + " cannot be set: Kaspar decides it, because it reads and writes bytes, and commits and creates nothing by itself");
        }
        return properties;
    }
}
