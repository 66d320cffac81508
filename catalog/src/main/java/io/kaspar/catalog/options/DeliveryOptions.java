package io.kaspar.catalog.options;

import io.kaspar.writer.ProducerSettings;
import io.kaspar.writer.transaction.TransactionalCluster;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How often what is written may be in the topic.
 *
 * @param isExactlyOnce whether rows are there once, whatever dies; else at least once
 * @param isAtomic whether readers see all rows at once
 * @param senders how many tasks send then at most; empty where as many do as can at a time
 * @param writeId what the user calls the write, to run it again
 * @param epoch which part of that write it is
 * @param idPrefix what transactional ids begin with
 * @param decisionTopic where it is written which transactions count
 */
public record DeliveryOptions(
        boolean isExactlyOnce,
        boolean isAtomic,
        OptionalInt senders,
        Optional<String> writeId,
        OptionalLong epoch,
        String idPrefix,
        String decisionTopic) {

    private enum Delivery {
        AT_LEAST_ONCE,
        EXACTLY_ONCE
    }

    private enum Commit {
        PARALLEL,
        ATOMIC
    }

    static DeliveryOptions of(OptionValues values) {
        boolean isExactlyOnce = values.choice(WriteOption.DELIVERY, Delivery.class) == Delivery.EXACTLY_ONCE;
        boolean isAtomic = values.choice(WriteOption.COMMIT, Commit.class) == Commit.ATOMIC;
        Optional<String> writeId = values.find(WriteOption.WRITE_ID);
        OptionalLong epoch = epoch(values);
        if (epoch.isPresent() && writeId.isEmpty()) {
            throw new OptionException("option write.epoch needs write.id: which write it is a part of");
        }
        return new DeliveryOptions(
                isExactlyOnce,
                isAtomic,
                values.find(WriteOption.ATOMIC_SENDERS).isPresent()
                        ? OptionalInt.of(values.integer(WriteOption.ATOMIC_SENDERS, 1, Integer.MAX_VALUE))
                        : OptionalInt.empty(),
                writeId.map(id -> named(values, WriteOption.WRITE_ID, id)),
                epoch,
                named(values, WriteOption.TRANSACTIONAL_ID_PREFIX, values.text(WriteOption.TRANSACTIONAL_ID_PREFIX)),
                values.text(WriteOption.DECISION_TOPIC));
    }

    /** Where writes are decided. */
    public TransactionalCluster cluster(ClusterOptions cluster) {
        return new TransactionalCluster(
                cluster.kafkaProperties(),
                decisionTopic,
                cluster.requestTimeoutMs(),
                ProducerSettings.transactionTimeoutMs(cluster.kafkaProperties()));
    }

    /**
     * Looks whether the options go together, when rows are written: set for a whole catalog they do not hinder reading.
     *
     * @throws OptionException when one of them would be without effect
     */
    public void requireSense() {
        // who counts its parts may do so whatever the delivery
        if (!isExactlyOnce && (isAtomic || (writeId.isPresent() && epoch.isEmpty()))) {
            throw new OptionException("option " + (isAtomic ? "commit=atomic" : "write.id")
                    + " needs delivery=exactly-once: without transactions rows are seen as they are sent");
        }
    }

    private static OptionalLong epoch(OptionValues values) {
        return values.find(WriteOption.WRITE_EPOCH).isPresent()
                ? OptionalLong.of(values.number(WriteOption.WRITE_EPOCH, 0))
                : OptionalLong.empty();
    }

    private static String named(OptionValues values, WriteOption option, String name) {
        if (name.isBlank() || name.contains("/")) {
            throw values.badValue(option);
        }
        return name;
    }
}
