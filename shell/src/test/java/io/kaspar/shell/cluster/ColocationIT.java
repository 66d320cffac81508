package io.kaspar.shell.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers and a Spark executor beside each, all processes of their own: who reads from whose disk. */
@Tag("cluster")
final class ColocationIT {
    private static final String HOST_1 = "127.0.0.2";
    private static final String HOST_2 = "127.0.0.3";
    private static final String HOST_3 = "127.0.0.4";
    private static final String REQUIRED = " WITH ('read.locality' = 'required')";
    private static final int[] PARTITIONS = {0, 1, 2, 3, 4, 5};

    @TempDir
    private static Path gates;

    private static ColocatedServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = ColocatedServers.start(Optional.empty(), Map.of("next-broker", 1));
        ColocatedTopics topics = new ColocatedTopics(servers.kafka().bootstrapServers());
        topics.create("single", List.of(List.of(1), List.of(2), List.of(3), List.of(1), List.of(2), List.of(3)));
        topics.create(
                "triple",
                List.of(
                        List.of(1, 2, 3),
                        List.of(2, 3, 1),
                        List.of(3, 1, 2),
                        List.of(1, 3, 2),
                        List.of(2, 1, 3),
                        List.of(3, 2, 1)));
        topics.create("busy", List.of(List.of(1)));
        topics.create("pinned", List.of(List.of(1)));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50));
    }

    /** Until all executors are there and have ended what the test before left behind. */
    private static void awaitIdle(ColocatedSession session) {
        within().until(() -> session.executorHosts().equals(List.of(HOST_1, HOST_2, HOST_3)) && session.isIdle());
        // an executor is known a moment before it is given tasks
        within().until(() -> session.runningHosts().equals(Set.of(HOST_1, HOST_2, HOST_3)));
    }

    @Test
    void saysWhyWhenNoMachineIsTheRightOne() throws Exception {
        servers.spark().killWorker(1);
        try (ColocatedSession session = ColocatedSession.start(servers, Map.of("spark.cores.max", "2"))) {
            assertThatThrownBy(() -> session.rows("nowhere", "SELECT value FROM kaspar.pinned" + REQUIRED))
                    .hasStackTraceContaining("read.locality=required, but pinned-0 cannot be read");
            assertThat(session.rows("anywhere", "SELECT value FROM kaspar.pinned"))
                    .isEqualTo(ColocatedTopics.values("pinned", 0));
        } finally {
            servers.spark().restartWorker(1);
        }
    }

    /** Tasks wait for the right machine as long as it takes. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class Patient {
        private ColocatedSession session;

        @BeforeAll
        void startSession() {
            session = ColocatedSession.start(servers, Map.of("spark.locality.wait", "10m"));
        }

        @AfterAll
        void stopSession() {
            session.close();
        }

        @BeforeEach
        void awaitAllExecutors() {
            awaitIdle(session);
        }

        @Test
        void readsEveryPartitionOnTheMachineThatHasItsOnlyReplica() {
            List<String> rows = session.rows("single", "SELECT value FROM kaspar.single");

            assertThat(rows).isEqualTo(ColocatedTopics.values("single", PARTITIONS));
            List<TaskRecorder.Attempt> tasks = session.tasks().successes("single");
            assertThat(tasks).hasSize(PARTITIONS.length);
            assertAllLocal(tasks);
            assertThat(tasks).extracting(TaskRecorder.Attempt::host).containsOnly(HOST_1, HOST_2, HOST_3);
            printShare("replication 1", tasks);
        }

        @Test
        void movesToOtherReplicasDisksWhenAWorkerDies() throws Exception {
            Gate gate = Gate.register(session.spark(), gates.resolve("dying"));
            try {
                CompletableFuture<List<String>> rows =
                        session.rowsLater("triple", "SELECT gate(value) FROM kaspar.triple");
                within().until(() ->
                        Set.copyOf(session.tasks().startedOn("triple")).size() == 3);

                int lost = session.tasks().executorsLost();
                servers.spark().killWorker(2);
                within().until(() -> session.tasks().executorsLost() > lost);
                gate.open();

                assertThat(rows.get()).isEqualTo(ColocatedTopics.values("triple", PARTITIONS));
            } finally {
                gate.open();
                servers.spark().restartWorker(2);
            }
            List<TaskRecorder.Attempt> tasks = session.tasks().successes("triple");
            assertThat(tasks).hasSize(PARTITIONS.length);
            assertAllLocal(tasks);
            assertThat(tasks).extracting(TaskRecorder.Attempt::host).containsOnly(HOST_1, HOST_3);
            assertThat(session.tasks().failures("triple"))
                    .extracting(TaskRecorder.Attempt::host)
                    .containsExactly(HOST_2);
            printShare("replication 3, a worker dead", tasks);
        }

        @Test
        void asksBrokersWhenTwoAttemptsFailed() {
            FirstAttemptsFail.register(session.spark());

            List<String> rows = session.rows("lucky", "SELECT third_time_lucky(value) FROM kaspar.pinned");

            assertThat(rows).isEqualTo(ColocatedTopics.values("pinned", 0));
            assertThat(session.tasks().failures("lucky")).hasSize(2);
            assertThat(session.tasks().successes("lucky")).singleElement().satisfies(task -> {
                assertThat(task.localBytes()).isZero();
                assertThat(task.networkBytes()).isPositive();
            });
        }

        @Test
        void findsDisksWhereNamesMisleadByAskingExecutors() {
            MisleadingNames.catalog(session, servers, "misled", Map.of());
            MisleadingNames.catalog(session, servers, "asking", Map.of("hosts", "auto"));

            List<String> misled = session.rows("misled", "SELECT value FROM misled.single");
            List<String> asking = session.rows("asking", "SELECT value FROM asking.single");

            assertThat(misled).isEqualTo(ColocatedTopics.values("single", PARTITIONS));
            assertThat(session.tasks().successes("misled"))
                    .hasSize(PARTITIONS.length)
                    .allSatisfy(task -> assertThat(task.localBytes()).isZero());
            assertThat(asking).isEqualTo(ColocatedTopics.values("single", PARTITIONS));
            List<TaskRecorder.Attempt> tasks = session.tasks().successes("asking");
            assertThat(tasks).hasSize(PARTITIONS.length);
            assertAllLocal(tasks);
            printShare("misleading names, hosts=auto", tasks);
            assertThat(MisleadingNames.verdicts(session, "misled"))
                    .hasSize(9)
                    .containsOnly("NOT_PREFERRED", "OTHER_NODE");
            assertThat(MisleadingNames.verdicts(session, "asking")).hasSize(9).containsOnly("LOCAL", "OTHER_NODE");
        }

        @Test
        void asksExecutorsThatComeLater() throws Exception {
            String explain = "EXPLAIN SELECT value FROM later.single";
            MisleadingNames.catalog(session, servers, "later", Map.of("hosts", "auto"));
            assertThat(session.rows("plan", explain))
                    .singleElement()
                    .asString()
                    .contains("3 of 3 executors' hosts answered");
            try {
                servers.spark().killWorker(3);
                within().until(() -> session.executorHosts().equals(List.of(HOST_1, HOST_2)));
                int asked = MisleadingNames.asked(session).size();
                assertThat(session.rows("plan", explain))
                        .singleElement()
                        .asString()
                        .contains("on [" + HOST_1 + ", " + HOST_2 + "]; 2 of 2 executors' hosts answered");
                assertThat(MisleadingNames.asked(session)).hasSize(asked);
            } finally {
                servers.spark().restartWorker(3);
            }
            awaitAllExecutors();
            int asked = MisleadingNames.asked(session).size();

            assertThat(session.rows("plan", explain))
                    .singleElement()
                    .asString()
                    .contains("3 of 3 executors' hosts answered");
            List<String> all = MisleadingNames.asked(session);
            assertThat(all.subList(asked, all.size())).containsOnly(HOST_3);
        }

        @Test
        void plansWithoutAnswersWhileAllCoresAreBusy() throws Exception {
            MisleadingNames.catalog(session, servers, "patient", Map.of("hosts", "auto"));
            int asked = MisleadingNames.asked(session).size();
            Gate gate = Gate.register(session.spark(), gates.resolve("all-busy"));
            try {
                var unused = session.rowsLater("all-busy", "SELECT gate(value) FROM kaspar.single");
                within().until(() ->
                        Set.copyOf(session.tasks().startedOn("all-busy")).size() == 3);

                assertThat(session.rowsLater("plan", "EXPLAIN SELECT value FROM patient.single"))
                        .succeedsWithin(Duration.ofMinutes(5))
                        .asString()
                        .contains("0 of 3 executors' hosts answered");
                CompletableFuture<List<String>> rows =
                        session.rowsLater("meanwhile", "SELECT value FROM patient.single");
                gate.open();

                assertThat(rows.get()).isEqualTo(ColocatedTopics.values("single", PARTITIONS));
                assertThat(MisleadingNames.asked(session)).hasSize(asked);
            } finally {
                gate.open();
            }
            session.spark().sql("REFRESH TABLE patient.single");
            assertThat(session.rows("plan", "EXPLAIN SELECT value FROM patient.single"))
                    .singleElement()
                    .asString()
                    .contains("3 of 3 executors' hosts answered");
        }

        private void assertAllLocal(List<TaskRecorder.Attempt> tasks) {
            assertThat(tasks).allSatisfy(task -> {
                assertThat(task.locality()).isEqualTo("NODE_LOCAL");
                assertThat(task.localBytes()).isPositive();
                assertThat(task.networkBytes()).isZero();
            });
        }
    }

    /** Tasks go to whatever core is free, and a machine on which one failed is not tried again with it. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class Hasty {
        private ColocatedSession session;

        @BeforeAll
        void startSession() {
            session = ColocatedSession.start(
                    servers,
                    Map.of(
                            "spark.locality.wait", "0",
                            "spark.excludeOnFailure.enabled", "true",
                            "spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor", "1",
                            "spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "1",
                            "spark.excludeOnFailure.stage.maxFailedTasksPerExecutor", "1000000",
                            "spark.excludeOnFailure.application.maxFailedTasksPerExecutor", "1000000"));
        }

        @AfterAll
        void stopSession() {
            session.close();
        }

        @BeforeEach
        void awaitAllExecutors() {
            awaitIdle(session);
        }

        @Test
        void failsOnAWrongMachineAndSettlesOnTheRightOneWhenLocalityIsRequired() throws Exception {
            Gate gate = keepTheRightMachineBusy("required-busy");
            try {
                CompletableFuture<List<String>> rows =
                        session.rowsLater("required", "SELECT value FROM kaspar.pinned" + REQUIRED);
                within().until(() -> session.tasks().failures("required").size() == 2);
                gate.open();

                assertThat(rows.get()).isEqualTo(ColocatedTopics.values("pinned", 0));
            } finally {
                gate.open();
            }
            assertThat(session.tasks().failures("required"))
                    .extracting(TaskRecorder.Attempt::host)
                    .containsExactlyInAnyOrder(HOST_2, HOST_3);
            assertThat(session.tasks().failures("required"))
                    .extracting(TaskRecorder.Attempt::failure)
                    .allSatisfy(failure -> assertThat(failure)
                            .contains(
                                    "read.locality=required, but pinned-0 cannot be read from a broker's disk on this"
                                            + " machine",
                                    "the directory belongs to another broker",
                                    "log.dirs"));
            assertThat(session.tasks().successes("required")).singleElement().satisfies(task -> {
                assertThat(task.host()).isEqualTo(HOST_1);
                assertThat(task.localBytes()).isPositive();
                assertThat(task.networkBytes()).isZero();
            });
        }

        @Test
        void readsOverTheNetworkOnAWrongMachineWhenLocalityIsPreferred() throws Exception {
            Gate gate = keepTheRightMachineBusy("preferred-busy");
            List<String> rows;
            try {
                rows = session.rows("preferred", "SELECT value FROM kaspar.pinned");
            } finally {
                gate.open();
            }

            assertThat(rows).isEqualTo(ColocatedTopics.values("pinned", 0));
            assertThat(session.tasks().failures("preferred")).isEmpty();
            assertThat(session.tasks().successes("preferred")).singleElement().satisfies(task -> {
                assertThat(task.host()).isIn(HOST_2, HOST_3);
                assertThat(task.locality()).isEqualTo("ANY");
                assertThat(task.localBytes()).isZero();
                assertThat(task.networkBytes()).isPositive();
            });
        }

        /** A query whose only task runs on the machine of {@code pinned} until the gate opens. */
        private Gate keepTheRightMachineBusy(String name) throws Exception {
            Gate gate = Gate.register(session.spark(), gates.resolve(name));
            boolean isBusy = false;
            try {
                var unused = session.rowsLater(name, "SELECT gate(value) FROM kaspar.busy");
                within().until(() -> !session.tasks().startedOn(name).isEmpty());
                assertThat(session.tasks().startedOn(name)).containsExactly(HOST_1);
                isBusy = true;
                return gate;
            } finally {
                if (!isBusy) {
                    gate.open();
                }
            }
        }
    }

    private static void printShare(String what, List<TaskRecorder.Attempt> tasks) {
        long local = tasks.stream().mapToLong(TaskRecorder.Attempt::localBytes).sum();
        long network =
                tasks.stream().mapToLong(TaskRecorder.Attempt::networkBytes).sum();
        System.out.printf(
                "%s: %d tasks, %d of %d bytes read locally (%.1f %%)%n",
                what, tasks.size(), local, local + network, 100.0 * local / (local + network));
    }
}
