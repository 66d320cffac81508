package io.kaspar.catalog.predicate;

import java.util.Optional;
import java.util.stream.Stream;

/** The comparisons of SQL, under the names that Spark gives them in predicates. */
enum Comparison {
    EQUAL("="),
    NULL_SAFE_EQUAL("<=>"),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String predicateName;

    Comparison(String predicateName) {
        this.predicateName = predicateName;
    }

    static Optional<Comparison> named(String predicateName) {
        return Stream.of(values())
                .filter(comparison -> comparison.predicateName.equals(predicateName))
                .findFirst();
    }

    /** The numbers for which {@code it <this> number} holds. */
    LongSet numbers(long number) {
        return switch (this) {
            case EQUAL, NULL_SAFE_EQUAL -> LongSet.of(number);
            case NOT_EQUAL -> LongSet.of(number).complement();
            case LESS -> LongSet.atLeast(number).complement();
            case LESS_OR_EQUAL -> LongSet.atMost(number);
            case GREATER -> LongSet.atMost(number).complement();
            case GREATER_OR_EQUAL -> LongSet.atLeast(number);
        };
    }

    /** The comparison that says the same with its sides exchanged. */
    Comparison flipped() {
        return switch (this) {
            case EQUAL, NULL_SAFE_EQUAL, NOT_EQUAL -> this;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }

    /** The sign, as in SQL. */
    String sign() {
        return predicateName;
    }

    boolean holds(long left, long right) {
        return switch (this) {
            case EQUAL, NULL_SAFE_EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }
}
