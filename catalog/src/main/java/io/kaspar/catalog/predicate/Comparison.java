package io.kaspar.catalog.predicate;

import java.util.Optional;
import java.util.stream.Stream;

/** The comparisons of SQL, under the names that Spark gives them in predicates. */
enum Comparison {
    EQUAL("=") {
        @Override
        LongSet numbers(long number) {
            return LongSet.of(number);
        }

        @Override
        Comparison flipped() {
            return EQUAL;
        }
    },
    NULL_SAFE_EQUAL("<=>") {
        @Override
        LongSet numbers(long number) {
            return LongSet.of(number);
        }

        @Override
        Comparison flipped() {
            return NULL_SAFE_EQUAL;
        }
    },
    NOT_EQUAL("<>") {
        @Override
        LongSet numbers(long number) {
            return LongSet.of(number).complement();
        }

        @Override
        Comparison flipped() {
            return NOT_EQUAL;
        }
    },
    LESS("<") {
        @Override
        LongSet numbers(long number) {
            return LongSet.atLeast(number).complement();
        }

        @Override
        Comparison flipped() {
            return GREATER;
        }
    },
    LESS_OR_EQUAL("<=") {
        @Override
        LongSet numbers(long number) {
            return LongSet.atMost(number);
        }

        @Override
        Comparison flipped() {
            return GREATER_OR_EQUAL;
        }
    },
    GREATER(">") {
        @Override
        LongSet numbers(long number) {
            return LongSet.atMost(number).complement();
        }

        @Override
        Comparison flipped() {
            return LESS;
        }
    },
    GREATER_OR_EQUAL(">=") {
        @Override
        LongSet numbers(long number) {
            return LongSet.atLeast(number);
        }

        @Override
        Comparison flipped() {
            return LESS_OR_EQUAL;
        }
    };

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
    abstract LongSet numbers(long number);

    /** The comparison that says the same with its sides exchanged. */
    abstract Comparison flipped();

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
