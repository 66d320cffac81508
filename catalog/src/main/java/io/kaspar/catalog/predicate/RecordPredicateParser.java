package io.kaspar.catalog.predicate;

import io.kaspar.catalog.predicate.Operand.Constant;
import io.kaspar.catalog.predicate.Operand.PartitionNumber;
import io.kaspar.catalog.predicate.Operand.RecordOffset;
import io.kaspar.catalog.predicate.Operand.RecordTime;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.schema.resolve.PayloadSchema;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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

/** Reads Spark's predicates: what partition, key, offset and timestamp tell of them. */
public final class RecordPredicateParser {
    private final Function<String, Optional<MetadataField>> hiddenColumns;
    private final Optional<KeyConditions> keys;

    /**
     * Of conditions on keys it knows nothing.
     *
     * @param hiddenColumns the fact that a hidden column of a name shows; empty for any other name
     */
    public RecordPredicateParser(Function<String, Optional<MetadataField>> hiddenColumns) {
        this.hiddenColumns = hiddenColumns;
        this.keys = Optional.empty();
    }

    /** @param keySchema what keys are; asked for where a condition names the key */
    public RecordPredicateParser(
            Function<String, Optional<MetadataField>> hiddenColumns, Supplier<PayloadSchema> keySchema) {
        this.hiddenColumns = hiddenColumns;
        this.keys = Optional.of(new KeyConditions(hiddenColumns, keySchema));
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

    /** The predicate; empty when partition, offset and timestamp alone cannot decide it. */
    public Optional<RecordPredicate> parse(Expression expression) {
        return Optional.of(read(expression)).filter(RecordPredicate::isExact);
    }

    /** What can be told of the predicate before records are read. */
    public RecordPredicate read(Expression expression) {
        if (!(expression instanceof Predicate predicate)) {
            return new RecordPredicate.Untold();
        }
        Expression[] children = predicate.children();
        return switch (predicate.name()) {
            case "ALWAYS_TRUE" -> new RecordPredicate.Always(TruthRegions.TRUE);
            case "ALWAYS_FALSE" -> new RecordPredicate.Always(TruthRegions.FALSE);
            case "AND" -> new RecordPredicate.And(read(children[0]), read(children[1]));
            case "OR" -> new RecordPredicate.Or(read(children[0]), read(children[1]));
            case "NOT" -> new RecordPredicate.Not(read(children[0]));
            default ->
                leaf(predicate)
                        .or(() -> keys.flatMap(conditions -> conditions.parse(predicate)))
                        .orElseGet(RecordPredicate.Untold::new);
        };
    }

    private Optional<RecordPredicate> leaf(Predicate predicate) {
        Expression[] children = predicate.children();
        return switch (predicate.name()) {
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
