package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.LeaderLogBounds;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicRights;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class LineageLookupTest {
    private volatile Instant now = Instant.EPOCH;
    private final Clock clock = new MovingClock();

    @Test
    void asksNotAgainSoonWhenLeadersDidNotAnswer() throws IOException {
        LineageLookup lineages = new LineageLookup(nobody(), clock);
        TopicLayout layout =
                new TopicLayout("cluster", "orders", Uuid.randomUuid().toString(), TopicRights.READ_ONLY, List.of());
        assertThat(lineages.isSilent("orders")).isFalse();

        assertThat(lineages.of(layout, Map.of(0, new LeaderLogBounds(new OffsetRange(0, 10), 3))))
                .isEmpty();

        assertThat(lineages.isSilent("orders")).isTrue();
        assertThat(lineages.isSilent("customers")).isFalse();
        now = Instant.ofEpochSecond(11);
        assertThat(lineages.isSilent("orders")).isFalse();
    }

    @Test
    void asksNothingWhereNoAnswerWouldServe() {
        assertThat(LineageLookup.isWorthAsking(new LeaderLogBounds(new OffsetRange(0, 10), 3)))
                .isTrue();
        assertThat(LineageLookup.isWorthAsking(new LeaderLogBounds(new OffsetRange(10, 10), 3)))
                .isFalse();
        assertThat(LineageLookup.isWorthAsking(new LeaderLogBounds(new OffsetRange(0, 10), -1)))
                .isFalse();
    }

    private static ClusterOptions nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new ClusterOptions(Map.of("bootstrap.servers", "localhost:" + free.getLocalPort()), 300, 1_000);
        }
    }

    private final class MovingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
