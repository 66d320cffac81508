package io.kaspar.catalog.scan;

import io.kaspar.catalog.scan.Operand.Constant;
import io.kaspar.catalog.scan.Operand.PartitionNumber;
import io.kaspar.catalog.scan.Operand.RecordOffset;
import io.kaspar.reader.scan.MetadataField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Reads those of Spark's predicates that are about partition and offset alone, and nothing else. */
final class OffsetPredicateParser {
    private final TopicColumns columns;

    OffsetPredicateParser(TopicColumns columns) {
        this.columns = columns;
    }

    /** The predicate; empty when any part of it is something that offsets alone cannot decide. */
    Optional<OffsetPredicate> parse(Expression expression) {
        if (!(expression instanceof Predicate predicate)) {
            return Optional.empty();
        }
        Expression[] children = predicate.children();
        return switch (predicate.name()) {
            case "ALWAYS_TRUE" -> Optional.of(new OffsetPredicate.Always(Truth.TRUE));
            case "ALWAYS_FALSE" -> Optional.of(new OffsetPredicate.Always(Truth.FALSE));
            case "AND" ->
                parse(children[0])
                        .flatMap(left -> parse(children[1]).map(right -> new OffsetPredicate.And(left, right)));
            case "OR" ->
                parse(children[0])
                        .flatMap(left -> parse(children[1]).map(right -> new OffsetPredicate.Or(left, right)));
            case "NOT" -> parse(children[0]).map(OffsetPredicate.Not::new);
            case "IS_NULL" -> operand(children[0]).map(OffsetPredicate.IsNull::new);
            case "IS_NOT_NULL" ->
                operand(children[0]).map(operand -> new OffsetPredicate.Not(new OffsetPredicate.IsNull(operand)));
            case "IN" -> in(children);
            default -> compare(predicate.name(), children);
        };
    }

    private Optional<OffsetPredicate> compare(String name, Expression[] children) {
        Optional<Comparison> comparison = Comparison.named(name);
        if (comparison.isEmpty() || children.length != 2) {
            return Optional.empty();
        }
        Optional<Operand> left = operand(children[0]);
        Optional<Operand> right = operand(children[1]);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OffsetPredicate.Compare(comparison.get(), left.get(), right.get()));
    }

    private Optional<OffsetPredicate> in(Expression[] children) {
        Optional<Operand> subject = operand(children[0]);
        if (subject.isEmpty() || children.length < 2) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>();
        boolean hasNull = false;
        for (int index = 1; index < children.length; index++) {
            Optional<Operand> element = operand(children[index]);
            if (element.isEmpty() || !(element.get() instanceof Constant constant)) {
                return Optional.empty();
            }
            Long number = constant.value();
            if (number == null) {
                hasNull = true;
            } else {
                numbers.add(number);
            }
        }
        return Optional.of(new OffsetPredicate.In(subject.get(), numbers, hasNull));
    }

    private Optional<Operand> operand(Expression expression) {
        if (expression instanceof NamedReference reference) {
            return column(reference);
        }
        if (expression instanceof Literal<?> literal) {
            return constant(literal);
        }
        if (expression instanceof Cast cast) {
            return operand(cast.expression()).filter(operand -> isExact(operand, cast.dataType()));
        }
        return Optional.empty();
    }

    private Optional<Operand> column(NamedReference reference) {
        String[] names = reference.fieldNames();
        Optional<MetadataField> field = names.length == 1 ? columns.metadataField(names[0]) : Optional.empty();
        if (field.equals(Optional.of(MetadataField.PARTITION))) {
            return Optional.of(new PartitionNumber());
        }
        if (field.equals(Optional.of(MetadataField.OFFSET))) {
            return Optional.of(new RecordOffset());
        }
        return Optional.empty();
    }

    private static Optional<Operand> constant(Literal<?> literal) {
        if (literal.value() == null) {
            return Optional.of(new Constant(null));
        }
        if (isIntegral(literal.dataType()) && literal.value() instanceof Number number) {
            return Optional.of(new Constant(number.longValue()));
        }
        return Optional.empty();
    }

    /** A cast that keeps every number: an int column to int or bigint, a bigint column to bigint. */
    private static boolean isExact(Operand operand, DataType to) {
        if (operand instanceof PartitionNumber) {
            return to instanceof IntegerType || to instanceof LongType;
        }
        return to instanceof LongType;
    }

    private static boolean isIntegral(DataType dataType) {
        return dataType instanceof ByteType
                || dataType instanceof ShortType
                || dataType instanceof IntegerType
                || dataType instanceof LongType;
    }
}
