package io.kaspar.client.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

final class RoundTripsTest {
    private static final Node NEAR = new Node(1, "near", 9092);
    private static final Node FAR = new Node(2, "far", 9092);

    private final RoundTrips roundTrips = new RoundTrips();

    @Test
    void isTheShortestOfTheLast() {
        roundTrips.learn(FAR, 70);
        roundTrips.learn(FAR, 40);
        roundTrips.learn(FAR, 300);

        assertThat(roundTrips.shortestMs(FAR)).isEqualTo(40);
    }

    @Test
    void forgetsHowNearABrokerOnceWas() {
        roundTrips.learn(FAR, 1);
        for (int trip = 0; trip < 4; trip++) {
            roundTrips.learn(FAR, 40 + trip);
        }

        assertThat(roundTrips.shortestMs(FAR)).isEqualTo(40);
    }

    @Test
    void isAnotherBrokersUntilThisOneHasAnswered() {
        assertThat(roundTrips.shortestMs(NEAR)).isZero();
        roundTrips.learn(FAR, 40);

        assertThat(roundTrips.shortestMs(NEAR)).isEqualTo(40);
        roundTrips.learn(NEAR, 2);

        assertThat(roundTrips.shortestMs(NEAR)).isEqualTo(2);
        assertThat(roundTrips.shortestMs(FAR)).isEqualTo(40);
    }
}
