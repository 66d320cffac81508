package io.kaspar.schema.nesting;

import io.kaspar.schema.format.SchemaException;

/** How large the type of a table may get; one per attempt to make it. */
public final class TypeBudget {
    /** A schema can be written in few lines and still unfold without end: types inside types, each several times. */
    public static final int MAX_TYPES = 100_000;

    /** Types inside types: Spark goes through them call by call, on a stack that ends somewhere. */
    public static final int MAX_DEPTH = 200;

    /**
     * Types that are there only because a type holds itself: with more of them Spark takes seconds to plan a query. JSON
     * text stands for what lies deeper then.
     */
    public static final int MAX_UNFOLDED_TYPES = 1_000;

    private int typeCount;
    private int unfoldedCount;
    private int depth;

    /**
     * Counts one type more, and one level more until {@link #leave}.
     *
     * @throws SchemaException when types lie too deep inside each other
     */
    public void enter(TypePath path) throws SchemaException {
        typeCount++;
        unfoldedCount += path.isUnfolded() ? 1 : 0;
        if (++depth > MAX_DEPTH) {
            throw new SchemaException("the schema's types lie more than " + MAX_DEPTH + " deep inside each other");
        }
    }

    public void leave() {
        depth--;
    }

    /** Whether it became too large, so that what was made is no good. */
    public boolean isSpent() {
        return typeCount > MAX_TYPES || unfoldedCount > MAX_UNFOLDED_TYPES;
    }
}
