package io.kaspar.catalog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.catalog.locality.BrokerHosts;
import io.kaspar.catalog.locality.FoundHosts;
import io.kaspar.catalog.options.SplitOptions;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.ReplicaPlace;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class InputPartitionsTest {
    private static final long MB = 1 << 20;
    private static final ReplicaPlace LEADER = new ReplicaPlace(2, "b", "/data");
    private static final ReplicaPlace FOLLOWER = new ReplicaPlace(1, "a", "/data");
    private static final TopicSnapshot SNAPSHOT = TopicSnapshot.of(
            Map.of(0, new OffsetRange(0, 1000), 1, new OffsetRange(0, 1000), 2, new OffsetRange(500, 700)), Map.of());
    private static final TopicStorage STORAGE = new TopicStorage(
            Map.of(0, List.of(LEADER, FOLLOWER), 1, List.of(LEADER)), Map.of(0, 10 * MB, 1, 60 * MB), "");
    private static final StructType A_COLUMN = new StructType().add("a", DataTypes.LongType);

    private static List<TopicInputPartition> plan(StructType readTypes, long rowLimit, PartitionRanges... ranges) {
        return new InputPartitions(
                        SNAPSHOT,
                        STORAGE,
                        new ScanDemand(readTypes, List.of(), List.of(), JudgedPart.WANTED_COLUMNS, rowLimit),
                        new SplitPlanner(new SplitOptions(128 * MB, 1, Long.MAX_VALUE), 2),
                        new BrokerHosts(List.of(), List.of(), host -> Set.of(), FoundHosts.NOT_ASKED))
                .of(List.of(ranges));
    }

    private static PartitionRanges all(int partition) {
        OffsetRange range = SNAPSHOT.range(partition);
        return new PartitionRanges(partition, List.of(TimedRange.all(range.startOffset(), range.endOffset())));
    }

    @Test
    void prefersTheLeadersHost() {
        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, all(0)).get(0).preferredLocations())
                .containsExactly("b", "a");
        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, all(2)).get(0).preferredLocations())
                .isEmpty();
    }

    @Test
    void letsEachReplicasHostComeFirstForItsShareOfAPartition() {
        PartitionRanges[] parts = new PartitionRanges[] {all(0), all(0), all(0), all(0)};

        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, parts))
                .extracting(task -> task.preferredLocations()[0])
                .containsExactly("b", "a", "b", "a");
    }

    @Test
    void startsLargeTasksFirst() {
        assertThat(plan(A_COLUMN, ScanOutput.NO_LIMIT, all(0), all(1), all(2)))
                .extracting(TopicInputPartition::partition)
                .startsWith(1, 1)
                .endsWith(2);
    }

    @Test
    void tellsEachTaskOfAPartitionWhereItsFilesAre() {
        List<TopicInputPartition> planned = plan(A_COLUMN, ScanOutput.NO_LIMIT, all(1));

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
                .extracting(TopicInputPartition::partition)
                .containsExactly(1, 0, 2);
    }

    @Test
    void sendsSmallInputPartitionsToTheTasks() throws Exception {
        ScanTask task = new ScanTask(
                0,
                List.of(TimedRange.all(0, 3), TimedRange.all(8, 9)),
                new LogLineage.Known(2, 1, 9),
                List.of(LEADER, FOLLOWER));
        TopicInputPartition planned = new TopicInputPartition(task, List.of("b", "a"));
        byte[] bytes = serialized(planned);

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(in.readObject()).isEqualTo(planned);
        }
        assertThat(bytes.length).isLessThan(1_300);
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
