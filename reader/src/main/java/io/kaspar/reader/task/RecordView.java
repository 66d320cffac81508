package io.kaspar.reader.task;

/** Which of a task's records are rows. */
public enum RecordView {
    /** Each. */
    EVERYTHING,

    /** The last of each key, unless that one has no value: what compaction leaves in the end. Needs a whole partition in one task. */
    LATEST;

    /** Whether what becomes of a record depends on others of its partition: then one task must read all of it. */
    public boolean needsWholePartition() {
        return this != EVERYTHING;
    }
}
