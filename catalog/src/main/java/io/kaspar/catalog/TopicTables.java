package io.kaspar.catalog;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.SharedClusters;
import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.locality.HostAddresses;
import io.kaspar.catalog.locality.ResolvedAddresses;
import io.kaspar.catalog.locality.survey.LogDirectoryHosts;
import io.kaspar.catalog.offline.CopiedTopics;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.NearNames;
import io.kaspar.catalog.options.TopicOptions;
import io.kaspar.catalog.procedure.CheckLocality;
import io.kaspar.catalog.procedure.CreateViews;
import io.kaspar.catalog.procedure.Procedures;
import io.kaspar.schema.line.SinceSpark;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.TopicSchema;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of one cluster, or of copies of its directories. Opens nothing until it is asked. Thread-safe. */
final class TopicTables {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTables.class);
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_]+");

    private final String prefix;
    private final CatalogOptions options;
    private final TopicStore topics;
    private final LogDirectoryHosts directoryHosts = new LogDirectoryHosts(Clock.systemUTC());
    private final HostAddresses addresses = ResolvedAddresses.ofThisMachine();
    private final Cluster cluster;
    private final TopicSchemaLookup schemas;
    private final LookAhead lookAhead;

    /** @param prefix what the names of the tables start with, as a query writes them */
    TopicTables(CatalogOptions options, String prefix) {
        this.prefix = prefix;
        this.options = options;
        this.cluster = new Cluster(options.cluster(), SharedClusters.ofThisJvm());
        this.topics = options.cluster().isOffline() ? copies(options) : cluster;
        this.schemas =
                new TopicSchemaLookup(options.registry(), SharedSchemaRegistries.ofThisJvm(), PayloadFormats.all());
        this.lookAhead = new LookAhead(List.of(
                topics::lookUpAhead,
                expected -> schemas.resolveAhead(
                        expected, topic -> options.topic(topic).resolve())));
    }

    private static TopicStore copies(CatalogOptions options) {
        OfflineSwitch.ofThisJvm().requireOn();
        return new CopiedTopics(options.cluster(), options.copiedLogDirs());
    }

    /** The topics that are listed. */
    List<String> topics() {
        List<String> listed = topics.topics(options.showInternalTopics());
        lookAhead.listed(listed);
        return listed;
    }

    /** Whether this topic was in the list that was shown last. */
    boolean wasListed(String topic) {
        return lookAhead.isListed(topic);
    }

    /** Whether one of these topics is there; asks no registry. */
    boolean isThere(List<String> candidates) {
        return topics.firstLayout(candidates).isPresent();
    }

    /** The table of the first of these topics that is there; empty when none is. */
    Optional<TopicTable> find(List<String> candidates) {
        lookAhead.beforeLoading(candidates.get(0));
        try {
            return topics.firstLayout(candidates).map(this::table);
        } catch (ClusterException e) {
            List<String> near = Cluster.hidesTopic(e) ? near(candidates.get(0)) : List.of();
            throw near.isEmpty() ? e : new ClusterException(e.getMessage() + NearNames.hint(near), e.getCause());
        }
    }

    /** Tables that somebody may have meant by the name of a topic that is not there, as a query writes them. */
    List<String> near(String topic) {
        try {
            return NearNames.ofTopics(topic, topics.topics(options.showInternalTopics())).stream()
                    .map(near -> prefix + quoted(near))
                    .toList();
        } catch (ClusterException e) {
            LOG.debug("No topic of nearly the name {} can be looked for", topic, e);
            return List.of();
        }
    }

    private TopicTable table(TopicLayout layout) {
        TopicOptions topicOptions = options.topic(layout.topic());
        TopicSchema topicSchema = schemas.of(layout.topic(), topicOptions.resolve());
        return new TopicTable(
                prefix + quoted(layout.topic()),
                topics,
                layout,
                topicSchema,
                topicOptions,
                options.registry(),
                directoryHosts,
                addresses);
    }

    /** What can be called for this cluster. */
    @SinceSpark("4.0")
    Procedures procedures(String catalogName) {
        return new Procedures(List.of(
                new CheckLocality(cluster, options, directoryHosts, addresses),
                new CreateViews(catalogName, new TopicViews(catalogName, this))));
    }

    /** A topic as a query writes it. */
    static String quoted(String topic) {
        return PLAIN_NAME.matcher(topic).matches() ? topic : "`" + topic + "`";
    }

    /** Forgets what is remembered of these topics and their schemas, and which executors have their files. */
    void forget(List<String> candidates) {
        directoryHosts.forget();
        forgetTopics(candidates);
    }

    /** Forgets what is remembered of these topics and their schemas. */
    void forgetTopics(List<String> forgotten) {
        forgotten.forEach(topics::forget);
        forgotten.forEach(topic -> schemas.forget(topic, options.topic(topic).resolve()));
    }
}
