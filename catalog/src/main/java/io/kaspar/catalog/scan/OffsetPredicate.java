package io.kaspar.catalog.scan;

import io.kaspar.catalog.scan.Operand.Constant;
import java.util.List;
import java.util.Objects;

/** A condition on partition and offset alone, evaluated for all offsets of a partition at once, as SQL would. */
sealed interface OffsetPredicate {

    /** For which offsets of the partition it holds, and for which it does not. */
    Truth truth(int partition);

    /** The same for every record. */
    record Always(Truth value) implements OffsetPredicate {
        @Override
        public Truth truth(int partition) {
            return value;
        }
    }

    /** Two sides compared. */
    record Compare(Comparison comparison, Operand left, Operand right) implements OffsetPredicate {
        @Override
        public Truth truth(int partition) {
            Operand first = left.within(partition);
            Operand second = right.within(partition);
            if (first instanceof Constant number && second instanceof Constant other) {
                return constants(number, other);
            }
            if (first instanceof Constant number) {
                return offsetAnd(number, comparison.flipped());
            }
            if (second instanceof Constant number) {
                return offsetAnd(number, comparison);
            }
            return Truth.of(comparison.holds(0, 0));
        }

        private Truth constants(Constant first, Constant second) {
            Long left = first.value();
            Long right = second.value();
            if (left != null && right != null) {
                return Truth.of(comparison.holds(left, right));
            }
            return comparison == Comparison.NULL_SAFE_EQUAL ? Truth.of(Objects.equals(left, right)) : Truth.UNKNOWN;
        }

        private static Truth offsetAnd(Constant constant, Comparison comparison) {
            Long number = constant.value();
            if (number != null) {
                return Truth.exactlyFor(comparison.offsets(number));
            }
            return comparison == Comparison.NULL_SAFE_EQUAL ? Truth.FALSE : Truth.UNKNOWN;
        }
    }

    /** One side is one of some numbers; a null among them makes "no" unknown. */
    record In(Operand operand, List<Long> numbers, boolean hasNull) implements OffsetPredicate {
        public In {
            numbers = List.copyOf(numbers);
        }

        @Override
        public Truth truth(int partition) {
            Truth among = among(operand.within(partition));
            return hasNull ? new Truth(among.isTrue(), OffsetSet.NONE) : among;
        }

        private Truth among(Operand side) {
            if (side instanceof Constant constant) {
                Long number = constant.value();
                return number == null ? Truth.UNKNOWN : Truth.of(numbers.contains(number));
            }
            return Truth.exactlyFor(
                    OffsetSet.ofEach(numbers.stream().mapToLong(Long::longValue).toArray()));
        }
    }

    /** Partition and offset are never null; a literal may be. */
    record IsNull(Operand operand) implements OffsetPredicate {
        @Override
        public Truth truth(int partition) {
            return Truth.of(operand instanceof Constant constant && constant.value() == null);
        }
    }

    record And(OffsetPredicate left, OffsetPredicate right) implements OffsetPredicate {
        @Override
        public Truth truth(int partition) {
            return left.truth(partition).and(right.truth(partition));
        }
    }

    record Or(OffsetPredicate left, OffsetPredicate right) implements OffsetPredicate {
        @Override
        public Truth truth(int partition) {
            return left.truth(partition).or(right.truth(partition));
        }
    }

    record Not(OffsetPredicate predicate) implements OffsetPredicate {
        @Override
        public Truth truth(int partition) {
            return predicate.truth(partition).not();
        }
    }
}
