package io.kaspar.catalog.ask;

import io.kaspar.catalog.facts.BoundFacts;
import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.catalog.facts.FirstOffsets;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.facts.ScanFacts;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.locality.BrokerHosts;
import io.kaspar.catalog.locality.HostAddresses;
import io.kaspar.catalog.locality.survey.DirectoryQuestion;
import io.kaspar.catalog.locality.survey.LogDirectoryHosts;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.catalog.plan.LostOffsets;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.plan.ScanPlan;
import io.kaspar.catalog.plan.ScanPlanner;
import io.kaspar.catalog.plan.WantedRanges;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReplicaLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what the planner of a scan has to know, step by step: only about partitions that the query's conditions leave, and only what
 * it needs of them. The one place where planning meets Kafka, Spark and DNS.
 */
public final class ScanAsker {
    private static final Logger LOG = LoggerFactory.getLogger(ScanAsker.class);

    private final PinnedTopic topic;
    private final SessionFacts session;
    private final LogDirectoryHosts directoryHosts;
    private final HostAddresses addresses;

    public ScanAsker(
            PinnedTopic topic, SessionFacts session, LogDirectoryHosts directoryHosts, HostAddresses addresses) {
        this.topic = topic;
        this.session = session;
        this.directoryHosts = directoryHosts;
        this.addresses = addresses;
    }

    /** Asks, and lets the planner plan. */
    public ScanPlan plan(ScanDemand demand, QueryOptions query) {
        ReadOptions read = query.read();
        if (query.bounds().isFormer() && !query.bounds().readsCompacted()) {
            topic.requireFormerStates();
        }
        ScanPlanner planner = new ScanPlanner(topic.layout(), demand, query);
        BoundFacts facts = facts(planner, read);
        TopicSnapshot snapshot = facts.snapshot();
        WantedRanges inBounds = planner.ranges(facts);
        inBounds.lost().forEach(this::warn);
        // after the snapshot, and as isolated: a partition without answer had no such record in the snapshot either
        WantedRanges wanted = inBounds.from(
                firstOffsets(inBounds.earliestMs(), read.isolation()).passingOverNone(snapshot));
        TopicReplicas storage = storage(read, wanted.partitions());
        FoundHosts found = foundHosts(read, storage);
        return planner.plan(
                wanted, new ScanFacts(snapshot, storage, found, hosts(read, storage, found), session.parallelism()));
    }

    private BoundFacts facts(ScanPlanner planner, ReadOptions read) {
        String group = planner.startGroup();
        // before the snapshot, which reaches as far then
        Map<Integer, Long> ofGroup = group == null ? Map.of() : topic.groupOffsets(group, planner.partitions());
        TopicSnapshot snapshot = topic.snapshot(read.isolation(), planner.partitions());
        return new BoundFacts(
                snapshot,
                group == null
                        ? firstOffsets(planner.startTimesMs(), read.isolation()).starts(snapshot)
                        : ofGroup,
                firstOffsets(planner.endTimesMs(), read.isolation()).offsets());
    }

    /** What the query's bounds are, of each partition that its conditions leave. */
    public SortedMap<Integer, OffsetRange> bounds(ScanDemand demand, QueryOptions query) {
        ScanPlanner planner = new ScanPlanner(topic.layout(), demand, query);
        return planner.bounds(facts(planner, query.read()));
    }

    /** What the partitions hold now that a query reads. */
    public TopicSnapshot snapshot(QueryOptions query) {
        TopicLayout layout = topic.layout();
        return topic.snapshot(
                query.read().isolation(), query.bounds().partitions().of(layout.topic(), layout.partitionCount()));
    }

    /** What the logs of these partitions take on one disk each, as far as brokers tell. */
    public TopicReplicas storage(Set<Integer> partitions) {
        return topic.storage(partitions);
    }

    /** Says to brokers how far a consumer group got, in each partition of the topic. */
    public void commit(String group, Map<Integer, Long> nextOffsets) {
        topic.commit(group, nextOffsets);
    }

    /** Whether records are removed of keys that have newer ones, as far as the topic's settings can be seen. */
    public boolean isCompacted() {
        return topic.isCompacted();
    }

    /** The topic that is asked about. */
    public PinnedTopic topic() {
        return topic;
    }

    /** One that asks anew about the topic, and about the session as it is now. */
    public ScanAsker afresh() {
        return new ScanAsker(topic.afresh(), SessionFacts.current(), directoryHosts, addresses);
    }

    private FirstOffsets firstOffsets(Map<Integer, Long> timestampsMs, Isolation isolation) {
        return timestampsMs.isEmpty() ? FirstOffsets.NOT_ASKED : topic.firstOffsets(timestampsMs, isolation);
    }

    private void warn(LostOffsets lost) {
        LOG.warn(
                "Records are lost: {} says offset {}, but partition {} of topic {} now starts at {}."
                        + " failOnDataLoss=false: the query reads what is left",
                lost.speaker(),
                lost.wantedOffset(),
                lost.partition(),
                topic.topic(),
                lost.startOffset());
    }

    private TopicReplicas storage(ReadOptions read, Set<Integer> partitions) {
        if (read.locality() != ReadLocality.OFF) {
            return topic.storage(partitions);
        }
        return read.isBounded() ? topic.storage(partitions).withoutPlaces() : TopicReplicas.NOT_ASKED;
    }

    private FoundHosts foundHosts(ReadOptions read, TopicReplicas storage) {
        if (!read.hosts().isAuto() || session.context() == null) {
            return FoundHosts.NOT_ASKED;
        }
        List<ReplicaLocation> unmapped = places(storage).stream()
                .filter(place -> !read.hosts().isMapped(place.nodeId(), place.host()))
                .toList();
        return directoryHosts.find(
                session.context(), DirectoryQuestion.about(topic.layout().clusterId(), unmapped, read.logDirs()));
    }

    private Map<ReplicaLocation, List<String>> hosts(ReadOptions read, TopicReplicas storage, FoundHosts found) {
        List<ReplicaLocation> places = places(storage);
        BrokerHosts brokerHosts = new BrokerHosts(read.hosts().mappings(), session.executorHosts(), addresses, found);
        brokerHosts.prepare(places.stream().map(ReplicaLocation::host).toList());
        Map<ReplicaLocation, List<String>> hosts = new HashMap<>();
        for (ReplicaLocation place : places) {
            hosts.put(place, brokerHosts.of(new BrokerLogDirectory(place.nodeId(), place.logDir()), place.host()));
        }
        return hosts;
    }

    private static List<ReplicaLocation> places(TopicReplicas storage) {
        return storage.places().values().stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
