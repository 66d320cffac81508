package io.kaspar.client.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.MetadataResponse;
import org.junit.jupiter.api.Test;

final class RecentMetadataTest {
    private static final long NOW_MS = 1_000_000;

    private final RecentMetadata recent = new RecentMetadata();
    private final MetadataResponse response =
            new MetadataResponse(new MetadataResponseData(), ApiKeys.METADATA.latestVersion());

    @Test
    void isTheLastAnswerForSomeSeconds() {
        recent.learn("orders", response, NOW_MS);

        assertThat(recent.of("orders", NOW_MS + 4_999)).containsSame(response);
        assertThat(recent.of("orders", NOW_MS + 5_000)).isEmpty();
    }

    @Test
    void isOfOneTopic() {
        assertThat(recent.of("orders", NOW_MS)).isEmpty();
        recent.learn("orders", response, NOW_MS);

        assertThat(recent.of("payments", NOW_MS)).isEmpty();
        recent.learn("payments", response, NOW_MS);
        assertThat(recent.of("orders", NOW_MS)).isEmpty();
    }
}
