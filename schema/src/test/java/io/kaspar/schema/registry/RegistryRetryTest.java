package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that has too much to do says so; time here is made up, so nobody waits. */
final class RegistryRetryTest {
    private static final int WRITERS = 10;

    private final MadeUpTime time = new MadeUpTime();
    private FakeRegistry server;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tenWritersBehindFiveRequestsASecondAllGetTheirSchemas() throws Exception {
        for (int i = 0; i < WRITERS; i++) {
            server.register("orders-value", "{\"type\":\"fixed\",\"name\":\"F\",\"size\":" + i + "}");
        }
        server.limit(5, time::nowMs);
        ExecutorService tasks = Executors.newFixedThreadPool(WRITERS);
        try (SchemaRegistry registry = open()) {
            List<Future<String>> texts = IntStream.rangeClosed(1, WRITERS)
                    .mapToObj(id -> tasks.submit(() -> registry.byId(id).text()))
                    .toList();
            for (int i = 0; i < WRITERS; i++) {
                assertThat(texts.get(i).get()).contains("\"size\":" + i);
            }
        } finally {
            tasks.shutdownNow();
        }
    }

    @Test
    void waitsAsLongAsItIsTold() throws IOException {
        server.register("orders-value", "\"int\"");
        server.limit(1, time::nowMs);
        try (SchemaRegistry registry = open()) {
            registry.byId(1);
            long beforeMs = time.nowMs();

            registry.latest("orders-value");

            assertThat(time.nowMs() - beforeMs).isGreaterThanOrEqualTo(1_000);
            assertThat(server.requestCount("/subjects/orders-value/versions/latest"))
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void givesUpWhenTheTimeForRetriesIsOver(int status) throws IOException {
        server.failNext(Integer.MAX_VALUE, status);
        try (SchemaRegistry registry = open()) {
            assertThatThrownBy(() -> registry.byId(1))
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("HTTP " + status)
                    .hasMessageContaining("schema.registry.retry-budget");
            assertThat(time.nowMs()).isBetween(20_000L, TestRegistries.RETRY_BUDGET_MS);
        }
    }

    @Test
    void doesNotWaitForWhatTheBudgetDoesNotHold() throws IOException {
        server.limit(0, time::nowMs);
        RegistryOptions options = TestRegistries.options(server.url());
        try (SchemaRegistry registry = SchemaRegistries.open(
                new RegistryOptions(
                        options.urls(), null, null, options.tls(), options.headers(), 30_000, 2, 500, 60_000, 5_000),
                Clock.systemUTC(),
                Backoff.DEFAULT,
                time)) {
            assertThatThrownBy(() -> registry.byId(1)).hasMessageContaining("asked again in 1000 ms");
            assertThat(server.requestCount()).isOne();
        }
    }

    @Test
    void readsWhenToComeBack() {
        long nowMs = Instant.parse("2026-11-26T06:00:00Z").toEpochMilli();
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(nowMs + 7_000).atOffset(ZoneOffset.UTC));

        assertThat(RetryAfter.ms("3", nowMs)).isEqualTo(3_000);
        assertThat(RetryAfter.ms(date, nowMs)).isEqualTo(7_000);
        assertThat(RetryAfter.ms(date, nowMs + 60_000)).isZero();
        assertThat(RetryAfter.ms("soon", nowMs)).isZero();
        assertThat(RetryAfter.ms("99999999999999999999", nowMs)).isZero();
        assertThat(RetryAfter.ms(null, nowMs)).isZero();
    }

    private SchemaRegistry open() throws SchemaRegistryException {
        return SchemaRegistries.open(TestRegistries.options(server.url()), Clock.systemUTC(), Backoff.DEFAULT, time);
    }
}
