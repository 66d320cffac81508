package io.kaspar.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.soak.SoakTopic.Trait;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A short run of the soak, with the faults that take little time. */
final class SoakIT {
    private static final long SEED = Long.getLong("kaspar.seed", 4_4_2026);
    private static final Duration LENGTH = Duration.ofSeconds(25);
    private static final Set<FaultKind> FAULTS = EnumSet.of(
            FaultKind.LEADER_MOVE,
            FaultKind.LOG_DIR_MOVE,
            FaultKind.DELETE_RECORDS,
            FaultKind.BIT_FLIP,
            FaultKind.TRANSACTION_INDEX_DAMAGE,
            FaultKind.BROKER_KILLED);

    @Test
    void findsNoDifference() throws IOException {
        List<SoakTopic> topics = SoakTopic.all().stream()
                .filter(topic -> !topic.has(Trait.UNCLEAN) && !topic.has(Trait.RECREATED) && !topic.has(Trait.LARGE))
                .toList();

        Tally tally = Soak.run(new SoakOptions(LENGTH, SEED, FAULTS, 2, 1, 20, 1, 0, 0), topics, System.out::println);

        assertThat(tally.differences()).isEmpty();
        assertThat(tally.recordsCompared()).isPositive();
        assertThat(tally.writes().compared()).isPositive();
    }
}
