package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.facts.ScanFacts;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.SplitOptions;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.TimedRange;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TaskPlannerTest {
    private static final long MB = 1 << 20;
    private static final ReplicaLocation LEADER = new ReplicaLocation(2, "b", "/data");
    private static final ReplicaLocation FOLLOWER = new ReplicaLocation(1, "a", "/data");
    private static final TopicSnapshot SNAPSHOT = TopicSnapshot.of(
            Map.of(0, new OffsetRange(0, 1000), 1, new OffsetRange(0, 1000), 2, new OffsetRange(500, 700)), Map.of());
    private static final TopicReplicas STORAGE = new TopicReplicas(
            Map.of(0, List.of(LEADER, FOLLOWER), 1, List.of(LEADER)), Map.of(0, 10 * MB, 1, 60 * MB), "");
    private static final StructType A_COLUMN = new StructType().add("a", DataTypes.LongType);

    private static List<PlannedTask> plan(StructType readTypes, long rowLimit, PartitionRanges... ranges) {
        ScanFacts facts = new ScanFacts(
                SNAPSHOT, STORAGE, FoundHosts.NOT_ASKED, Map.of(LEADER, List.of("b"), FOLLOWER, List.of("a")), 2);
        return new TaskPlanner(
                        facts,
                        new ScanDemand(readTypes, List.of(), List.of(), JudgedPart.WANTED_COLUMNS, rowLimit),
                        new SplitPlanner(new SplitOptions(128 * MB, 1, Long.MAX_VALUE), 2))
                .tasks(List.of(ranges));
    }

    private static PartitionRanges all(int partition) {
        OffsetRange range = SNAPSHOT.range(partition);
        return new PartitionRanges(partition, List.of(TimedRange.all(range.startOffset(), range.endOffset())));
    }

    @Test
    void prefersTheLeadersHost() {
        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, all(0)).get(0).hosts()).containsExactly("b", "a");
        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, all(2)).get(0).hosts()).isEmpty();
    }

    @Test
    void letsEachReplicasHostComeFirstForItsShareOfAPartition() {
        PartitionRanges[] parts = new PartitionRanges[] {all(0), all(0), all(0), all(0)};

        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, parts))
                .extracting(task -> task.hosts().get(0))
                .containsExactly("b", "a", "b", "a");
    }

    @Test
    void startsLargeTasksFirst() {
        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, all(0), all(1), all(2)))
                .extracting(PlannedTask::partition)
                .startsWith(1, 1)
                .endsWith(2);
    }

    @Test
    void tellsEachTaskOfAPartitionWhereItsFilesAre() {
        List<PlannedTask> planned = plan(A_COLUMN, ScanOutput.NO_LIMIT, all(1));

        assertThat(planned)
                .hasSizeGreaterThan(1)
                .allMatch(task -> task.task().replicas().equals(List.of(LEADER)));
        assertThat(planned.get(0).task().ranges().get(0).offsets().startOffset())
                .isZero();
    }

    @Test
    void cutsLessWhenRecordsAreOnlyCounted() {
        assertThat(plan(new StructType(), ScanOutput.NO_LIMIT, all(1))).hasSize(1);
    }

    @Test
    void countsOnlyWhatIsReadOfAPartition() {
        PartitionRanges part = new PartitionRanges(1, List.of(TimedRange.all(0, 100)));

        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, part)).hasSize(1);
    }

    @Test
    void startsWithALocalTaskThatHasManyRowsWhenFewAreWanted() {
        PartitionRanges few = new PartitionRanges(0, List.of(TimedRange.all(0, 3)));

        assertThat(plan(A_COLUMN, 10, few, all(2), all(1)))
                .extracting(PlannedTask::partition)
                .containsExactly(1, 0, 2);
    }
}
