package io.kaspar.reader.task;

/** What becomes of a record whose key or value cannot be decoded; Spark's own names. */
public enum MalformedMode {
    /** The query fails. */
    FAILFAST,
    /** The row stays, its fields are null and {@code _error} says why. */
    PERMISSIVE,
    /** The row is dropped and counted. */
    DROPMALFORMED
}
