package io.kaspar.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.soak.SoakTopic.Trait;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FailureCauseTest {

    @Test
    void tellsSparksOwnInterruptionsFromThoseOfKaspar() {
        InterruptedException ofSpark = interruptionIn("org.apache.spark.sql.Codegen", "io.kaspar.soak.StreamSink");
        InterruptedException ofKaspar =
                interruptionIn("org.apache.kafka.Future", "io.kaspar.catalog.Asker", "org.apache.spark.Stream");

        assertThat(FailureCause.isSparkInterrupted(new IllegalStateException(ofSpark)))
                .isTrue();
        assertThat(FailureCause.isSparkInterrupted(new IllegalStateException(ofKaspar)))
                .isFalse();
        assertThat(FailureCause.isSparkInterrupted(new IllegalStateException("no interruption")))
                .isFalse();
    }

    /** That a stream's topic is another one is said as that, also when it does not reach the stream's offsets. */
    @Test
    void takesACutForNothingElse() {
        assertThat(FailureCause.RECORDS_CUT.isPlausible(false, topic(Trait.RECREATED), true))
                .isFalse();
        assertThat(FailureCause.RECORDS_CUT.isPlausible(false, topic(Trait.UNCLEAN), true))
                .isTrue();
        assertThat(FailureCause.RECORDS_CUT.isForGood()).isTrue();
        assertThat(FailureCause.TOPIC_GONE.isForGood()).isFalse();
    }

    /** Whatever else was the matter. */
    @Test
    void takesNothingForAReasonToLoseRowsOfAWrite() {
        FailureCause cause = FailureCause.of("there is no leader for t-0\n of 2 decided transactions 1 timed out,"
                        + " so that a part of the rows is missing for good")
                .orElseThrow();

        assertThat(cause).isEqualTo(FailureCause.WRITTEN_IN_PART);
        assertThat(cause.isPlausible(false, topic(Trait.WRITTEN), true)).isFalse();
        assertThat(FailureCause.NOT_WRITTEN.isPlausible(false, topic(Trait.WRITTEN), true))
                .isTrue();
        assertThat(FailureCause.NOT_WRITTEN.isPlausible(false, topic(Trait.WRITTEN), false))
                .isFalse();
    }

    @Test
    void knowsATopicThatIsGoneByEachOfItsTexts() {
        assertThat(
                        FailureCause.of(
                                "records are lost: this stream read topic recreated, which is gone, or not among the topics that match"))
                .hasValue(FailureCause.TOPIC_GONE);
    }

    private static InterruptedException interruptionIn(String... classes) {
        InterruptedException interruption = new InterruptedException();
        StackTraceElement[] trace = new StackTraceElement[classes.length];
        for (int i = 0; i < classes.length; i++) {
            trace[i] = new StackTraceElement(classes[i], "run", null, 1);
        }
        interruption.setStackTrace(trace);
        return interruption;
    }

    private static SoakTopic topic(Trait trait) {
        return new SoakTopic("t", 1, 1, Set.of(trait), Map.of());
    }

    @Test
    void aTaskThatMayNotSendAgainNeedsNoBrokerToBeAway() {
        FailureCause cause = FailureCause.of(
                        "WriteException: exactly-once delivery to topic t: attempt 2 of task 1 may not send, since an"
                                + " attempt before it has begun to")
                .orElseThrow();

        assertThat(cause).isEqualTo(FailureCause.SENDER_GONE);
        assertThat(cause.isPlausible(false, topic(Trait.WRITTEN), false)).isTrue();
        assertThat(cause.isForGood()).isFalse();
    }
}
