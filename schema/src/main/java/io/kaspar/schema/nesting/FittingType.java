package io.kaspar.schema.nesting;

import io.kaspar.schema.format.SchemaException;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/** Finds how far the types of a schema that hold themselves can become columns. */
public final class FittingType {
    private FittingType() {}

    /** Makes the type by one unfolding. */
    @FunctionalInterface
    public interface Attempt {
        /** Empty when the type gets too large. */
        Optional<DataType> with(Unfolding unfolding) throws SchemaException;
    }

    /**
     * The type by the first unfolding that does not make it too large.
     *
     * @param maxRecursionDepth the unfolding to begin with
     * @throws SchemaException when it gets too large by all of them
     */
    public static DataType of(int maxRecursionDepth, TypeCycles cycles, Attempt attempt) throws SchemaException {
        for (Unfolding unfolding : Unfolding.from(maxRecursionDepth, cycles)) {
            Optional<DataType> type = attempt.with(unfolding);
            if (type.isPresent()) {
                return type.get();
            }
        }
        throw new SchemaException("the schema has more than " + TypeBudget.MAX_TYPES + " columns");
    }
}
