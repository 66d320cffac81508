package io.kaspar.writer.transaction;

import io.kaspar.client.ClientKey;
import io.kaspar.writer.ProducerSettings;
import io.kaspar.writer.WriteException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Has the transactional id of a driver, and writes what it decides. From its start on, a former driver with the id decides nothing more.
 * Not thread-safe.
 */
final class DecidingProducer implements AutoCloseable {
    /** Short, since an open transaction of a driver that died hides what others decide. */
    private static final int TIMEOUT_MS = 30_000;

    private static final int COMMIT_TRIES = 3;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final TransactionalCluster cluster;
    private final String id;
    private final KafkaProducer<byte[], byte[]> producer;
    private final WriteSteps steps;
    private boolean isUncertain;

    private DecidingProducer(
            TransactionalCluster cluster, String id, KafkaProducer<byte[], byte[]> producer, WriteSteps steps) {
        this.cluster = cluster;
        this.id = id;
        this.producer = producer;
        this.steps = steps;
    }

    /**
     * Takes the id.
     *
     * @throws WriteException also when the principal may not use it, or brokers do not allow transactions for as long as tasks' are
     */
    static DecidingProducer take(TransactionalCluster cluster, String id, WriteSteps steps) throws WriteException {
        // brokers say at once that they do not allow a task's time
        open(cluster, id, cluster.transactionTimeoutMs()).close(CLOSE_WAIT);
        return new DecidingProducer(
                cluster, id, open(cluster, id, Math.min(TIMEOUT_MS, cluster.transactionTimeoutMs())), steps);
    }

    /** A producer that has the id. */
    static KafkaProducer<byte[], byte[]> open(TransactionalCluster cluster, String id, int timeoutMs)
            throws WriteException {
        ClientKey key = ClientKey.ofThisThread(cluster.kafkaProperties());
        Map<String, Object> settings = ProducerSettings.transactional(cluster.kafkaProperties(), id, timeoutMs);
        KafkaAnswers answers = new KafkaAnswers(cluster);
        KafkaProducer<byte[], byte[]> producer;
        try {
            producer = key.withClassLoader(
                    () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
        } catch (KafkaException e) {
            throw answers.failure("making a producer", e.getCause() == null ? e : e.getCause());
        }
        try {
            producer.initTransactions();
            return producer;
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw answers.failure("beginning with transactional id " + id, e);
        }
    }

    /** Writes a decision. */
    void write(Decision decision) throws WriteException {
        write(decision.json().getBytes(StandardCharsets.UTF_8));
    }

    /** Removes what was decided. */
    void remove() throws WriteException {
        write((byte[]) null);
    }

    private void write(byte @Nullable [] value) throws WriteException {
        KafkaAnswers answers = new KafkaAnswers(cluster);
        String what = "writing to topic " + cluster.decisionTopic();
        try {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(cluster.decisionTopic(), 0, id.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (KafkaException e) {
            throw answers.failure(what, e);
        } catch (ExecutionException e) {
            throw answers.failure(what, e.getCause());
        } catch (InterruptedException e) {
            throw answers.interrupted(e);
        }
        steps.at("record sent");
        commit();
    }

    /** May be repeated, and only that, when no answer came: the decision may be in the log. */
    private void commit() throws WriteException {
        isUncertain = true;
        for (int tries = 1; true; tries++) {
            try {
                producer.commitTransaction();
                isUncertain = false;
                return;
            } catch (KafkaException e) {
                if (tries == COMMIT_TRIES || !(e instanceof TimeoutException)) {
                    throw new WriteException(
                            "exactly-once delivery: it is not known whether " + cluster.servers()
                                    + " took the decision to commit "
                                    + id + ": " + e.getMessage()
                                    + "; the next statement with the same write.id, or a restart of the stream, finds out",
                            e);
                }
            }
        }
    }

    /** Whether a decision may be in the log, or not: then neither of both may be believed. */
    boolean isUncertain() {
        return isUncertain;
    }

    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
    }
}
