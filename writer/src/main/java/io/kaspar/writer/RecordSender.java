package io.kaspar.writer;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one task to a topic, at least once: what {@link #flush} has seen is acknowledged as the setting {@code acks}
 * wants; a task that is tried again writes all of its rows again. Not thread-safe.
 *
 * <p>Memory is bounded by the producer's {@code buffer.memory}, which the tasks of a JVM share: {@link #write} waits for room.
 */
public final class RecordSender implements AutoCloseable {
    private final WriteSpec spec;
    private final RecordMaker maker;
    private final ProducerUse use;
    private final UnaryOperator<ProducerRecord<byte[], byte[]>> placing;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Callback acknowledgement = this::acknowledged;
    private final AcknowledgementTimes times = new AcknowledgementTimes();
    private long records;
    private long bytes;
    private long retries;

    private RecordSender(
            WriteSpec spec, RecordMaker maker, ProducerUse use, UnaryOperator<ProducerRecord<byte[], byte[]>> placing) {
        this.spec = spec;
        this.maker = maker;
        this.use = use;
        this.placing = placing;
    }

    /**
     * Opens a writer; sends nothing yet.
     *
     * @throws WriteException when rows cannot be written by this specification, or there is no producer
     */
    public static RecordSender open(WriteSpec spec) throws WriteException, InterruptedIOException {
        RecordMaker maker = maker(spec);
        try {
            return new RecordSender(
                    spec, maker, SharedProducerUse.of(spec.kafkaProperties()), UnaryOperator.identity());
        } catch (KafkaException e) {
            throw new WriteException(
                    "there is no producer for topic " + spec.topic() + ": " + reason(e) + "; check the options kafka.*",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(spec, e);
        }
    }

    /**
     * The same in a transaction, which begins with the first row and is aborted by {@link #close} unless {@link #prepare} left it open.
     *
     * @param transactionalId that no other attempt has
     * @param timeoutMs after which brokers abort it
     */
    public static RecordSender inTransaction(WriteSpec spec, String transactionalId, int timeoutMs)
            throws WriteException {
        return new RecordSender(
                spec,
                maker(spec),
                TransactionUse.own(spec.kafkaProperties(), transactionalId, timeoutMs),
                UnaryOperator.identity());
    }

    /**
     * The same in the transaction of all tasks, which {@link #close} never ends: when rows were sent and not prepared, all of it is to be
     * aborted.
     *
     * @param identity that this attempt has a {@link SenderClaim} to
     */
    public static RecordSender inSharedTransaction(WriteSpec spec, SharedIdentity identity, OwnPartitions partitions)
            throws WriteException {
        return new RecordSender(spec, maker(spec), TransactionUse.shared(spec, identity), partitions::placed);
    }

    private static RecordMaker maker(WriteSpec spec) throws WriteException {
        try {
            return new RecordMaker(spec);
        } catch (SchemaException e) {
            throw new WriteException("rows cannot be written to topic " + spec.topic() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Sends a row. It may be acknowledged later; what fails then, one of the next calls tells.
     *
     * @throws WriteException when the row is no record of the topic, or brokers did not take one before it
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same answer
    public void write(ValueSource row) throws WriteException, InterruptedIOException {
        requireNoFailure();
        try {
            ProducerRecord<byte[], byte[]> sent = placing.apply(maker.record(row, this::partitionCount));
            use.producer().send(sent, times.from(records, acknowledgement));
            records++;
            bytes += length(sent.key()) + length(sent.value());
        } catch (PayloadException e) {
            throw new WriteException(
                    "row " + (records + 1) + " of this task cannot be written to topic " + spec.topic() + ": "
                            + e.getMessage(),
                    e);
        } catch (InterruptException e) {
            throw interrupted(spec, e);
        } catch (KafkaException | IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private int partitionCount() {
        return use.producer().partitionsFor(spec.topic()).size();
    }

    private static long length(byte @Nullable [] payload) {
        return payload == null ? 0 : payload.length;
    }

    /**
     * Waits until all rows are acknowledged.
     *
     * @throws WriteException when brokers did not take one of them in the time of {@code delivery.timeout.ms}, or refused it
     */
    public void flush() throws WriteException, InterruptedIOException {
        if (records == 0) {
            return;
        }
        try {
            use.producer().flush();
        } catch (InterruptException e) {
            throw interrupted(spec, e);
        }
        retries += use.takeRetries(spec.topic());
        requireNoFailure();
    }

    /**
     * Waits until all rows are acknowledged, and leaves the transaction open, for somebody else to end.
     *
     * @return whether there is a transaction: none without rows
     */
    public boolean prepare() throws WriteException, InterruptedIOException {
        if (records == 0) {
            return false;
        }
        flush();
        ((TransactionUse) use).leaveOpen();
        return true;
    }

    /** What was written so far; how often records were sent again is known from the last {@link #flush}. */
    public WriteCounters counters() {
        return new WriteCounters(records, bytes, retries, times.records(), times.nanos());
    }

    private void acknowledged(RecordMetadata place, @Nullable Exception e) {
        if (e != null) {
            failure.compareAndSet(null, e);
        }
    }

    private void requireNoFailure() throws WriteException {
        Exception e = failure.get();
        if (e != null) {
            throw refused(e);
        }
    }

    private WriteException refused(Exception e) {
        use.spoil();
        return new WriteException(
                "topic " + spec.topic() + " at " + spec.kafkaProperties().get("bootstrap.servers")
                        + " did not take all rows: " + reason(e) + hint(e),
                e);
    }

    private static String hint(Exception e) {
        if (e instanceof AuthorizationException) {
            return "; the principal needs the operation WRITE on the topic";
        }
        if (e instanceof InvalidProducerEpochException
                || e instanceof ProducerFencedException
                || e instanceof InvalidTxnStateException) {
            return "; the task's transaction was ended, as brokers do when kafka.transaction.timeout.ms have passed since its first row:"
                    + " write less at once, or set more, up to the brokers' transaction.max.timeout.ms";
        }
        if (e instanceof TimeoutException) {
            return "; check that brokers can be reached from executors and have the partition's leader; kafka.delivery.timeout.ms and"
                    + " kafka.max.block.ms say how long to try";
        }
        return "";
    }

    /** What Kafka's client says is about settings and addresses, not about the rows. */
    private static String reason(Exception e) {
        Throwable said = e.getCause() instanceof KafkaException cause ? cause : e;
        return said.getClass().getSimpleName() + ": " + said.getMessage();
    }

    private static InterruptedIOException interrupted(WriteSpec spec, Exception e) {
        InterruptedIOException interrupted =
                new InterruptedIOException("interrupted while writing to topic " + spec.topic());
        interrupted.initCause(e);
        return interrupted;
    }

    /** Gives the producer back: what was not flushed may still be sent. A transaction that was not prepared is aborted. */
    @Override
    public void close() {
        retries += use.takeRetries(spec.topic()); // else the next task that shares the producer would be told
        use.close();
    }
}
