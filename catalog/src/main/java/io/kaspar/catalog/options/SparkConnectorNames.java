package io.kaspar.catalog.options;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Options of Spark's own Kafka connector that Kaspar does not take, and what to do instead: none is ever ignored. */
final class SparkConnectorNames {
    private static final Map<String, String> ANSWERS = answers();

    private SparkConnectorNames() {}

    /** Why this option is not taken; empty when Spark's connector has none of this name either. */
    static Optional<String> answer(String name) {
        return Optional.ofNullable(ANSWERS.get(name));
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answers.put("includeHeaders", "not needed; select the hidden column _headers");
        answers.put("groupIdPrefix", "not needed; no consumer group is used");
        answers.put("kafkaConsumer.pollTimeoutMs", "not needed; network-timeout says how long a task goes on trying");
        answers.put("fetchOffset.numRetries", "not needed; request-timeout says how long the cluster may take");
        answers.put("fetchOffset.retryIntervalMs", "not needed; request-timeout says how long the cluster may take");
        return answers;
    }
}
