package io.kaspar.reader.fetch;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** How long a read goes on without progress, and what stood in its way since it last made some. */
final class Patience {
    private final String topicPartition;
    private final int timeoutMs;
    private final Time time;
    private final Set<String> brokersTried = new LinkedHashSet<>();
    private long deadlineMs;
    private int failures;
    private String lastCause = "no answer yet";
    private @Nullable Exception lastException;

    Patience(String topicPartition, int timeoutMs, Time time) {
        this.topicPartition = topicPartition;
        this.timeoutMs = timeoutMs;
        this.time = time;
        deadlineMs = time.milliseconds() + timeoutMs;
    }

    int timeoutMs() {
        return timeoutMs;
    }

    /** Something arrived: the time starts anew. */
    void progress() {
        deadlineMs = time.milliseconds() + timeoutMs;
        failures = 0;
        lastException = null;
        brokersTried.clear();
    }

    /** The broker asked for a pause, which is not held against it. */
    void allow(long pauseMs) {
        deadlineMs = Math.max(deadlineMs, time.milliseconds() + pauseMs + timeoutMs);
    }

    void trying(Node node) {
        brokersTried.add(node.host() + ":" + node.port() + (node.id() < 0 ? "" : " (id " + node.id() + ")"));
    }

    void failed(String cause, @Nullable Exception exception) {
        failures++;
        lastCause = cause;
        lastException = exception;
    }

    /** How often it failed since the last progress. */
    int failures() {
        return failures;
    }

    long remainingMs() {
        return Math.max(0, deadlineMs - time.milliseconds());
    }

    /** @throws IOException when the time is over */
    void check() throws IOException {
        if (remainingMs() > 0) {
            return;
        }
        throw new IOException(
                "cannot read " + topicPartition + " over the network: no progress for " + timeoutMs
                        + " ms; brokers tried: "
                        + (brokersTried.isEmpty() ? "none" : String.join(", ", brokersTried)) + "; last cause: "
                        + lastCause + ". See whether the brokers of kafka.bootstrap.servers, and the addresses they"
                        + " advertise, can be reached from this machine; network-timeout says how long to try",
                lastException);
    }
}
