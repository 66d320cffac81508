package io.kaspar.reader.task;

import java.io.Serializable;

/**
 * Which topic of which cluster.
 *
 * @param clusterId as in {@code meta.properties} of the cluster's log directories
 * @param id Kafka's UUID of the topic, in Kafka's text form: a topic of the same name made later is another one
 */
public record TopicIdentity(String clusterId, String name, String id) implements Serializable {
    private static final long serialVersionUID = 1L;
}
