package io.kaspar.catalog.options;

import java.util.Optional;

/**
 * How often what is written may be in the topic.
 *
 * @param isExactlyOnce whether rows are there once, whatever dies; else at least once
 * @param isAtomic whether readers see all rows at once
 * @param writeId what the user calls the write, to run it again
 * @param idPrefix what transactional ids begin with
 * @param decisionTopic where it is written which transactions count
 */
public record DeliveryOptions(
        boolean isExactlyOnce, boolean isAtomic, Optional<String> writeId, String idPrefix, String decisionTopic) {

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
        if (!isExactlyOnce && (isAtomic || writeId.isPresent())) {
            throw new OptionException("option " + (isAtomic ? "commit=atomic" : "write.id")
                    + " needs delivery=exactly-once: without transactions rows are seen as they are sent");
        }
        return new DeliveryOptions(
                isExactlyOnce,
                isAtomic,
                writeId.map(id -> named(values, WriteOption.WRITE_ID, id)),
                named(values, WriteOption.TRANSACTIONAL_ID_PREFIX, values.text(WriteOption.TRANSACTIONAL_ID_PREFIX)),
                values.text(WriteOption.DECISION_TOPIC));
    }

    private static String named(OptionValues values, WriteOption option, String name) {
        if (name.isBlank() || name.contains("/")) {
            throw values.badValue(option);
        }
        return name;
    }
}
