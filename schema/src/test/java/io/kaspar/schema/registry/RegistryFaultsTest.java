package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryFaultsTest {
    private static final String INT = "\"int\"";

    private FakeRegistry server;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
        server.register("orders-value", INT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRegistryThatIsDownIsNamedWithItsOption() throws IOException {
        String url = deadUrl();
        try (SchemaRegistry registry = TestRegistries.open(url)) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining(url + " cannot be reached")
                    .hasMessageContaining("schema.registry.url")
                    .hasMessageContaining("tried 3 times");
        }
    }

    @Test
    void aSlowRegistryIsGivenUpAfterTheTimeoutAndNotAskedAgain() throws IOException {
        server.delay(60_000);
        try (SchemaRegistry registry = SchemaRegistries.open(TestRegistries.impatient(server.url(), 200))) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining(server.url() + " did not answer within 200 ms")
                    .hasMessageContaining("request timeout");
            assertThat(server.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void aRegistryThatStopsInTheMiddleOfAnAnswerIsGivenUpToo() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SchemaRegistry registry = SchemaRegistries.open(
                        TestRegistries.impatient("http://127.0.0.1:" + socket.getLocalPort(), 300))) {
            Thread trickle = new Thread(() -> answerHalf(socket), "trickle");
            trickle.setDaemon(true);
            trickle.start();

            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("did not answer within 300 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void triesAgainAfterAFailureThatMayPass(int status) throws IOException {
        server.failNext(2, status);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThat(registry.subjects()).containsExactly("orders-value");
            assertThat(server.requestCount()).isEqualTo(3);
        }
    }

    @Test
    void givesUpAfterTheLastRetry() throws IOException {
        server.failNext(Integer.MAX_VALUE, 500);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining(server.url())
                    .hasMessageContaining("HTTP 500: told to fail")
                    .hasMessageContaining("tried 3 times");
            assertThat(server.requestCount()).isEqualTo(3);
        }
    }

    @Test
    void forgetsAFailure() throws IOException {
        server.failNext(3, 500);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(() -> registry.byId(1)).isInstanceOf(SchemaRegistryException.class);

            assertThat(registry.byId(1).text()).isEqualTo(INT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 409, 422})
    void doesNotTryAgainWhatIsTheClientsFault(int status) throws IOException {
        server.failNext(1, status);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("HTTP " + status);
            assertThat(server.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void aPathWhereNoRegistryIsNamesTheOption() throws IOException {
        try (SchemaRegistry registry = TestRegistries.open(server.url() + "/wrong")) {
            assertThatThrownBy(() -> registry.latest("orders-value"))
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("HTTP 404")
                    .hasMessageContaining("check the path in schema.registry.url");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome, s3cret page</html>", "", "12", "\"text\"", "{\"a\":", "nul\u0000"})
    void anAnswerThatIsNoJsonIsRefused(String body) throws IOException {
        server.plant("/subjects", 200, body);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("not the JSON of a schema registry")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"schema\":5}",
                "{\"schema\":\"x\"}",
                "{\"schema\":\"x\",\"id\":\"y\"}",
                "{\"schema\":\"x\",\"id\":1}",
                "{\"schema\":\"x\",\"id\":1,\"version\":99999999999}",
                "{\"schema\":\"x\",\"id\":1,\"version\":1,\"references\":[{\"name\":\"n\"}]}",
                "{\"schema\":\"x\",\"id\":1,\"version\":1,\"references\":[7]}"
            })
    void anAnswerThatIsNoSchemaIsRefused(String body) throws IOException {
        server.plant("/subjects/s/versions/latest", 200, body);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(() -> registry.latest("s"))
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("answered JSON without");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[null]"})
    void aListThatIsNoneIsRefused(String body) throws IOException {
        server.plant("/subjects", 200, body);
        server.plant("/subjects/s/versions", 200, "[\"one\"]");
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(registry::subjects).isInstanceOf(SchemaRegistryException.class);
            assertThatThrownBy(() -> registry.versions("s")).isInstanceOf(SchemaRegistryException.class);
        }
    }

    @Test
    void anAnswerOfEndlessNestingIsRefused() throws IOException {
        server.plant("/subjects", 200, "[".repeat(1 << 20) + "]".repeat(1 << 20));
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("not the JSON of a schema registry");
        }
    }

    @Test
    void anAnswerWithoutEndIsRefused() throws IOException {
        server.plant("/subjects", 200, "[" + " ".repeat(17 << 20) + "]");
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("larger than 16777216 bytes");
            assertThat(server.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void asksTheNextAddressWhenOneIsDown() throws IOException {
        try (SchemaRegistry registry = TestRegistries.open(TestRegistries.options(deadUrl(), server.url()))) {
            assertThat(registry.subjects()).containsExactly("orders-value");
            assertThat(registry.versions("orders-value")).containsExactly(1);
        }
    }

    @Test
    void namesEveryAddressWhenAllAreDown() throws IOException {
        String one = deadUrl();
        String other = deadUrl();
        try (SchemaRegistry registry = TestRegistries.open(TestRegistries.options(one, other))) {
            assertThatThrownBy(registry::subjects).hasMessageContaining(one).hasMessageContaining(other);
        }
    }

    @Test
    void staysWithTheAddressThatAnswered() throws IOException {
        try (FakeRegistry second = FakeRegistry.start();
                SchemaRegistry registry = TestRegistries.open(TestRegistries.options(server.url(), second.url()))) {
            server.failNext(1, 503);
            registry.subjects();

            registry.versions("a");
            registry.versions("b");

            assertThat(server.requestCount()).isEqualTo(1);
            assertThat(second.requestCount()).isEqualTo(3);
        }
    }

    @Test
    void redirectsAreFollowed() throws IOException {
        try (FakeRegistry old = FakeRegistry.start();
                SchemaRegistry registry = TestRegistries.open(old.url())) {
            old.redirectTo(server.url());

            assertThat(registry.subjects()).containsExactly("orders-value");
        }
    }

    @Test
    void redirectsInACircleEnd() throws IOException {
        server.redirectTo(server.url());
        try (SchemaRegistry registry = SchemaRegistries.open(
                TestRegistries.options(server.url()),
                java.time.Clock.systemUTC(),
                new Backoff(1, 1),
                RetryClock.REAL)) {
            assertThatThrownBy(registry::subjects).hasMessageContaining("redirects");
        }
    }

    @Test
    void concurrentCallsForOneIdBecomeOneRequest() throws Exception {
        int threads = 16;
        server.delay(300);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<String>> texts = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return registry.byId(1).text();
                    }))
                    .toList();
            for (Future<String> text : texts) {
                assertThat(text.get()).isEqualTo(INT);
            }
            assertThat(server.requestCount()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anInterruptedCallerStopsWaitingAndStaysInterrupted() throws Exception {
        server.delay(60_000);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            Future<Boolean> stillInterrupted = pool.submit(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(registry::subjects)
                        .isInstanceOf(SchemaRegistryException.class)
                        .hasMessageContaining("interrupted");
                return Thread.currentThread().isInterrupted();
            });

            assertThat(stillInterrupted.get()).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void waitsLongerBeforeEachRetryUpToALimit() {
        Backoff backoff = new Backoff(100, 2_000);

        assertThat(IntStream.rangeClosed(1, 7).mapToLong(backoff::limitMs))
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L);
        assertThat(backoff.limitMs(1_000)).isEqualTo(2_000);
    }

    @Test
    void tellsAFailureToAllThatWaitedForIt() throws Exception {
        server.delay(200);
        server.failNext(Integer.MAX_VALUE, 400);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            List<Future<String>> texts = IntStream.range(0, 2)
                    .mapToObj(i -> pool.submit(() -> registry.byId(1).text()))
                    .toList();
            for (Future<String> text : texts) {
                ExecutionException failure = catchThrowableOfType(ExecutionException.class, text::get);
                assertThat(failure).cause().hasMessageContaining("HTTP 400");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static String deadUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    private static void answerHalf(ServerSocket socket) {
        try {
            Socket connection = socket.accept();
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,".getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
