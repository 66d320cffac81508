package io.kaspar.catalog.procedure.view;

/** What was done about a view. */
enum ViewAction {
    CREATED,
    /** Columns or comments of the topic are others now, or the hidden columns that are asked for. */
    REPLACED,
    UNCHANGED,
    /** Its topic is gone. */
    DROPPED,
    /** Nothing, for a reason. */
    SKIPPED
}
