package io.kaspar.schema.nesting;

import io.kaspar.schema.format.SchemaException;
import java.util.Optional;

/** Finds how far the types of a schema that hold themselves can become columns. */
public final class FittingType {
    private FittingType() {}

    /** Makes the type by one unfolding, a {@code T}. */
    @FunctionalInterface
    public interface Attempt<T> {
        /** Empty when the type gets too large. */
        Optional<T> with(Unfolding unfolding) throws SchemaException;
    }

    /**
     * The type by the first unfolding that does not make it too large.
     *
     * @param maxRecursionDepth the unfolding to begin with
     * @throws SchemaException when it gets too large by all of them
     */
    public static <T> T of(int maxRecursionDepth, TypeCycles cycles, Attempt<T> attempt) throws SchemaException {
        for (Unfolding unfolding : Unfolding.from(maxRecursionDepth, cycles)) {
            Optional<T> type = attempt.with(unfolding);
            if (type.isPresent()) {
                return type.get();
            }
        }
        throw new SchemaException("the schema has more than " + TypeBudget.MAX_TYPES + " columns");
    }
}
