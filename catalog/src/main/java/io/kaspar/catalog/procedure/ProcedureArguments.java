package io.kaspar.catalog.procedure;

import io.kaspar.catalog.options.OptionException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;

/** What a procedure is called with. */
final class ProcedureArguments {
    private ProcedureArguments() {}

    /**
     * An argument that is a text.
     *
     * @param procedure as it is called
     * @throws OptionException when it is null
     */
    static String text(InternalRow arguments, int index, String procedure) {
        if (arguments.isNullAt(index)) {
            throw new OptionException("no argument of " + procedure + " may be NULL");
        }
        return arguments.get(index, DataTypes.StringType).toString();
    }
}
