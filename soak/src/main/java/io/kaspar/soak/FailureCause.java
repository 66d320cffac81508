package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Why scans, streams and writes may fail, each told by its message, and believed only where it was caused. */
enum FailureCause {
    /** Never to happen, whatever was caused. */
    WRITTEN_IN_PART("missing for good"),
    RECORDS_GONE("is no longer in the log, which starts at|records are lost: option starting"
            + "|records are lost: the stream's checkpoint says"),
    RECORDS_CUT("unclean\\.leader\\.election|records are lost: this stream got to"),
    TOPIC_GONE("was deleted and created again|does not exist any more|was deleted (while|since)"
            + "|which is gone, or not among|TABLE_OR_VIEW_NOT_FOUND|there is no topic|UNKNOWN_TOPIC"),
    /** A broker that has been a follower lists too few aborted transactions; Kafka's own consumers believe it. */
    WRONG_LIST("which the list of aborted transactions"),
    NO_LEADER("there is no leader for|has no leader"),
    BROKER_AWAY("no progress for|no answer from the Kafka cluster|failed while asking"),
    /** An executor was killed, or a task failed, that had begun to send a part of an atomic write. */
    SENDER_GONE("attempt \\d+ of task \\d+ may not send"),
    NOT_WRITTEN("did not take all rows|nothing is written, since|could not be committed yet|could not be ended"
            + "|it is not known whether|could not be read to its end|exactly-once delivery: .* failed while");

    private final Pattern pattern;

    FailureCause(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** What a failure and all that caused it say. */
    static String messages(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            messages.add(each.getClass().getSimpleName() + ": " + each.getMessage());
        }
        return String.join("\n    ", messages);
    }

    /** Whether Spark's own code was interrupted, and nothing of Kaspar's: what it throws then is its own affair. */
    static boolean isSparkInterrupted(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof InterruptedException) {
                return Arrays.stream(each.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .noneMatch(name -> name.startsWith("io.kaspar.") && !name.startsWith("io.kaspar.soak."));
            }
        }
        return false;
    }

    /** The cause that these messages name; empty when they name none. */
    static Optional<FailureCause> of(String messages) {
        for (FailureCause cause : values()) {
            if (cause.pattern.matcher(messages).find()) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /** Whether a stream that failed with it has nothing more to give. */
    boolean isForGood() {
        return switch (this) {
            case RECORDS_GONE, RECORDS_CUT -> true;
            case WRITTEN_IN_PART, TOPIC_GONE, WRONG_LIST, NO_LEADER, BROKER_AWAY, SENDER_GONE, NOT_WRITTEN -> false;
        };
    }

    /**
     * Whether this happened to the topic.
     *
     * @param bearsLoss whether lost records are no failure
     * @param brokersWereAway while the scan ran, or shortly before
     */
    boolean isPlausible(boolean bearsLoss, SoakTopic topic, boolean brokersWereAway) {
        return switch (this) {
            case WRITTEN_IN_PART -> false;
            case RECORDS_GONE -> topic.has(Trait.RETAINED) && !bearsLoss;
            case RECORDS_CUT -> topic.has(Trait.UNCLEAN) && !bearsLoss;
            case TOPIC_GONE -> topic.has(Trait.RECREATED);
            case WRONG_LIST -> topic.has(Trait.TRANSACTIONAL);
            case NO_LEADER, BROKER_AWAY, NOT_WRITTEN -> brokersWereAway;
            case SENDER_GONE -> true; // executors are killed, and tasks fail, whatever becomes of brokers
        };
    }
}
