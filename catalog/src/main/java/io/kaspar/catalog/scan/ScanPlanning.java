package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.catalog.locality.BrokerHosts;
import io.kaspar.catalog.locality.FoundHosts;
import io.kaspar.catalog.locality.HostAddresses;
import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.catalog.survey.DirectoryQuestion;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReplicaPlace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans a scan: asks the cluster only about partitions that the query's conditions leave, and only what it needs of them. */
final class ScanPlanning {
    private final ScanTemplate template;
    private final ScanDemand demand;
    private final PinnedTopic topic;
    private final ReadOptions read;

    ScanPlanning(ScanTemplate template, ScanDemand demand) {
        this.template = template;
        this.demand = demand;
        this.topic = template.topic();
        this.read = template.query().read();
    }

    ScanPlan plan() {
        WantedRecords wanted = WantedRecords.of(topic.layout().partitionCount(), demand.predicates());
        Set<Integer> partitions = wanted.partitions();
        BoundsResolver bounds = new BoundsResolver(topic, template.query().bounds(), read.isolation(), partitions);
        List<PartitionRanges> ranges = withoutEarlier(wanted.within(bounds.resolve()));
        TopicStorage storage = storage(ranges);
        FoundHosts found = foundHosts(storage);
        InputPartitions inputPartitions = new InputPartitions(
                topic.snapshot(read.isolation(), partitions),
                storage,
                demand,
                new SplitPlanner(read.splits(), template.parallelism()),
                new BrokerHosts(
                        read.hosts().mappings(), template.executorHosts(), HostAddresses.ofThisMachine(), found));
        return new ScanPlan(
                topic.snapshot(read.isolation(), partitions),
                ranges,
                inputPartitions.of(ranges),
                storage,
                found,
                bounds.lostOffsets());
    }

    private FoundHosts foundHosts(TopicStorage storage) {
        if (!read.hosts().isAuto()) {
            return FoundHosts.NOT_ASKED;
        }
        List<ReplicaPlace> unmapped = storage.places().values().stream()
                .flatMap(List::stream)
                .filter(place -> !read.hosts().isMapped(place.nodeId(), place.host()))
                .distinct()
                .toList();
        return template.hostFinder()
                .find(DirectoryQuestion.about(topic.layout().clusterId(), unmapped, read.logDirs()));
    }

    private List<PartitionRanges> withoutEarlier(List<PartitionRanges> ranges) {
        Map<Integer, Long> earliestMs = TimeBounds.earliestMs(ranges);
        // after the snapshot, and as isolated: a partition without answer had no such record in the snapshot either
        return earliestMs.isEmpty()
                ? ranges
                : TimeBounds.raised(ranges, earliestMs, topic.offsetsAt(earliestMs, read.isolation()));
    }

    private TopicStorage storage(List<PartitionRanges> ranges) {
        Set<Integer> partitions =
                ranges.stream().map(PartitionRanges::partition).collect(Collectors.toSet());
        return read.locality() == ReadLocality.OFF ? TopicStorage.NOT_ASKED : topic.storage(partitions);
    }
}
