package io.kaspar.writer;

import java.io.Serializable;
import org.apache.kafka.common.KafkaException;

/**
 * The identity of one producer that several tasks send with, so that all of their records are in one transaction. Brokers tell records of
 * one identity by sequence numbers, which begin at 0 with each sender: of two senders to one partition the second one's records are
 * acknowledged and dropped. So a partition has one sender, and a task one attempt that sends ({@link SenderClaim}).
 *
 * @param transactionalId of the transaction
 * @param timeoutMs after which brokers abort it
 * @param requestTimeoutMs how long one question to the cluster may take
 * @param hasEpochs whether each transaction of the cluster has an epoch of its own (KIP-890)
 */
public record SharedIdentity(
        String transactionalId,
        long producerId,
        short producerEpoch,
        int timeoutMs,
        int requestTimeoutMs,
        boolean hasEpochs)
        implements Serializable {

    /** @throws WriteException when producers of this kafka-clients cannot have the identity of another one */
    public static void requireClient() throws WriteException {
        try {
            AdoptedIdentity.requirePossible();
        } catch (KafkaException e) {
            throw new WriteException("exactly-once delivery with several senders: " + e.getMessage(), e);
        }
    }
}
