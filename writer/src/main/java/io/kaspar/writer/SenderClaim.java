package io.kaspar.writer;

import io.kaspar.client.ClientKey;
import io.kaspar.client.KafkaClientSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Which attempt of a task may send with a shared identity: the first one that asks, for good. The cluster decides: a transactional id
 * stands for the task, and who initializes it first is given epoch 0, and everybody later a higher one.
 */
public final class SenderClaim {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    /** What the first one to initialize a transactional id is given. */
    private static final short FIRST_EPOCH = 0;

    private SenderClaim() {}

    /**
     * Makes this attempt the one that sends.
     *
     * @throws WriteException when another one may have sent, or the cluster cannot be asked
     */
    public static void take(WriteSpec spec, SharedIdentity identity, int task) throws WriteException {
        short epoch = epoch(spec, identity, identity.transactionalId() + "/" + task);
        if (epoch != FIRST_EPOCH) {
            throw new WriteException(
                    "exactly-once delivery to topic " + spec.topic() + ": attempt " + (epoch + 1) + " of task " + task
                            + " may not send, since an attempt before it has begun to, in the transaction of all tasks, which"
                            + " cannot be aborted in parts; the statement fails, and nothing of it is seen. The log has the"
                            + " first attempt's failure; run the statement again, or set the option atomic.senders=1, with"
                            + " which a task that failed is tried again",
                    null);
        }
    }

    private static short epoch(WriteSpec spec, SharedIdentity identity, String id) throws WriteException {
        Map<String, String> kafka = spec.kafkaProperties();
        // the time that it waits for an answer is that of the transaction, too, of which there is none
        FenceProducersOptions options =
                new FenceProducersOptions().timeoutMs(Math.min(identity.requestTimeoutMs(), identity.timeoutMs()));
        try (ClosingAdmin admin = new ClosingAdmin(ClientKey.ofThisThread(kafka)
                .withClassLoader(() -> Admin.create(KafkaClientSettings.clientSettings(kafka))))) {
            return admin.admin()
                    .fenceProducers(List.of(id), options)
                    .epochId(id)
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(spec, e);
        } catch (ExecutionException e) {
            throw failure(spec, e.getCause());
        } catch (KafkaException e) {
            throw failure(spec, e);
        }
    }

    /** A client that does not wait for long. */
    private record ClosingAdmin(Admin admin) implements AutoCloseable {
        @Override
        public void close() {
            admin.close(CLOSE_WAIT);
        }
    }

    private static WriteException failure(WriteSpec spec, @Nullable Throwable cause) {
        return new WriteException(
                "exactly-once delivery to topic " + spec.topic() + ": "
                        + spec.kafkaProperties().get("bootstrap.servers")
                        + " does not say whether this attempt may send: " + cause,
                cause);
    }
}
