package io.kaspar.writer.transaction;

import io.kaspar.writer.WriteException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;

/** What the cluster answers about transactions, or why it does not, in words for users. */
final class KafkaAnswers {
    private final TransactionalCluster cluster;

    KafkaAnswers(TransactionalCluster cluster) {
        this.cluster = cluster;
    }

    /** @param what was asked, as in "listing open transactions" */
    <T> T await(KafkaFuture<T> answer, String what) throws WriteException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        }
    }

    /** What to tell when asking failed for this reason. */
    WriteException failure(String what, @Nullable Throwable cause) {
        return new WriteException(
                "exactly-once delivery: " + cluster.servers() + " failed while " + what + ": "
                        + (cause == null
                                ? "no reason is known"
                                : cause.getClass().getSimpleName() + ": " + cause.getMessage())
                        + hint(cause),
                cause);
    }

    private String hint(@Nullable Throwable cause) {
        if (cause instanceof TransactionalIdAuthorizationException) {
            return "; the principal needs the operation WRITE on the transactional ids that begin with the option transactional.id.prefix";
        }
        if (cause instanceof InvalidTxnTimeoutException) {
            return "; brokers allow transactions of at most transaction.max.timeout.ms: set the option kafka.transaction.timeout.ms to that";
        }
        if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
            return "; the same write, or stream, runs somewhere else as well";
        }
        if (cause instanceof AuthorizationException) {
            return "; the principal needs READ, WRITE and DESCRIBE on topic " + cluster.decisionTopic()
                    + ", and the topic has to be there, or CREATE";
        }
        return "";
    }

    WriteException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new WriteException("interrupted while asking " + cluster.servers() + " about transactions", e);
    }
}
