package io.kaspar.catalog.options;

import java.time.Instant;
import java.util.Map;

/** Where reading starts or stops, before the cluster was asked what that means in offsets. */
public sealed interface OffsetBound {

    /** What is there: the start of the log. */
    record Earliest() implements OffsetBound {}

    /** What is there: the end of the snapshot. */
    record Latest() implements OffsetBound {}

    /** An offset for each partition, {@link #EARLIEST} and {@link #LATEST} among them. */
    record Offsets(Map<Integer, Long> byPartition, Source source) implements OffsetBound {
        /** Stands for the start of the log, as in Spark's own connector. */
        public static final long EARLIEST = -2;

        /** Stands for the end of the snapshot. */
        public static final long LATEST = -1;

        public Offsets {
            byPartition = Map.copyOf(byPartition);
        }

        /** As an option says. */
        public Offsets(Map<Integer, Long> byPartition) {
            this(byPartition, Source.OPTION);
        }

        /** Who says so. */
        public enum Source {
            OPTION,
            /** How far a stream got, or shall get. */
            CHECKPOINT
        }
    }

    /**
     * Where a consumer group got.
     *
     * @param whenNone where to start in a partition of which the group has no offset
     */
    record Group(String group, Reset whenNone) implements OffsetBound {
        /** What Kafka's consumers know as {@code auto.offset.reset}. */
        public enum Reset {
            EARLIEST,
            LATEST,
            NONE
        }
    }

    /** The first record of this time or later, in every partition. */
    record Timestamp(long timestampMs) implements OffsetBound {}

    /** The first record of a time or later, for each partition. */
    record Timestamps(Map<Integer, Long> byPartition) implements OffsetBound {
        public Timestamps {
            byPartition = Map.copyOf(byPartition);
        }
    }

    /** A former state of the topic, where reading stops, and may start. */
    sealed interface Former extends OffsetBound {
        /** For a plan: {@code as of …}. */
        String inWords();
    }

    /** What a snapshot has, from its start to its end: whole, or not at all. */
    record Snapshot(SnapshotText text) implements Former {
        @Override
        public String inWords() {
            return text.text();
        }
    }

    /**
     * Before the first record of this time or later, in every partition: what its log held when nothing in it was of that time or later.
     *
     * @param timestampMs 0 or more
     */
    record Until(long timestampMs) implements Former {
        private static final int MICROS_PER_MS = 1000;

        /** Before the first record that is later than a time, in microseconds since 1970. */
        public static Until after(long timestampMicros) {
            return new Until(Math.max(0, Math.floorDiv(timestampMicros, MICROS_PER_MS) + 1));
        }

        @Override
        public String inWords() {
            return "before " + Instant.ofEpochMilli(timestampMs);
        }
    }
}
