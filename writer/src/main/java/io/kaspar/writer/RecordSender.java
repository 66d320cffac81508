package io.kaspar.writer;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import io.kaspar.schema.lease.Lease;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
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
    private final Lease<Producer<byte[], byte[]>> lease;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Callback acknowledgement = this::acknowledged;
    private long records;
    private long bytes;

    private RecordSender(WriteSpec spec, RecordMaker maker, Lease<Producer<byte[], byte[]>> lease) {
        this.spec = spec;
        this.maker = maker;
        this.lease = lease;
        this.producer = lease.value();
    }

    /**
     * Opens a writer; sends nothing yet.
     *
     * @throws WriteException when rows cannot be written by this specification, or there is no producer
     */
    public static RecordSender open(WriteSpec spec) throws WriteException, InterruptedIOException {
        try {
            RecordMaker maker = new RecordMaker(spec);
            return new RecordSender(spec, maker, SharedProducers.lease(spec.kafkaProperties()));
        } catch (SchemaException e) {
            throw new WriteException("rows cannot be written to topic " + spec.topic() + ": " + e.getMessage(), e);
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
     * Sends a row. It may be acknowledged later; what fails then, one of the next calls tells.
     *
     * @throws WriteException when the row is no record of the topic, or brokers did not take one before it
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same answer
    public void write(ValueSource row) throws WriteException, InterruptedIOException {
        requireNoFailure();
        try {
            ProducerRecord<byte[], byte[]> sent = maker.record(row, this::partitionCount);
            producer.send(sent, acknowledgement);
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
        return producer.partitionsFor(spec.topic()).size();
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
        try {
            producer.flush();
        } catch (InterruptException e) {
            throw interrupted(spec, e);
        }
        requireNoFailure();
    }

    /** What was written so far. */
    public WriteCounters counters() {
        return new WriteCounters(records, bytes);
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
        lease.spoil();
        return new WriteException(
                "topic " + spec.topic() + " at " + spec.kafkaProperties().get("bootstrap.servers")
                        + " did not take all rows: " + reason(e) + hint(e),
                e);
    }

    private static String hint(Exception e) {
        if (e instanceof AuthorizationException) {
            return "; the principal needs the operation WRITE on the topic";
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

    /** Gives the producer back. What was not flushed may still be sent. */
    @Override
    public void close() {
        lease.close();
    }
}
