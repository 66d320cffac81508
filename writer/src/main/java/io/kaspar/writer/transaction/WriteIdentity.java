package io.kaspar.writer.transaction;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Which write it is, over all tries to finish it. What it is called is part of the transactional ids of its driver and its tasks, so that
 * their transactions are found by it.
 *
 * @param prefix of all transactional ids
 * @param topicId of the topic that has the name now: for another one nothing was written yet
 * @param writeId names the write among those to the topic
 */
public record WriteIdentity(String prefix, String topic, String topicId, Kind kind, String writeId)
        implements Serializable {
    /** Stands between the parts of an id: no topic's name, and nothing that may be a part, has it. */
    static final String SEPARATOR = "/";

    /** Of an attempt's id: those of a driver's id, the task, and what no other attempt has. */
    private static final int PARTS_OF_ATTEMPT = 7;

    /** @throws IllegalArgumentException when a part would not be found in an id again */
    public WriteIdentity {
        if (writeId.isEmpty() || writeId.contains(SEPARATOR) || prefix.isEmpty() || prefix.contains(SEPARATOR)) {
            throw new IllegalArgumentException("empty, or with a slash: " + prefix + ", " + writeId);
        }
    }

    /** What a write is called by. */
    public enum Kind {
        /** One statement, which nobody can try again: its name is random. */
        STATEMENT,
        /** A statement that its user named, to try it again until it is done. */
        NAMED,
        /** The epochs of a stream, by the id in its checkpoint. */
        STREAM;

        /** As it stands in ids. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** The transactional id of the driver that decides. */
    String driverId() {
        return String.join(SEPARATOR, prefix, topic, topicId, kind.text(), writeId);
    }

    /** The write that an attempt's transactional id belongs to; empty where the id is none of an attempt. */
    static Optional<WriteIdentity> ofAttempt(String id) {
        String[] parts = id.split(SEPARATOR, -1);
        try {
            return parts.length == PARTS_OF_ATTEMPT
                    ? Optional.of(new WriteIdentity(parts[0], parts[1], parts[2], Kind.of(parts[3]), parts[4]))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the transactional ids of all attempts begin with. */
    String attemptPrefix() {
        return driverId() + SEPARATOR;
    }

    /** A transactional id for all tasks of one run. */
    String newSharedId() {
        return attemptPrefix() + "all" + SEPARATOR + UUID.randomUUID();
    }

    /** A transactional id for one attempt of a task, which no other one has: Spark's numbers of attempts begin anew with each driver. */
    public String newAttemptId(int task) {
        return attemptPrefix() + task + SEPARATOR + UUID.randomUUID();
    }
}
