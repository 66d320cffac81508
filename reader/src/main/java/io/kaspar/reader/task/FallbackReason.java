package io.kaspar.reader.task;

/** Why a task gave up a replica, and read from another disk or over the network. */
public enum FallbackReason {
    NO_REPLICA_PLACES("the cluster did not say where replicas lie on disk"),
    NOT_ON_THIS_MACHINE("no replica's log directory is on this machine"),
    OTHER_CLUSTER("the directory belongs to another cluster"),
    OTHER_NODE("the directory belongs to another broker"),
    OTHER_TOPIC("the directory is of another topic of the same name"),
    NO_TOPIC_ID("the directory does not say which topic of its name it is of"),
    NOT_READABLE("the directory or a file in it may not be read"),
    RANGE_NOT_HELD("the files do not hold the whole range"),
    OLD_FORMAT("the files hold record batches of an old format"),
    CORRUPT("the files hold bytes that are no record batch"),
    FILES_CHANGED("files went away while they were read"),
    OTHER_LINEAGE("the files may differ from the leader's log"),
    OTHER_TRANSACTIONS("the files' list of aborted transactions is wrong, or lacks some"),
    FAILED_BEFORE("earlier attempts of the task failed");

    private final String text;

    FallbackReason(String text) {
        this.text = text;
    }

    /** The reason in words, for metrics and logs. */
    public String text() {
        return text;
    }
}
