package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.cancel.CancelledException;
import io.kaspar.testing.kafka.Waiting;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that are cancelled while they wait for a registry. A wait that does not end lasts ten minutes here. */
final class RegistryCancellationTest {
    private static final int VERY_LONG_MS = 600_000;

    private final AtomicBoolean isCancelled = new AtomicBoolean();
    private final ExecutorService tasks = Executors.newCachedThreadPool();
    private FakeRegistry server;
    private SharedSchemaRegistries shared;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
        server.register("orders-value", "\"int\"");
        shared = new SharedSchemaRegistries(SchemaRegistries::open, later -> {});
    }

    @AfterEach
    void stop() {
        tasks.shutdownNow();
        server.close();
    }

    @Test
    void endsTheWaitForAnAnswer() throws Exception {
        server.delay(VERY_LONG_MS);
        Future<Boolean> asked = ask();
        awaitRequests(1);

        isCancelled.set(true);

        assertCancelled(asked);
    }

    @Test
    void endsTheWaitBeforeAnotherTry() throws Exception {
        server.limit(0, () -> 0);
        Future<Boolean> asked = ask();
        awaitRequests(1);

        isCancelled.set(true);

        assertCancelled(asked);
    }

    @Test
    void endsNoOtherTasksWait() throws Exception {
        server.delay(3_000);
        Future<Boolean> asked = ask();
        awaitRequests(1);
        Future<String> sharing =
                tasks.submit(() -> registry(new AtomicBoolean()).byId(1).text());

        isCancelled.set(true);

        assertCancelled(asked);
        assertThat(sharing.get()).isEqualTo("\"int\"");
    }

    @Test
    void endsTheWaitForWhatAnotherTaskAsked() throws Exception {
        server.delay(VERY_LONG_MS);
        Future<String> first =
                tasks.submit(() -> registry(new AtomicBoolean()).byId(1).text());
        awaitRequests(1);
        Future<Boolean> asked = ask();

        isCancelled.set(true);

        assertCancelled(asked);
        assertThat(first).isNotDone();
    }

    /** Whether the thread was interrupted afterwards. */
    private Future<Boolean> ask() {
        return tasks.submit(() -> {
            try {
                registry(isCancelled).byId(1);
                throw new AssertionError("there was an answer");
            } catch (SchemaRegistryException e) {
                if (!(e.getCause() instanceof CancelledException)) {
                    throw e;
                }
                return Thread.currentThread().isInterrupted();
            }
        });
    }

    private SchemaRegistry registry(AtomicBoolean cancelled) throws SchemaRegistryException {
        return shared.lease(TestRegistries.impatient(server.url(), VERY_LONG_MS), cancelled::get);
    }

    private void awaitRequests(int count) {
        Waiting.until("a request", () -> server.requestCount() >= count);
    }

    private static void assertCancelled(Future<Boolean> asked) throws Exception {
        try {
            assertThat(asked.get(1, TimeUnit.MINUTES)).isFalse();
        } catch (ExecutionException e) {
            throw new AssertionError("it failed for another reason", e);
        }
    }
}
