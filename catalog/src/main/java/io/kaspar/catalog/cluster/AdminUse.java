package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/** Kafka's own client, lent for one question. Not to be kept or closed. */
public final class AdminUse {
    private final Admin admin;
    private final AdminCalls calls;
    private final int timeoutMs;

    AdminUse(Admin admin, AdminCalls calls, int timeoutMs) {
        this.admin = admin;
        this.calls = calls;
        this.timeoutMs = timeoutMs;
    }

    /** The client. Questions are to be asked with {@link #timeoutMs}. */
    public Admin admin() {
        return admin;
    }

    /** How long to wait for an answer, in milliseconds, at least 1. */
    public int timeoutMs() {
        return timeoutMs;
    }

    /**
     * The answer.
     *
     * @param what was asked, as in "listing topics"
     * @throws ClusterException when it does not come in time, or is an error, which is the cause then
     */
    public <T> T await(KafkaFuture<T> answer, String what) {
        return calls.await(answer, what);
    }
}
