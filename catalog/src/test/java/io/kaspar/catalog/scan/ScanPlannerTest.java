package io.kaspar.catalog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.reader.bytes.OffsetRange;
import io.kaspar.reader.scan.ReadLocality;
import io.kaspar.reader.scan.ReplicaPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScanPlannerTest {
    private static final ReplicaPlace LEADER = new ReplicaPlace(2, "b", "/data");
    private static final ReplicaPlace FOLLOWER = new ReplicaPlace(1, "a", "/data");
    private static final TopicStorage STORAGE =
            new TopicStorage(Map.of(0, List.of(LEADER, FOLLOWER)), Map.of(0, 1_000L), "");

    @Test
    void leavesEmptyPartitionsOut() {
        List<OffsetRange> bounds = List.of(new OffsetRange(4, 4), new OffsetRange(0, 3));

        assertThat(ScanPlanner.plan(bounds, List.of(), STORAGE, ReadLocality.PREFERRED))
                .extracting(TopicInputPartition::partition)
                .containsExactly(1);
    }

    @Test
    void prefersTheLeadersHost() {
        TopicInputPartition planned = ScanPlanner.plan(
                        List.of(new OffsetRange(0, 3)), List.of(), STORAGE, ReadLocality.REQUIRED)
                .get(0);

        assertThat(planned.preferredLocations()).containsExactly("b", "a");
    }

    @Test
    void prefersNoHostWhenFilesAreNotToBeRead() {
        TopicInputPartition planned = ScanPlanner.plan(
                        List.of(new OffsetRange(0, 3)), List.of(), STORAGE, ReadLocality.OFF)
                .get(0);

        assertThat(planned.replicas()).isEmpty();
        assertThat(planned.preferredLocations()).isEmpty();
    }

    @Test
    void sendsSmallInputPartitionsToTheTasks() throws Exception {
        TopicInputPartition planned = new TopicInputPartition(
                0, List.of(new OffsetRange(0, 3), new OffsetRange(8, 9)), List.of(LEADER, FOLLOWER));
        byte[] bytes = serialized(planned);

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(in.readObject()).isEqualTo(planned);
        }
        assertThat(bytes.length).isLessThan(1_000);
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
