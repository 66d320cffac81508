package io.kaspar.writer.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.testing.kafka.Waiting;
import io.kaspar.writer.WriteException;
import io.kaspar.writer.transaction.WriteIdentity.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker that coordinates a write's transactions is killed in the middle of its commit, and comes back. */
class BrokerAwayIT {
    private static final int TIMEOUT_MS = 300_000;
    private static final int PARTITIONS = 3;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() throws IOException {
        kafka = EmbeddedKafka.start(BrokerOptions.singleNode().withBrokerCount(3));
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    private static TransactionalCluster cluster() {
        return new TransactionalCluster(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), "kaspar-writes", 30_000, TIMEOUT_MS);
    }

    /** Kills a broker at a step, the first time that a write comes to it, and starts it again meanwhile. */
    private static final class Killer implements WriteSteps {
        private final String deadly;
        private final List<String> idsOfTasks = new ArrayList<>();
        private final String driverId;
        private @Nullable CompletableFuture<Void> restart;

        Killer(String deadly, String driverId) {
            this.deadly = deadly;
            this.driverId = driverId;
        }

        @Override
        public void at(String step) {
            if (step.equals(deadly) && !idsOfTasks.isEmpty() && restart == null) {
                int coordinator = coordinator(step.equals("record sent") ? driverId : idsOfTasks.get(0));
                kafka.killBroker(coordinator);
                restart = CompletableFuture.runAsync(() -> start(coordinator));
            }
        }

        private static int coordinator(String id) {
            try {
                Transactions transactions = new Transactions(cluster(), admin, WriteSteps.NONE);
                return Objects.requireNonNull(transactions.describe(List.of(id)).get(id))
                        .coordinatorId();
            } catch (WriteException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void start(int broker) {
            try {
                kafka.startBroker(broker);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void awaitRestart() {
            Objects.requireNonNull(restart, () -> "the write did not come to step " + deadly)
                    .join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before decision", "record sent", "after decision", "asked to end", "after commit"})
    void rowsAreThereOnceAndNothingStaysOpen(String step) throws Exception {
        String topic = "away-" + step.replace(' ', '-');
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 3)))
                .all()
                .get();
        WriteIdentity write = new WriteIdentity("test", topic, "id", Kind.NAMED, "w1");
        Killer killer = new Killer(step, write.driverId());
        try (ExactlyOnceWrite begun = ExactlyOnceWrite.begin(cluster(), write, killer)) {
            List<String> ids = prepared(write);
            killer.idsOfTasks.addAll(ids);
            begun.commit(0, ids);
        } catch (WriteException e) {
            // said to be not written, or not known to be: then it is run again
            assertThat(step).as(e.getMessage()).isIn("before decision", "record sent");
        }
        killer.awaitRestart();
        try (ExactlyOnceWrite again = ExactlyOnceWrite.begin(cluster(), write)) {
            if (again.committedEpoch().isEmpty()) {
                again.commit(0, prepared(write));
            }
        }

        assertThat(TaskAttempts.seen(kafka.bootstrapServers(), topic, PARTITIONS, true))
                .isEqualTo(TaskAttempts.allRows(1));
        Transactions transactions = new Transactions(cluster(), admin, WriteSteps.NONE);
        Waiting.until("the end of all", () -> transactions.open("test/").isEmpty());
    }

    private static List<String> prepared(WriteIdentity write) throws Exception {
        return TaskAttempts.prepared(kafka.bootstrapServers(), write, 0, TIMEOUT_MS);
    }
}
