package io.kaspar.catalog.scan;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.reader.task.MetadataField;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Aggregates that the first and the last record of a partition tell, and the headers of record batches: the smallest and the greatest
 * offset, and how many records there are; of all, or by partition and topic. Crosses to the executors.
 *
 * @param groups facts that all records of a task have in common
 * @param functions one a column
 */
record EdgeAggregates(List<MetadataField> groups, List<Function> functions) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Set<MetadataField> OF_A_TASK = EnumSet.of(MetadataField.PARTITION, MetadataField.TOPIC);

    /** Facts that every record has. */
    private static final Set<MetadataField> NEVER_NULL =
            EnumSet.of(MetadataField.PARTITION, MetadataField.TOPIC, MetadataField.OFFSET, MetadataField.TIMESTAMP);

    /** What is asked of a task. */
    enum Function {
        FIRST_OFFSET,
        LAST_OFFSET,
        COUNT
    }

    EdgeAggregates {
        groups = List.copyOf(groups);
        functions = List.copyOf(functions);
    }

    /** What Spark offers, if it is all of this kind. */
    static Optional<EdgeAggregates> of(Aggregation offered, TopicColumns columns) {
        List<MetadataField> groups = new ArrayList<>();
        for (Expression group : offered.groupByExpressions()) {
            Optional<MetadataField> fact = MetadataReference.of(group, columns).filter(OF_A_TASK::contains);
            if (fact.isEmpty()) {
                return Optional.empty();
            }
            groups.add(fact.get());
        }
        List<Function> functions = new ArrayList<>();
        for (AggregateFunc aggregate : offered.aggregateExpressions()) {
            Optional<Function> function = function(aggregate, columns);
            if (function.isEmpty()) {
                return Optional.empty();
            }
            functions.add(function.get());
        }
        EdgeAggregates aggregates = new EdgeAggregates(groups, functions);
        // a count alone is made of record batches' headers anyway
        return groups.isEmpty() && functions.stream().allMatch(Function.COUNT::equals)
                ? Optional.empty()
                : Optional.of(aggregates);
    }

    private static Optional<Function> function(AggregateFunc aggregate, TopicColumns columns) {
        if (aggregate instanceof CountStar) {
            return Optional.of(Function.COUNT);
        }
        if (aggregate instanceof Count count && !count.isDistinct()) {
            return MetadataReference.of(count.column(), columns)
                    .filter(NEVER_NULL::contains)
                    .map(fact -> Function.COUNT);
        }
        if (aggregate instanceof Min min) {
            return MetadataReference.of(min.column(), columns)
                    .filter(MetadataField.OFFSET::equals)
                    .map(fact -> Function.FIRST_OFFSET);
        }
        if (aggregate instanceof Max max) {
            return MetadataReference.of(max.column(), columns)
                    .filter(MetadataField.OFFSET::equals)
                    .map(fact -> Function.LAST_OFFSET);
        }
        return Optional.empty();
    }

    /**
     * Whether a task has to find this out. Where only groups are asked for, as by {@code SELECT DISTINCT _partition}, it has to know whether there is a
     * record.
     */
    boolean wants(Function function) {
        return functions.contains(function) || (functions.isEmpty() && function == Function.FIRST_OFFSET);
    }

    /** The columns of a task's row, as Spark wants them: groups first. */
    StructType columns() {
        List<StructField> fields = new ArrayList<>();
        groups.forEach(group -> fields.add(DataTypes.createStructField(
                group.name().toLowerCase(Locale.ROOT),
                group == MetadataField.PARTITION ? DataTypes.IntegerType : DataTypes.StringType,
                false)));
        for (int index = 0; index < functions.size(); index++) {
            fields.add(
                    DataTypes.createStructField(words(functions.get(index)) + " " + index, DataTypes.LongType, true));
        }
        return new StructType(fields.toArray(StructField[]::new));
    }

    private static String words(Function function) {
        return switch (function) {
            case FIRST_OFFSET -> "first offset";
            case LAST_OFFSET -> "last offset";
            case COUNT -> "count";
        };
    }

    /** For a plan. */
    String inWords() {
        List<String> asked =
                functions.stream().map(EdgeAggregates::words).distinct().toList();
        List<String> by = groups.stream()
                .map(group -> group.name().toLowerCase(Locale.ROOT))
                .toList();
        return "aggregates [" + String.join(", ", asked) + "]"
                + (by.isEmpty() ? "" : " by [" + String.join(", ", by) + "]");
    }
}
