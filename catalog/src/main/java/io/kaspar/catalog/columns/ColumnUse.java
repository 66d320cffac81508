package io.kaspar.catalog.columns;

/** What is known of who looks at the columns that a scan gives. */
public enum ColumnUse {
    /** All are looked at. */
    ALL_WANTED,

    /** Hidden ones have to be there, and nobody knows whether they are looked at. */
    HIDDEN_UNSURE,

    /** All have to be there, and nobody knows that of any. */
    ALL_UNSURE
}
