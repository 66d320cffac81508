package io.kaspar.catalog.function;

import io.kaspar.catalog.options.OptionException;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * {@code system.snapshot('orders')}: what a topic holds now, as text for {@code VERSION AS OF}. Spark's optimizer makes a constant of it on
 * the driver, once for a query; executors know nobody to ask.
 */
public final class SnapshotFunction implements UnboundFunction, ScalarFunction<Object> {
    private static final long serialVersionUID = 1L;

    /** As it is called, in the namespace {@code system}. */
    public static final String NAME = "snapshot";

    /** Null on executors. */
    private final transient @Nullable UnaryOperator<String> snapshots;

    /** @param snapshots asks what the topic of a name holds */
    public SnapshotFunction(UnaryOperator<String> snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "snapshot(topic): what the topic holds now, as text that VERSION AS OF takes";
    }

    @Override
    public BoundFunction bind(StructType inputType) {
        if (inputType.size() != 1 || !(inputType.fields()[0].dataType() instanceof StringType)) {
            throw new UnsupportedOperationException(
                    NAME + " takes the name of one topic, as in " + NAME + "('orders')");
        }
        return this;
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {DataTypes.StringType};
    }

    @Override
    public DataType resultType() {
        return DataTypes.StringType;
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    /** The same each time within a query, which is what Spark makes a constant of. */
    @Override
    public boolean isDeterministic() {
        return true;
    }

    @Override
    public String canonicalName() {
        return "kaspar." + NAME;
    }

    @Override
    public Object produceResult(InternalRow input) {
        if (snapshots == null || input.isNullAt(0)) {
            throw new OptionException(
                    NAME + " takes the name of a topic as a literal: it is asked for once, before there are rows");
        }
        String topic = input.get(0, DataTypes.StringType).toString();
        return Objects.requireNonNull(CatalystTypeConverters.convertToCatalyst(snapshots.apply(topic)));
    }
}
