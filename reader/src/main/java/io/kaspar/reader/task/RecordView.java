package io.kaspar.reader.task;

/** Which of a task's records are rows. */
public enum RecordView {
    /** Each. */
    EVERYTHING,

    /** Each with a value: changes of a database's table. */
    WITH_VALUE,

    /** The last of each key, unless that one has no value: what compaction leaves in the end. */
    LATEST,

    /** The last of each key, unless that one says that its row was deleted, in the words of Debezium. */
    CURRENT,

    /** The last of each key, unless that one says so in a row that Debezium unwrapped. */
    CURRENT_UNWRAPPED;

    /** Whether what becomes of a record depends on others of its partition: then one task must read all of it. */
    public boolean needsWholePartition() {
        return this == LATEST || needsValue();
    }

    /** Whether records are changes of a database's table, or the rows that these leave. */
    public boolean isOfChanges() {
        return this == WITH_VALUE || needsValue();
    }

    /** Whether what becomes of a record depends on what its value says, whichever columns are wanted. */
    public boolean needsValue() {
        return this == CURRENT || this == CURRENT_UNWRAPPED;
    }
}
