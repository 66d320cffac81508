package io.kaspar.reader.task;

/** Which of a task's records are rows. */
public enum RecordView {
    /** Each. */
    EVERYTHING,

    /** Each with a value. */
    WITH_VALUE,

    /** The last of each key, unless that one has no value: what compaction leaves in the end. */
    LATEST,

    /** The last of each key, unless that one says that its row was deleted, in the words of Debezium. */
    CURRENT;

    /** Whether what becomes of a record depends on others of its partition: then one task must read all of it. */
    public boolean needsWholePartition() {
        return this == LATEST || this == CURRENT;
    }

    /** Whether what becomes of a record depends on what its value says, whichever columns are wanted. */
    public boolean needsValue() {
        return this == CURRENT;
    }
}
