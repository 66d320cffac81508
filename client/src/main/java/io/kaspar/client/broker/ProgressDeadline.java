package io.kaspar.client.broker;

import io.kaspar.schema.cancel.Cancellation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** How long to wait without progress, unless it is cancelled before, and what stood in the way. Not thread-safe. */
public final class ProgressDeadline {
    private final String what;
    private final int timeoutMs;
    private final Time time;
    private final Cancellation cancellation;
    private final Set<String> brokersTried = new LinkedHashSet<>();
    private long deadlineMs;
    private int failures;
    private String lastCause = "no answer yet";
    private @Nullable Exception lastException;

    /**
     * Starts the time.
     *
     * @param what is read, for messages
     */
    public ProgressDeadline(String what, int timeoutMs, Time time) {
        this(what, timeoutMs, time, Cancellation.NEVER);
    }

    /**
     * Starts the time.
     *
     * @param what is read, for messages
     * @param cancellation ends every wait, as an interrupt does
     */
    public ProgressDeadline(String what, int timeoutMs, Time time, Cancellation cancellation) {
        this.what = what;
        this.timeoutMs = timeoutMs;
        this.time = time;
        this.cancellation = cancellation;
        deadlineMs = time.milliseconds() + timeoutMs;
    }

    /** How long to go on without progress. */
    public int timeoutMs() {
        return timeoutMs;
    }

    /** Something arrived: the time starts anew. */
    public void progress() {
        deadlineMs = time.milliseconds() + timeoutMs;
        failures = 0;
        lastException = null;
        brokersTried.clear();
    }

    /** The broker asked for a pause, which is not held against it. */
    public void allow(long pauseMs) {
        deadlineMs = Math.max(deadlineMs, time.milliseconds() + pauseMs + timeoutMs);
    }

    void trying(Node node) {
        brokersTried.add(node.host() + ":" + node.port() + (node.id() < 0 ? "" : " (id " + node.id() + ")"));
    }

    /** Something stood in the way. */
    public void failed(String cause, @Nullable Exception exception) {
        failures++;
        lastCause = cause;
        lastException = exception;
    }

    /** How often it failed since the last progress. */
    int failures() {
        return failures;
    }

    /** How much of the time is left. */
    public long remainingMs() {
        return Math.max(0, deadlineMs - time.milliseconds());
    }

    /** @throws InterruptedIOException when the thread is interrupted, or it is cancelled */
    void checkWanted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for a broker");
        }
        if (cancellation.isCancelled()) {
            throw new InterruptedIOException("the task was cancelled while it waited for a broker");
        }
    }

    /** @throws IOException when the time is over */
    void check() throws IOException {
        if (remainingMs() > 0) {
            return;
        }
        throw new IOException(
                "cannot read " + what + " over the network: no progress for " + timeoutMs
                        + " ms; brokers tried: "
                        + (brokersTried.isEmpty() ? "none" : String.join(", ", brokersTried)) + "; last cause: "
                        + lastCause + ". See whether the brokers of kafka.bootstrap.servers, and the addresses they"
                        + " advertise, can be reached from this machine; network-timeout says how long to try",
                lastException);
    }
}
