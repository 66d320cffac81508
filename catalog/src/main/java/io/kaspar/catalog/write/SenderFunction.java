package io.kaspar.catalog.write;

import io.kaspar.writer.OwnPartitions;
import io.kaspar.writer.PartitionFinder;
import io.kaspar.writer.PartitionSpec;
import io.kaspar.writer.WriteException;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.jspecify.annotations.Nullable;

/**
 * What Spark lays rows by, so that each comes to the task that sends to its partition. It crosses to the executors, and is not thread-safe:
 * each task has one of its own.
 */
final class SenderFunction implements UnboundFunction, ScalarFunction<Integer> {
    private static final long serialVersionUID = 1L;

    /** What Spark's hash begins with. */
    private static final int SEED = 42;

    private final PartitionSpec spec;
    private final StructType columns;
    /** For each task a number that Spark's hash brings to it. */
    private final int[] numbers;

    private transient @Nullable PartitionFinder finder;
    private transient @Nullable RowValues values;

    /**
     * @param columns that it is given, by which {@code spec} counts
     * @param tasks as many as Spark lays rows to
     */
    SenderFunction(PartitionSpec spec, StructType columns, int tasks) {
        this.spec = spec;
        this.columns = columns;
        this.numbers = numbers(tasks);
    }

    private static int[] numbers(int tasks) {
        int[] numbers = new int[tasks];
        boolean[] isKnown = new boolean[tasks];
        int known = 0;
        for (int number = 0; known < tasks; number++) {
            int task = Math.floorMod(Murmur3_x86_32.hashInt(number, SEED), tasks);
            if (!isKnown[task]) {
                isKnown[task] = true;
                numbers[task] = number;
                known++;
            }
        }
        return numbers;
    }

    @Override
    public String name() {
        return "kaspar_sender";
    }

    @Override
    public String description() {
        return "which task sends to the partition of a row";
    }

    @Override
    public BoundFunction bind(StructType inputType) {
        return this;
    }

    @Override
    public DataType[] inputTypes() {
        return Arrays.stream(columns.fields()).map(StructField::dataType).toArray(DataType[]::new);
    }

    @Override
    public DataType resultType() {
        return DataTypes.IntegerType;
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    /** Rows whose partition nobody says go to one task, and one that the topic lacks is told when the row is sent. */
    @Override
    public Integer produceResult(InternalRow row) {
        if (finder == null || values == null) {
            finder = finder();
            values = new RowValues(columns);
        }
        try {
            int partition = finder.partition(values.of(row)).orElse(0);
            return numbers[OwnPartitions.owner(Math.max(0, partition), numbers.length)];
        } catch (WriteException e) {
            throw new UnwritableException(String.valueOf(e.getMessage()), e);
        }
    }

    private PartitionFinder finder() {
        try {
            return new PartitionFinder(spec);
        } catch (WriteException e) {
            throw new UnwritableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** In plans. */
    @Override
    public String toString() {
        return name();
    }
}
