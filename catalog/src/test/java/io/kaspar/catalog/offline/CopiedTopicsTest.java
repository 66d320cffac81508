package io.kaspar.catalog.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.options.ClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories are taken away to see whether they are looked into. */
class CopiedTopicsTest {
    private static final int TTL_MS = 5_000;
    private static final Clock NOW = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @TempDir
    Path logDir = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        for (String directory : List.of("a-0", "b-0")) {
            Files.createDirectory(logDir.resolve(directory));
        }
    }

    private CopiedTopics topics(Clock clock) {
        return new CopiedTopics(new ClusterOptions(Map.of(), 1_000, TTL_MS), List.of(logDir.toString()), clock);
    }

    @Test
    void looksUpManyTopicsAtOnceAndTellsThemOnce() throws IOException {
        CopiedTopics topics = topics(NOW);
        topics.lookUpAhead(List.of("a", "b", "missing"));
        Files.delete(logDir.resolve("a-0"));

        assertThat(topics.firstLayout(List.of("a"))).isPresent();
        assertThat(topics.firstLayout(List.of("a"))).isEmpty();
        assertThat(topics.firstLayout(List.of("missing"))).isEmpty();
    }

    @Test
    void forgetsWhatWasLookedUpAheadWhenToldTo() throws IOException {
        CopiedTopics topics = topics(NOW);
        topics.lookUpAhead(List.of("a", "b"));
        Files.delete(logDir.resolve("a-0"));

        topics.forget("a");

        assertThat(topics.firstLayout(List.of("a"))).isEmpty();
    }

    @Test
    void looksAgainWhenTheLookAheadIsOld() throws IOException {
        LaterClock clock = new LaterClock();
        CopiedTopics topics = topics(clock);
        topics.lookUpAhead(List.of("a", "b"));
        Files.delete(logDir.resolve("a-0"));

        clock.now = clock.now.plus(Duration.ofMillis(TTL_MS));

        assertThat(topics.firstLayout(List.of("a"))).isEmpty();
    }

    private static final class LaterClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
