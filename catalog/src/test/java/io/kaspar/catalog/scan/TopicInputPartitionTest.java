package io.kaspar.catalog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicInputPartitionTest {
    private static final ReplicaLocation LEADER = new ReplicaLocation(2, "b", "/data");
    private static final ReplicaLocation FOLLOWER = new ReplicaLocation(1, "a", "/data");

    @Test
    void sendsSmallInputPartitionsToTheTasks() throws Exception {
        ScanTask task = new ScanTask(
                0,
                List.of(TimedRange.all(0, 3), TimedRange.all(8, 9)),
                new LogLineage.Known(2, 1, 9),
                List.of(LEADER, FOLLOWER));
        TopicInputPartition planned = new TopicInputPartition("orders", task, List.of("b", "a"));
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
