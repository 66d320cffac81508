package io.kaspar.reader.fetch;

import java.io.IOException;

/** None of a partition's in-sync replicas may be fetched from: the caller avoids them all. */
public final class NoOtherReplicaException extends IOException {
    private static final long serialVersionUID = 1L;

    NoOtherReplicaException(String topicPartition) {
        super(topicPartition + " has no other in-sync replica");
    }
}
