package io.kaspar.catalog.write;

/** How the columns of a statement meet those of a topic. */
public enum ColumnMatching {
    /** As Spark has matched them: there are no others. */
    DONE,

    /** By their names. */
    BY_NAME,

    /** By their names or their places, which Spark does not tell: only what is the same for both can be written. */
    UNKNOWN
}
