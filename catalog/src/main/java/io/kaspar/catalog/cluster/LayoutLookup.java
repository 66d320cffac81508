package io.kaspar.catalog.cluster;

import io.kaspar.catalog.options.ClusterOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks what topics are like, and remembers it for a time.
 *
 * <p>A topic that was found by its name is asked for by its id from then on: by name, Kafka's client asks for the brokers
 * first, each time, and then page by page. The cluster's id is asked for once.
 */
final class LayoutLookup {
    private final Admin admin;
    private final Answers answers;
    private final ClusterOptions options;
    private final ExpiringCache<String, Optional<TopicLayout>> layouts;
    private final Map<String, Uuid> topicIds = new ConcurrentHashMap<>();
    private volatile @Nullable String clusterId;

    LayoutLookup(Admin admin, Answers answers, ClusterOptions options, Clock clock) {
        this.admin = admin;
        this.answers = answers;
        this.options = options;
        this.layouts = new ExpiringCache<>(clock, options.metadataTtlMs());
    }

    /** The first of these topics that is there; empty when none is. */
    Optional<TopicLayout> firstOf(List<String> names) {
        Optional<TopicLayout> found = Optional.empty();
        for (int index = 0; index < names.size() && found.isEmpty(); index++) {
            String topic = names.get(index);
            found = layouts.get(topic, () -> describe(topic));
            if (found.isEmpty()) {
                // a topic that is created now shall be found now
                layouts.forget(topic);
            }
        }
        return found;
    }

    /** Asks again when asked next. The cluster may be another one then. */
    void forget(String topic) {
        layouts.forget(topic);
        topicIds.remove(topic);
        clusterId = null;
    }

    private Optional<TopicLayout> describe(String topic) {
        Uuid topicId = topicIds.get(topic);
        if (topicId != null) {
            Optional<TopicLayout> again = describeById(topic, topicId);
            if (again.isPresent()) {
                return again;
            }
            forget(topic);
        }
        Optional<TopicDescription> found = describeByName(topic);
        found.map(TopicDescription::topicId)
                .filter(id -> !id.equals(Uuid.ZERO_UUID))
                .ifPresent(id -> topicIds.put(topic, id));
        return found.map(this::layout);
    }

    /** Empty when the id does not tell: the topic may be gone, or be another one by now, or the cluster. */
    private Optional<TopicLayout> describeById(String topic, Uuid topicId) {
        TopicCollection byId = TopicCollection.ofTopicIds(List.of(topicId));
        try {
            return await(admin.describeTopics(byId, describeOptions()).allTopicIds(), topic)
                    .map(this::layout);
        } catch (ClusterException e) {
            boolean mayTellByName = Stream.of(
                            UnknownTopicIdException.class,
                            UnsupportedVersionException.class,
                            AuthorizationException.class)
                    .anyMatch(e::isCausedBy);
            if (mayTellByName) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<TopicDescription> describeByName(String topic) {
        try {
            return await(admin.describeTopics(List.of(topic), describeOptions()).allTopicNames(), topic);
        } catch (ClusterException e) {
            if (e.isCausedBy(UnknownTopicOrPartitionException.class) || e.isCausedBy(InvalidTopicException.class)) {
                return Optional.empty();
            }
            if (e.isCausedBy(TopicAuthorizationException.class)) {
                throw new ClusterException(
                        "Not authorized to access topics: [" + topic
                                + "]; the principal needs the operation DESCRIBE on the topic",
                        e);
            }
            throw e;
        }
    }

    private <K> Optional<TopicDescription> await(KafkaFuture<Map<K, TopicDescription>> descriptions, String topic) {
        return answers.await(descriptions, "looking up the topic " + topic).values().stream()
                .findFirst();
    }

    private DescribeTopicsOptions describeOptions() {
        return new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(options.requestTimeoutMs());
    }

    private TopicLayout layout(TopicDescription description) {
        String id = clusterId;
        if (id == null) {
            id = answers.await(
                    admin.describeCluster(new DescribeClusterOptions().timeoutMs(options.requestTimeoutMs()))
                            .clusterId(),
                    "asking for the cluster's id");
            clusterId = id;
        }
        return Layouts.from(description, id);
    }
}
