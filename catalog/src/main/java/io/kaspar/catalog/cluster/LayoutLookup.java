package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicLayout;
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
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what topics are like, and remembers it for a time.
 *
 * <p>A topic that was found by its name is asked for by its id from then on: by name, Kafka's client asks for the brokers
 * first, each time, and then page by page. The cluster's id is asked for once.
 */
final class LayoutLookup {
    private static final Logger LOG = LoggerFactory.getLogger(LayoutLookup.class);
    private static final int PAUSE_MS = 90;

    private final Admin admin;
    private final AdminCalls calls;
    private final ClusterOptions options;
    private final ExpiringCache<String, Optional<TopicLayout>> layouts;
    private final Map<String, Uuid> topicIds = new ConcurrentHashMap<>();
    private final TopicSearch search;
    private final MissingTopic missing = new MissingTopic(() -> Thread.sleep(PAUSE_MS));
    private final ExpiringCache<String, Boolean> unknownToAll;
    private volatile @Nullable String clusterId;

    LayoutLookup(Admin admin, AdminCalls calls, ClusterOptions options, Clock clock) {
        this.admin = admin;
        this.calls = calls;
        this.options = options;
        this.layouts = new ExpiringCache<>(clock, options.metadataTtlMs());
        this.unknownToAll = new ExpiringCache<>(clock, options.metadataTtlMs());
        this.search = new TopicSearch(options);
    }

    /**
     * The first of these topics that is there; empty when none is.
     *
     * @throws ClusterException when none is, and the principal may not know of one of them: brokers say so of topics that are not
     *     there as well, and so a later one counts first
     */
    Optional<TopicLayout> firstOf(List<String> names) {
        ClusterException hidden = null;
        for (String topic : names) {
            try {
                Optional<TopicLayout> found = layouts.get(topic, () -> describe(topic));
                if (found.isPresent()) {
                    return found;
                }
                // a topic that is created now shall be found now
                layouts.forget(topic);
            } catch (ClusterException e) {
                if (!Cluster.hidesTopic(e)) {
                    throw e;
                }
                hidden = hidden == null ? e : hidden;
            }
        }
        if (hidden != null) {
            throw hidden;
        }
        return Optional.empty();
    }

    /** Asks again when asked next. The cluster may be another one then. */
    void forget(String topic) {
        layouts.forget(topic);
        topicIds.remove(topic);
        clusterId = null;
    }

    /** Looks up many topics in one request; what fails is asked again when it is needed. */
    void lookUpAhead(List<String> topics) {
        List<String> unknown =
                topics.stream().filter(topic -> layouts.peek(topic) == null).toList();
        if (unknown.isEmpty()) {
            return;
        }
        admin.describeTopics(unknown, describeOptions()).topicNameValues().forEach((topic, answer) -> {
            try {
                TopicDescription found = calls.await(answer, "looking up the topic " + topic);
                layouts.put(topic, Optional.of(remembered(found)));
            } catch (ClusterException e) {
                LOG.debug("The topic {} is looked up again when it is needed", topic, e);
            }
        });
    }

    private TopicLayout remembered(TopicDescription found) {
        if (!found.topicId().equals(Uuid.ZERO_UUID)) {
            topicIds.put(found.name(), found.topicId());
        }
        return layout(found);
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
        return missing.find(() -> describeByName(topic), () -> isKnownToSome(topic))
                .map(this::remembered);
    }

    /** Brokers are not all asked again soon for a name that no topic has, as those in front of which a namespace stands. */
    private boolean isKnownToSome(String topic) {
        if (unknownToAll.peek(topic) != null) {
            return false;
        }
        boolean isKnown = search.isKnownToSome(topic);
        if (!isKnown) {
            unknownToAll.put(topic, true);
        }
        return isKnown;
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
            if (Cluster.hidesTopic(e)) {
                throw new ClusterException(
                        "Not authorized to access topics: [" + topic
                                + "]; the principal needs the operation DESCRIBE on the topic",
                        e.getCause());
            }
            throw e;
        }
    }

    private <K> Optional<TopicDescription> await(KafkaFuture<Map<K, TopicDescription>> descriptions, String topic) {
        return calls.await(descriptions, "looking up the topic " + topic).values().stream()
                .findFirst();
    }

    private DescribeTopicsOptions describeOptions() {
        return new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(options.requestTimeoutMs());
    }

    private TopicLayout layout(TopicDescription description) {
        String id = clusterId;
        if (id == null) {
            id = calls.await(
                    admin.describeCluster(new DescribeClusterOptions().timeoutMs(options.requestTimeoutMs()))
                            .clusterId(),
                    "asking for the cluster's id");
            clusterId = id;
        }
        return TopicDescriptionReader.from(description, id);
    }
}
