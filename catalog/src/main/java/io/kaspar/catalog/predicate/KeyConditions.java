package io.kaspar.catalog.predicate;

import io.kaspar.reader.task.MetadataField;
import io.kaspar.schema.resolve.PayloadSchema;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * Reads comparisons of a record's key with literals, and null tests of it.
 *
 * @param hiddenColumns as for {@link RecordPredicateParser}
 * @param schema what keys are; asked for where a condition names the key
 */
record KeyConditions(Function<String, Optional<MetadataField>> hiddenColumns, Supplier<PayloadSchema> schema) {

    /** The condition; empty when it is another one. */
    Optional<RecordPredicate> parse(Predicate predicate) {
        Expression[] children = predicate.children();
        if (children.length == 0) {
            return Optional.empty();
        }
        boolean isKeyFirst = isKey(children[0]);
        if (!isKeyFirst && !(children.length == 2 && isKey(children[1]))) {
            return Optional.empty();
        }
        return KeyLiterals.of(schema.get()).flatMap(literals -> switch (predicate.name()) {
            case "IS_NULL" -> Optional.of(new RecordPredicate.KeyIsNull(literals.reading()));
            case "IS_NOT_NULL" ->
                Optional.of(new RecordPredicate.Not(new RecordPredicate.KeyIsNull(literals.reading())));
            case "IN" -> isKeyFirst ? in(literals, children) : Optional.empty();
            case "=", "<>", "<=>" -> compare(literals, predicate.name(), isKeyFirst ? children[1] : children[0]);
            default -> Optional.empty();
        });
    }

    private boolean isKey(Expression expression) {
        return expression instanceof NamedReference reference
                && reference.fieldNames().length == 1
                && hiddenColumns
                        .apply(reference.fieldNames()[0])
                        .filter(MetadataField.KEY::equals)
                        .isPresent();
    }

    private static Optional<RecordPredicate> compare(KeyLiterals literals, String name, Expression other) {
        if (!(other instanceof Literal<?> literal) || literal.value() == null) {
            return Optional.empty();
        }
        RecordPredicate.KeyIsNull isNull = new RecordPredicate.KeyIsNull(literals.reading());
        return literals.bytes(literal)
                .map(bytes -> new RecordPredicate.KeyIn(Set.of(bytes), false, literals.reading()))
                .map(equal -> switch (name) {
                    case "<>" -> new RecordPredicate.Not(equal);
                    // false for a null, and not unknown
                    case "<=>" -> new RecordPredicate.And(new RecordPredicate.Not(isNull), equal);
                    default -> equal;
                });
    }

    private static Optional<RecordPredicate> in(KeyLiterals literals, Expression[] children) {
        Set<ByteBuffer> keys = new HashSet<>();
        boolean hasNull = false;
        for (Expression element : Arrays.asList(children).subList(1, children.length)) {
            if (!(element instanceof Literal<?> literal)) {
                return Optional.empty();
            }
            if (literal.value() == null) {
                hasNull = true;
                continue;
            }
            Optional<ByteBuffer> bytes = literals.bytes(literal);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            keys.add(bytes.get());
        }
        return Optional.of(new RecordPredicate.KeyIn(keys, hasNull, literals.reading()));
    }
}
