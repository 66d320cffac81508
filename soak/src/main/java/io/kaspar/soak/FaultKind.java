package io.kaspar.soak;

import java.util.Locale;

/** What is done to the cluster while scans run. */
enum FaultKind {
    LEADER_MOVE,
    REASSIGNMENT,
    LOG_DIR_MOVE,
    DELETE_RECORDS,
    PARTITIONS_ADDED,
    TOPIC_RECREATED,
    BIT_FLIP,
    INDEX_DAMAGE,
    TRANSACTION_INDEX_DAMAGE,
    BROKER_KILLED,
    BROKER_RESTARTED,
    LOG_DIR_FAILED,
    UNCLEAN_ELECTION,
    EXECUTOR_KILLED;

    /** As options and reports write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether brokers are away meanwhile, so that partitions may be without leader. */
    boolean takesBrokersAway() {
        return switch (this) {
            case BROKER_KILLED, BROKER_RESTARTED, LOG_DIR_FAILED, UNCLEAN_ELECTION -> true;
            case LEADER_MOVE,
                    REASSIGNMENT,
                    LOG_DIR_MOVE,
                    DELETE_RECORDS,
                    PARTITIONS_ADDED,
                    TOPIC_RECREATED,
                    BIT_FLIP,
                    INDEX_DAMAGE,
                    TRANSACTION_INDEX_DAMAGE,
                    EXECUTOR_KILLED -> false;
        };
    }

    /** Whether files are damaged meanwhile, which a broker must not start with. */
    boolean damagesFiles() {
        return this == BIT_FLIP || this == INDEX_DAMAGE || this == TRANSACTION_INDEX_DAMAGE;
    }
}
