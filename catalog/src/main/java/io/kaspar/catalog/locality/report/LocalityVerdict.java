package io.kaspar.catalog.locality.report;

import io.kaspar.reader.directory.DirectoryVerdict;

/** What became of a broker's directories on an executor's host; of several directories the worst counts. */
public enum LocalityVerdict {
    /** They are there, and tasks are sent to them. */
    LOCAL,
    /** They are there, but Spark does not know that this host is the broker's. */
    NOT_PREFERRED,
    /** The broker does not say where its directories are. */
    NOT_TOLD,
    /** No task came to this host. */
    NOT_REACHED,
    /** The job that checks failed, whatever host it came to. */
    CHECK_FAILED,
    NOT_READABLE,
    OTHER_TOPIC,
    /** They do not say which topic of the name they belong to. */
    NO_TOPIC_ID,
    OTHER_NODE,
    OTHER_CLUSTER,
    NOT_FOUND;

    static LocalityVerdict of(DirectoryVerdict verdict) {
        return switch (verdict) {
            case MATCHES -> LOCAL;
            case MISSING -> NOT_FOUND;
            case NOT_READABLE -> NOT_READABLE;
            case OTHER_CLUSTER -> OTHER_CLUSTER;
            case OTHER_NODE -> OTHER_NODE;
            case OTHER_TOPIC -> OTHER_TOPIC;
            case NO_TOPIC_ID -> NO_TOPIC_ID;
        };
    }
}
