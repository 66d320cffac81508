package io.kaspar.client.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.SaslTestCluster;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of one JVM at a broker that wants a login. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedConnectionsIT {
    private static final int TASKS = 20;
    private static final int TIMEOUT_MS = 30_000;

    private static SaslTestCluster cluster;
    private static Forwarder forwarder;

    private final Queue<Runnable> lingering = new ArrayDeque<>();
    private final SharedConnections connections = new SharedConnections(lingering::add);

    @BeforeAll
    static void start() throws Exception {
        cluster = SaslTestCluster.start();
        String address = cluster.bootstrapServers().split(",")[0];
        forwarder = new Forwarder(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    }

    @AfterAll
    static void stop() throws IOException {
        forwarder.close();
        cluster.close();
    }

    @BeforeEach
    void countAnew() {
        CountingLogin.LOGINS.set(0);
    }

    @Test
    void tasksAtOnceLogInOnce() throws Exception {
        Map<String, String> settings = settings("tasks at once", SaslTestCluster.password());
        CyclicBarrier allBorrowed = new CyclicBarrier(TASKS);
        ExecutorService tasks = Executors.newFixedThreadPool(TASKS);
        int connectionsBefore = forwarder.connections();
        try {
            for (int round = 0; round < 2; round++) {
                List<Future<MetadataResponse>> answers = new ArrayList<>();
                for (int task = 0; task < TASKS; task++) {
                    answers.add(tasks.submit(() -> {
                        try (BorrowedClient borrowed = connections.borrow(settings)) {
                            allBorrowed.await();
                            return ask(borrowed);
                        }
                    }));
                }
                for (Future<MetadataResponse> answer : answers) {
                    assertThat(answer.get().brokers()).hasSize(1);
                }
            }
        } finally {
            tasks.shutdownNow();
        }
        assertThat(CountingLogin.LOGINS).hasValue(1);
        assertThat(forwarder.connections() - connectionsBefore).isEqualTo(TASKS);
    }

    @Test
    void tasksOneAfterTheOtherShareALoginAndAConnection() throws Exception {
        Map<String, String> settings = settings("one after the other", SaslTestCluster.password());
        int connectionsBefore = forwarder.connections();

        for (int task = 0; task < TASKS; task++) {
            try (BorrowedClient borrowed = connections.borrow(settings)) {
                assertThat(ask(borrowed).brokers()).hasSize(1);
            }
        }

        assertThat(CountingLogin.LOGINS).hasValue(1);
        assertThat(forwarder.connections() - connectionsBefore).isEqualTo(1);
    }

    @Test
    void closesSomeTimeAfterTheLastTask() throws Exception {
        Map<String, String> settings = settings("linger", SaslTestCluster.password());
        BrokerClient first;
        try (BorrowedClient borrowed = connections.borrow(settings)) {
            first = borrowed.client();
        }
        lingering.remove().run();

        try (BorrowedClient borrowed = connections.borrow(settings)) {
            assertThat(borrowed.client()).isNotSameAs(first);
            assertThat(ask(borrowed).brokers()).hasSize(1);
        }
        assertThat(CountingLogin.LOGINS).hasValue(2);
    }

    @Test
    void connectsAgainWhenTheBrokerClosedAnIdleConnection() throws Exception {
        Map<String, String> settings = settings("idle", SaslTestCluster.password());
        BrokerClient first;
        try (BorrowedClient borrowed = connections.borrow(settings)) {
            first = borrowed.client();
            ask(borrowed);
        }
        forwarder.dropConnections();

        try (BorrowedClient borrowed = connections.borrow(settings)) {
            assertThat(borrowed.client()).isSameAs(first);
            assertThat(ask(borrowed).brokers()).hasSize(1);
        }
        assertThat(CountingLogin.LOGINS).hasValue(1);
    }

    @Test
    void lendsNoClientOnForWhichAnAnswerIsStillToCome() throws Exception {
        Map<String, String> settings = settings("interrupted", SaslTestCluster.password());
        BrokerClient interrupted;
        try (BorrowedClient borrowed = connections.borrow(settings)) {
            interrupted = borrowed.client();
            ask(borrowed);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ask(borrowed)).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        BrokerClient unanswered;
        try (BorrowedClient borrowed = connections.borrow(settings)) {
            unanswered = borrowed.client();
            assertThat(unanswered).isNotSameAs(interrupted);
            ask(borrowed);
            unanswered.sendNow(unanswered.bootstrapNodes().get(0), request(), deadline(unanswered));
        }
        try (BorrowedClient borrowed = connections.borrow(settings)) {
            assertThat(borrowed.client()).isNotSameAs(unanswered);
            assertThat(ask(borrowed).brokers()).hasSize(1);
        }
    }

    @Test
    void credentialsAreNotShared() throws Exception {
        Map<String, String> wrong = settings("credentials", "wrong");
        try (BorrowedClient borrowed = connections.borrow(settings("credentials", SaslTestCluster.password()))) {
            assertThat(ask(borrowed).brokers()).hasSize(1);
            try (BorrowedClient refused = connections.borrow(wrong)) {
                assertThatThrownBy(() -> ask(refused))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("refuses the connection");
            }
            assertThat(CountingLogin.LOGINS).hasValue(2);
        }
    }

    @Test
    void logsInAnewAfterARefusal() throws Exception {
        Map<String, String> wrong = settings("refused", "wrong");
        for (int attempt = 1; attempt <= 2; attempt++) {
            try (BorrowedClient refused = connections.borrow(wrong)) {
                assertThatThrownBy(() -> ask(refused)).isInstanceOf(IOException.class);
            }
            assertThat(CountingLogin.LOGINS).hasValue(attempt);
        }
    }

    private static MetadataResponse ask(BorrowedClient borrowed) throws IOException {
        BrokerClient client = borrowed.client();
        Node bootstrap = client.bootstrapNodes().get(0);
        return (MetadataResponse) client.ask(bootstrap, request(), deadline(client), TIMEOUT_MS);
    }

    private static MetadataRequest.Builder request() {
        return new MetadataRequest.Builder(List.of("none"), false);
    }

    private static ProgressDeadline deadline(BrokerClient client) {
        return new ProgressDeadline("a test", TIMEOUT_MS, client.time());
    }

    private static Map<String, String> settings(String test, String password) {
        Map<String, String> settings = new HashMap<>(SaslTestCluster.login(password));
        settings.put("bootstrap.servers", forwarder.address());
        // Kafka shares logins of equal SASL settings: this makes each test have its own.
        settings.put("sasl.kerberos.service.name", test);
        settings.put("sasl.login.class", CountingLogin.class.getName());
        return settings;
    }
}
