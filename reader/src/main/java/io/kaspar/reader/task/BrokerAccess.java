package io.kaspar.reader.task;

import java.io.Serializable;
import java.util.Map;

/** Whether there are brokers to ask, and how. Never printed, it holds credentials. */
public sealed interface BrokerAccess extends Serializable {

    /**
     * There is a cluster.
     *
     * @param kafkaProperties settings of Kafka clients, with {@code bootstrap.servers}
     */
    record Brokers(Map<String, String> kafkaProperties) implements BrokerAccess {
        private static final long serialVersionUID = 1L;

        public Brokers {
            kafkaProperties = Map.copyOf(kafkaProperties);
        }

        @Override
        public String toString() {
            return "Brokers[" + kafkaProperties.get("bootstrap.servers") + "]";
        }
    }

    /** There are only copies of a cluster's log directories. */
    record CopiesOnly() implements BrokerAccess {
        private static final long serialVersionUID = 1L;
    }
}
