package io.kaspar.writer;

import io.kaspar.client.ClientKey;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A producer of one attempt of a task, with a transaction that begins with the first record: one of its own, or that of all tasks. Whoever
 * knows its transactional id may end the transaction, once {@link #leaveOpen} was called.
 */
final class TransactionUse implements ProducerUse {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionUse.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private final ClientKey key;
    private final Beginning beginning;
    private final boolean isOwn;
    private final RetryLedger retries = new RetryLedger();
    private @Nullable Producer<byte[], byte[]> producer;

    /** What makes a new producer one that may begin a transaction. */
    @FunctionalInterface
    private interface Beginning {
        void with(Producer<byte[], byte[]> made);
    }

    private TransactionUse(
            Map<String, String> kafkaProperties,
            String transactionalId,
            int timeoutMs,
            Beginning beginning,
            boolean isOwn) {
        this.key = ClientKey.ofThisThread(kafkaProperties);
        this.settings = ProducerSettings.transactional(kafkaProperties, transactionalId, timeoutMs);
        this.beginning = beginning;
        this.isOwn = isOwn;
    }

    /** With a transaction of its own. */
    static TransactionUse own(Map<String, String> kafkaProperties, String transactionalId, int timeoutMs) {
        return new TransactionUse(kafkaProperties, transactionalId, timeoutMs, Producer::initTransactions, true);
    }

    /** With the transaction of all tasks, which the driver ends, and nobody else. */
    static TransactionUse shared(WriteSpec spec, SharedIdentity identity) {
        return new TransactionUse(
                spec.kafkaProperties(),
                identity.transactionalId(),
                identity.timeoutMs(),
                made -> AdoptedIdentity.adopt(made, identity, spec.topic()),
                false);
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = begin();
        }
        return producer;
    }

    private Producer<byte[], byte[]> begin() {
        Producer<byte[], byte[]> made = key.withClassLoader(
                () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
        try {
            beginning.with(made);
            made.beginTransaction();
            return made;
        } catch (KafkaException e) {
            made.close(Duration.ZERO);
            throw e;
        }
    }

    /** Closes the producer, all of whose records are acknowledged, and nothing else: the transaction waits for its end. */
    void leaveOpen() {
        if (producer != null) {
            // a close that waits would abort
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public long takeRetries(String topic) {
        return producer == null ? 0 : retries.take(producer, topic);
    }

    /** Nobody else would get it. */
    @Override
    public void spoil() {}

    /** Aborts its own transaction, as far as that goes: one that stays open is found by its id, and ends by its timeout. */
    @Override
    public void close() {
        if (producer == null) {
            return;
        }
        if (!isOwn) {
            leaveOpen();
            return;
        }
        // a killed task's thread is interrupted, and readers shall not wait for its transaction all the same
        boolean isInterrupted = Thread.interrupted();
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            LOG.debug("a transaction stays open until whoever ends the write finds it, or until its timeout", e);
        } finally {
            producer.close(CLOSE_WAIT);
            producer = null;
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
