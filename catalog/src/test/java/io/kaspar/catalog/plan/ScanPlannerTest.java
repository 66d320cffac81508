package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.facts.BoundFacts;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.ScanFacts;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicRights;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.OffsetBound;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.options.SnapshotText;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Plans from facts alone: there is nobody to ask here. */
class ScanPlannerTest {
    private static final TopicLayout LAYOUT = new TopicLayout(
            "cluster",
            "t",
            "id",
            TopicRights.READ_ONLY,
            List.of(
                    new PartitionLayout(0, null, List.of(), List.of()),
                    new PartitionLayout(1, null, List.of(), List.of())));
    private static final TopicSnapshot SNAPSHOT =
            TopicSnapshot.of(Map.of(0, new OffsetRange(40, 100), 1, new OffsetRange(0, 50)), Map.of());
    private static final ScanDemand EVERYTHING = new ScanDemand(
            new StructType().add("value", DataTypes.StringType),
            List.of(),
            List.of(),
            JudgedPart.WANTED_COLUMNS,
            ScanOutput.NO_LIMIT);

    private static ScanPlanner planner(Map<String, String> settings) {
        QueryOptions query = CatalogOptions.ofCatalog(Map.of("kafka.bootstrap.servers", "nowhere:1"))
                .topic("t")
                .forQuery(settings);
        return new ScanPlanner(LAYOUT, EVERYTHING, query);
    }

    @Test
    void makesTheSameTasksOfTheSameFacts() {
        ScanPlanner planner = planner(Map.of());
        ReplicaLocation place = new ReplicaLocation(1, "broker", "/data");
        ScanFacts facts = new ScanFacts(
                SNAPSHOT,
                new TopicReplicas(Map.of(0, List.of(place)), Map.of(0, 1000L, 1, 1000L), ""),
                FoundHosts.NOT_ASKED,
                Map.of(place, List.of("executor")),
                2);
        WantedRanges ranges = planner.ranges(new BoundFacts(SNAPSHOT, Map.of(), Map.of()));

        ScanPlan plan = planner.plan(ranges, facts);

        assertThat(planner.partitions()).containsExactly(0, 1);
        assertThat(planner.startTimesMs()).isEmpty();
        assertThat(ranges.earliestMs()).isEmpty();
        assertThat(plan.offsetCount()).isEqualTo(110);
        assertThat(plan.tasks()).extracting(PlannedTask::hosts).containsExactly(List.of("executor"), List.of());
        assertThat(planner.plan(ranges, facts)).isEqualTo(plan);
    }

    @Test
    void tellsWhatIsLostAsAValue() {
        String offsets = "{\"t\":{\"0\":10,\"1\":20}}";
        BoundFacts facts = new BoundFacts(SNAPSHOT, Map.of(), Map.of());

        WantedRanges ranges = planner(Map.of("startingOffsets", offsets, "failOnDataLoss", "false"))
                .ranges(facts);

        assertThat(ranges.lost()).containsExactly(new LostOffsets(0, "option startingOffsets", 10, 40));
        assertThat(ranges.lost().get(0).count()).isEqualTo(30);
        assertThat(ranges.ranges()).extracting(PartitionRanges::offsetCount).containsExactly(60L, 30L);
        assertThatThrownBy(() -> planner(Map.of("startingOffsets", offsets)).ranges(facts))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("records are lost");
    }

    @Test
    void saysWhichTimesToAskFor() {
        ScanPlanner planner = planner(Map.of("startingTimestamp", "1000", "endingTimestamp", "2000"));

        assertThat(planner.startTimesMs()).isEqualTo(Map.of(0, 1000L, 1, 1000L));
        assertThat(planner.endTimesMs()).isEqualTo(Map.of(0, 2000L, 1, 2000L));
        WantedRanges ranges = planner.ranges(new BoundFacts(SNAPSHOT, Map.of(0, 50L, 1, 7L), Map.of(0, 90L)));
        assertThat(ranges.ranges()).extracting(PartitionRanges::offsetCount).containsExactly(40L, 43L);
    }

    private static ScanPlanner planner(OffsetBound.Former former) {
        QueryOptions query = CatalogOptions.ofCatalog(Map.of("kafka.bootstrap.servers", "nowhere:1"))
                .topic("t")
                .forQuery(Map.of(), Optional.of(former));
        return new ScanPlanner(LAYOUT, EVERYTHING, query);
    }

    private static OffsetBound.Former snapshot(String parts) {
        return new OffsetBound.Snapshot(SnapshotText.parse("AAAAAAAAAAAAAAAAAAAAAA/" + parts));
    }

    @Test
    void readsASnapshotWholeOrNotAtAll() {
        BoundFacts facts = new BoundFacts(SNAPSHOT, Map.of(), Map.of());

        assertThat(planner(snapshot("0:40-60@1,1:0-50@1")).ranges(facts).ranges())
                .extracting(PartitionRanges::offsetCount)
                .containsExactly(20L, 50L);
        assertThat(planner(snapshot("0:7-7,1:5-50@1")).ranges(facts).ranges())
                .as("nothing of a partition is there still")
                .extracting(PartitionRanges::partition)
                .containsExactly(1);
        assertThat(planner(snapshot("1:5-50@1")).partitions()).containsExactly(1);
        assertThatThrownBy(() -> planner(snapshot("0:39-60@1")).ranges(facts))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("starts at offset 40 by now, and the snapshot at 39");
        assertThatThrownBy(() -> planner(snapshot("1:0-51@1")).ranges(facts))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("ends at offset 50, and the snapshot at 51");
    }

    @Test
    void meansTheLogThatHadTheLastRecordOfASnapshot() {
        TopicSnapshot now = TopicSnapshot.of(
                SNAPSHOT.ranges(), Map.of(0, new LogLineage.Known(5, 5, 100), 1, new LogLineage.Copied(50)));
        ScanPlanner planner = planner(snapshot("0:40-60@3,1:0-50@3"));

        List<PlannedTask> tasks = planner.plan(
                        planner.ranges(new BoundFacts(now, Map.of(), Map.of())),
                        new ScanFacts(now, TopicReplicas.NOT_ASKED, FoundHosts.NOT_ASKED, Map.of(), 1))
                .tasks();

        assertThat(tasks)
                .extracting(task -> task.task().lineage())
                .containsExactlyInAnyOrder(new LogLineage.Known(3, 3, 60), new LogLineage.Copied(50));
    }

    @Test
    void endsBeforeTheFirstLaterRecordUnlessNothingIsLeftThere() {
        ScanPlanner planner = planner(new OffsetBound.Until(2000));

        assertThat(planner.endTimesMs()).isEqualTo(Map.of(0, 2000L, 1, 2000L));
        assertThat(planner.ranges(new BoundFacts(SNAPSHOT, Map.of(), Map.of(0, 70L)))
                        .ranges())
                .extracting(PartitionRanges::offsetCount)
                .containsExactly(30L, 50L);
        assertThat(planner.ranges(new BoundFacts(SNAPSHOT, Map.of(), Map.of(1, 0L)))
                        .ranges())
                .as("partition 1 has never had anything earlier")
                .extracting(PartitionRanges::partition)
                .containsExactly(0);
        assertThatThrownBy(() -> planner.ranges(new BoundFacts(SNAPSHOT, Map.of(), Map.of(0, 40L))))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("nothing is left of partition 0 of topic t before 1970-01-01T00:00:02Z");
    }
}
