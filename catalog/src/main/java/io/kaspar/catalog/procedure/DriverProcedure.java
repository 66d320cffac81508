package io.kaspar.catalog.procedure;

import io.kaspar.catalog.metadata.RowsScan;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.schema.line.SinceSpark;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A procedure that does something when it is called, whatever types its arguments have, and tells of it in rows that the driver has. */
@SinceSpark("4.0")
abstract class DriverProcedure implements UnboundProcedure, BoundProcedure {
    private final String name;
    private final StructType type;
    private final List<ProcedureParameter> parameters;

    /**
     * @param name as it is called, in the namespace {@code system}
     * @param type of the rows
     */
    DriverProcedure(String name, StructType type, ProcedureParameter... parameters) {
        this.name = name;
        this.type = type;
        this.parameters = List.of(parameters);
    }

    /** Does it, once for each call. */
    abstract List<Row> rows(InternalRow arguments);

    /**
     * An argument that is a text.
     *
     * @throws OptionException when it is null
     */
    final String text(InternalRow arguments, int index) {
        if (arguments.isNullAt(index)) {
            throw new OptionException("no argument of " + name + " may be NULL");
        }
        return arguments.get(index, DataTypes.StringType).toString();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final BoundProcedure bind(StructType inputType) {
        return this;
    }

    @Override
    public final ProcedureParameter[] parameters() {
        return parameters.toArray(ProcedureParameter[]::new);
    }

    @Override
    public final boolean isDeterministic() {
        return false;
    }

    @Override
    public final Iterator<Scan> call(InternalRow input) {
        List<Row> rows = rows(input);
        Scan result = new RowsScan(name, type, () -> rows);
        return Collections.singleton(result).iterator();
    }
}
