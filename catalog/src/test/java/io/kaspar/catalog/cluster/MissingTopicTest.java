package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingTopicTest {
    private int pauses;
    private int asked;

    private final MissingTopic missing = new MissingTopic(() -> pauses++);

    private Optional<String> knownAt(int attempt) {
        asked++;
        return asked < attempt ? Optional.empty() : Optional.of("found");
    }

    @Test
    void waitsForABrokerThatIsBehindTheOthers() {
        assertThat(missing.find(() -> knownAt(3), () -> true)).contains("found");
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void saysAtOnceThatATopicIsMissingThatNobodyKnows() {
        assertThat(missing.find(() -> knownAt(2), () -> false)).isEmpty();
        assertThat(asked).isEqualTo(1);
        assertThat(pauses).isZero();
    }

    @Test
    void asksNobodyElseForATopicThatIsThere() {
        assertThat(missing.find(() -> knownAt(1), () -> {
                    throw new AssertionError("asked others");
                }))
                .contains("found");
    }

    @Test
    void givesUpAfterASecondWhenTheTopicStaysUnknown() {
        assertThat(missing.find(() -> knownAt(Integer.MAX_VALUE), () -> true)).isEmpty();
        assertThat(pauses).isLessThan(10);
    }
}
