package io.kaspar.catalog.write;

import io.kaspar.catalog.write.SenderFunctions.SenderName;
import io.kaspar.writer.PartitionSpec;
import io.kaspar.writer.PayloadSpec;
import io.kaspar.writer.RowPart;
import io.kaspar.writer.WriteSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks send the rows of a statement that are seen at once, and how rows come to the task that sends to their partition.
 *
 * <p>A partition has one sender. Without keys a task chooses among its own partitions, and rows come to tasks by their columns. Where rows
 * say their partition, by a key or a column, a function tells Spark the task; it computes the partition as the producer does. One task
 * sends all rows where that cannot be: where there is no catalog to find the function in, where somebody else's class chooses partitions, or
 * where nothing can be said of keys before the statement runs.
 *
 * @param clustering what decides to which task a row comes
 * @param name held, so that Spark finds the function
 */
record SenderPlan(
        int tasks, List<Expression> clustering, @Nullable SenderName name) {
    /** Settings of producers after which a record may lie elsewhere than its key says. */
    private static final Set<String> CHOOSING =
            Set.of("partitioner.class", "partitioner.ignore.keys", "interceptor.classes");

    private static final SenderPlan ONE = new SenderPlan(1, List.of(Expressions.literal(0)), null);

    /** One task, in whose transaction all rows are. */
    static SenderPlan one() {
        return ONE;
    }

    /**
     * As many tasks as can send at a time.
     *
     * @param given the columns as Spark names them, in the order of the specification's
     */
    static SenderPlan of(WriteContext context, WriteSpec spec, StructType given) {
        int tasks = Math.min(wanted(context), context.layout().partitionCount());
        if (tasks <= 1 || CHOOSING.stream().anyMatch(spec.kafkaProperties()::containsKey)) {
            return ONE;
        }
        if (spec.key() == null && spec.facts().partition() == null) {
            List<Expression> columns = Arrays.stream(given.fields())
                    .filter(field -> field.dataType() instanceof AtomicType)
                    .map(SenderPlan::column)
                    .toList();
            return columns.isEmpty() ? ONE : new SenderPlan(tasks, columns, null);
        }
        boolean areKeysKnown = spec.key() == null || !spec.key().needsName();
        return context.isInCatalog() && areKeysKnown
                ? byFunction(spec, given, context.layout().partitionCount(), tasks)
                : ONE;
    }

    private static int wanted(WriteContext context) {
        return context.options()
                .delivery()
                .senders()
                .orElseGet(() -> SparkSession.active().sparkContext().defaultParallelism());
    }

    private static Expression column(StructField field) {
        return Expressions.column("`" + field.name().replace("`", "``") + "`");
    }

    private static SenderPlan byFunction(WriteSpec spec, StructType given, int partitionCount, int tasks) {
        PayloadSpec key = spec.key();
        Integer partition = spec.facts().partition();
        TreeSet<Integer> needed = new TreeSet<>();
        if (key != null) {
            needed.addAll(
                    key.part() instanceof RowPart.Columns columns
                            ? columns.places()
                            : List.of(((RowPart.Column) key.part()).place()));
        }
        if (partition != null) {
            needed.add(partition);
        }
        List<Integer> places = List.copyOf(needed);
        List<Expression> arguments = new ArrayList<>();
        StructType columns = new StructType();
        for (int place : places) {
            arguments.add(column(given.fields()[place]));
            columns = columns.add(given.fields()[place]);
        }
        PartitionSpec rule = new PartitionSpec(
                key == null ? null : moved(key, places),
                partition == null ? null : places.indexOf(partition),
                spec.partitioner(),
                partitionCount);
        SenderName name = SenderFunctions.name(new SenderFunction(rule, columns, tasks));
        Expression function = Expressions.apply(name.text(), arguments.toArray(Expression[]::new));
        return new SenderPlan(tasks, List.of(function), name);
    }

    /** The same of rows that have the columns of these places only. */
    private static PayloadSpec moved(PayloadSpec key, List<Integer> places) {
        RowPart part = key.part() instanceof RowPart.Columns columns
                ? new RowPart.Columns(
                        columns.places().stream().map(places::indexOf).toList())
                : new RowPart.Column(places.indexOf(((RowPart.Column) key.part()).place()));
        return new PayloadSpec(key.side(), key.schema(), key.name(), part, key.dataType());
    }

    /** Whether tasks have one transaction together. */
    boolean isShared() {
        return tasks > 1;
    }

    Distribution distribution() {
        return Distributions.clustered(clustering.toArray(Expression[]::new));
    }

    /** Spark may put all rows into one task, where all columns are constants, or there are no rows. */
    void requireTasks(int actual) {
        if (actual != tasks && actual != 1) {
            throw new IllegalStateException("rows come in " + actual + " tasks, and not in " + tasks);
        }
    }
}
