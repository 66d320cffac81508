package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.examples.SamplePaths.Traffic;
import io.kaspar.shell.SampleSession;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sample topics read from the broker's files, over the network, and by Kafka's consumer with Avro's own reader. */
@ExtendWith(SampleSessions.class)
class SamplePathsIT {

    static List<String> topics() {
        return SamplePaths.topics();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void areTheSameOnEveryPath(String topic, SampleSession samples) throws Exception {
        SamplePaths paths =
                new SamplePaths(samples.spark(), "kaspar", samples.bootstrapServers(), samples.schemaRegistry());

        Traffic local = paths.assertSameAsConsumed(topic, "preferred");
        Traffic remote = paths.assertSameAsConsumed(topic, "off");

        assertThat(local.localBytes()).isPositive();
        assertThat(local.networkBytes()).isZero();
        assertThat(remote.localBytes()).isZero();
        assertThat(remote.networkBytes()).isPositive();
    }
}
