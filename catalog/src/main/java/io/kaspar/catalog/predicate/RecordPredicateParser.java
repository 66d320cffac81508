package io.kaspar.catalog.predicate;

import io.kaspar.catalog.predicate.Operand.Constant;
import io.kaspar.catalog.predicate.Operand.PartitionNumber;
import io.kaspar.catalog.predicate.Operand.RecordOffset;
import io.kaspar.catalog.predicate.Operand.RecordTime;
import io.kaspar.reader.task.MetadataField;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.connector.expressions.Cast;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.TimestampType;

/** Reads those of Spark's predicates that are about partition, offset and timestamp alone, and nothing else. */
public final class RecordPredicateParser {
    private final Function<String, Optional<MetadataField>> hiddenColumns;

    /** @param hiddenColumns the fact that a hidden column of a name shows; empty for any other name */
    public RecordPredicateParser(Function<String, Optional<MetadataField>> hiddenColumns) {
        this.hiddenColumns = hiddenColumns;
    }

    /** What numbers stand for: only the same can be compared. */
    private enum Kind {
        NUMBER,
        TIME,
        NULL;

        boolean isComparableTo(Kind other) {
            return this == other || this == NULL || other == NULL;
        }
    }

    private record Side(Operand operand, Kind kind) {}

    /** The predicate; empty when any part of it is something that these columns alone cannot decide. */
    public Optional<RecordPredicate> parse(Expression expression) {
        if (!(expression instanceof Predicate predicate)) {
            return Optional.empty();
        }
        Expression[] children = predicate.children();
        return switch (predicate.name()) {
            case "ALWAYS_TRUE" -> Optional.of(new RecordPredicate.Always(TruthRegions.TRUE));
            case "ALWAYS_FALSE" -> Optional.of(new RecordPredicate.Always(TruthRegions.FALSE));
            case "AND" ->
                parse(children[0])
                        .flatMap(left -> parse(children[1]).map(right -> new RecordPredicate.And(left, right)));
            case "OR" ->
                parse(children[0])
                        .flatMap(left -> parse(children[1]).map(right -> new RecordPredicate.Or(left, right)));
            case "NOT" -> parse(children[0]).map(RecordPredicate.Not::new);
            case "IS_NULL" -> side(children[0]).map(side -> new RecordPredicate.IsNull(side.operand()));
            case "IS_NOT_NULL" ->
                side(children[0]).map(side -> new RecordPredicate.Not(new RecordPredicate.IsNull(side.operand())));
            case "IN" -> in(children);
            default -> compare(predicate.name(), children);
        };
    }

    private Optional<RecordPredicate> compare(String name, Expression[] children) {
        Optional<Comparison> comparison = Comparison.named(name);
        if (comparison.isEmpty() || children.length != 2) {
            return Optional.empty();
        }
        Optional<Side> left = side(children[0]);
        Optional<Side> right = side(children[1]);
        if (left.isEmpty()
                || right.isEmpty()
                || !left.get().kind().isComparableTo(right.get().kind())) {
            return Optional.empty();
        }
        return Optional.of(new RecordPredicate.Compare(
                comparison.get(), left.get().operand(), right.get().operand()));
    }

    private Optional<RecordPredicate> in(Expression[] children) {
        Optional<Side> subject = side(children[0]);
        if (subject.isEmpty() || children.length < 2) {
            return Optional.empty();
        }
        long[] numbers = new long[children.length - 1];
        int count = 0;
        for (int index = 1; index < children.length; index++) {
            Optional<Side> element = side(children[index]);
            if (element.isEmpty()
                    || !(element.get().operand() instanceof Constant constant)
                    || !element.get().kind().isComparableTo(subject.get().kind())) {
                return Optional.empty();
            }
            Long number = constant.value();
            if (number != null) {
                numbers[count++] = number;
            }
        }
        return Optional.of(new RecordPredicate.In(
                subject.get().operand(), LongSet.ofEach(Arrays.copyOf(numbers, count)), count < numbers.length));
    }

    private Optional<Side> side(Expression expression) {
        if (expression instanceof NamedReference reference) {
            return column(reference);
        }
        if (expression instanceof Literal<?> literal) {
            return constant(literal);
        }
        if (expression instanceof Cast cast) {
            return side(cast.expression()).filter(side -> isExact(side, cast.dataType()));
        }
        return Optional.empty();
    }

    private Optional<Side> column(NamedReference reference) {
        String[] names = reference.fieldNames();
        Optional<MetadataField> field = names.length == 1 ? hiddenColumns.apply(names[0]) : Optional.empty();
        if (field.equals(Optional.of(MetadataField.PARTITION))) {
            return Optional.of(new Side(new PartitionNumber(), Kind.NUMBER));
        }
        if (field.equals(Optional.of(MetadataField.OFFSET))) {
            return Optional.of(new Side(new RecordOffset(), Kind.NUMBER));
        }
        if (field.equals(Optional.of(MetadataField.TIMESTAMP))) {
            return Optional.of(new Side(new RecordTime(), Kind.TIME));
        }
        return Optional.empty();
    }

    private static Optional<Side> constant(Literal<?> literal) {
        if (literal.value() == null) {
            return Optional.of(new Side(new Constant(null), Kind.NULL));
        }
        if (literal.value() instanceof Number number && isIntegral(literal.dataType())) {
            return Optional.of(new Side(new Constant(number.longValue()), Kind.NUMBER));
        }
        if (literal.value() instanceof Long micros && literal.dataType() instanceof TimestampType) {
            return Optional.of(new Side(new Constant(micros), Kind.TIME));
        }
        return Optional.empty();
    }

    /** A cast that keeps every value and its meaning: an int to int or bigint, a bigint to bigint, a time to a time. */
    private static boolean isExact(Side side, DataType to) {
        return switch (side.kind()) {
            case NUMBER ->
                to instanceof LongType || (side.operand() instanceof PartitionNumber && to instanceof IntegerType);
            case TIME -> to instanceof TimestampType;
            case NULL -> true;
        };
    }

    private static boolean isIntegral(DataType dataType) {
        return dataType instanceof ByteType
                || dataType instanceof ShortType
                || dataType instanceof IntegerType
                || dataType instanceof LongType;
    }
}
