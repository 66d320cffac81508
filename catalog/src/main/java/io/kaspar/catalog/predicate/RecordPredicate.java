package io.kaspar.catalog.predicate;

import io.kaspar.catalog.predicate.Operand.Constant;
import io.kaspar.catalog.predicate.Operand.PartitionNumber;
import java.util.Objects;

/** A condition on partition, offset and timestamp alone. */
public sealed interface RecordPredicate {

    /** For which records of the partition it holds, and for which it does not. */
    TruthRegions truth(int partition);

    /** Whether it may say something else in another partition. */
    boolean isAboutPartition();

    /** How much work its evaluation may be. */
    PredicateSize size();

    /** The same for every record. */
    record Always(TruthRegions value) implements RecordPredicate {
        @Override
        public TruthRegions truth(int partition) {
            return value;
        }

        @Override
        public boolean isAboutPartition() {
            return false;
        }

        @Override
        public PredicateSize size() {
            return PredicateSize.of(new Constant(null), 1);
        }
    }

    /** Two sides compared. */
    record Compare(Comparison comparison, Operand left, Operand right) implements RecordPredicate {
        @Override
        public TruthRegions truth(int partition) {
            Operand first = left.within(partition);
            Operand second = right.within(partition);
            if (first instanceof Constant number && second instanceof Constant other) {
                return constants(number, other);
            }
            if (first instanceof Constant number) {
                return with(second, comparison.flipped(), number);
            }
            if (second instanceof Constant number) {
                return with(first, comparison, number);
            }
            // the parser lets no two different columns through that vary within a partition
            return TruthRegions.of(comparison.holds(0, 0));
        }

        private TruthRegions constants(Constant first, Constant second) {
            Long left = first.value();
            Long right = second.value();
            if (left != null && right != null) {
                return TruthRegions.of(comparison.holds(left, right));
            }
            return comparison == Comparison.NULL_SAFE_EQUAL
                    ? TruthRegions.of(Objects.equals(left, right))
                    : TruthRegions.UNKNOWN;
        }

        private static TruthRegions with(Operand column, Comparison comparison, Constant constant) {
            Long number = constant.value();
            if (number != null) {
                return column.among(comparison.numbers(number));
            }
            return comparison == Comparison.NULL_SAFE_EQUAL ? TruthRegions.FALSE : TruthRegions.UNKNOWN;
        }

        @Override
        public boolean isAboutPartition() {
            return left instanceof PartitionNumber || right instanceof PartitionNumber;
        }

        @Override
        public PredicateSize size() {
            return PredicateSize.of(left instanceof Constant ? right : left, 1);
        }
    }

    /** One side is one of some numbers; a null among them makes "no" unknown. */
    record In(Operand operand, LongSet numbers, boolean hasNull) implements RecordPredicate {
        @Override
        public TruthRegions truth(int partition) {
            TruthRegions among = operand.within(partition).among(numbers);
            return hasNull ? among.trueOrUnknown() : among;
        }

        @Override
        public boolean isAboutPartition() {
            return operand instanceof PartitionNumber;
        }

        @Override
        public PredicateSize size() {
            return PredicateSize.of(operand, numbers.ranges().size());
        }
    }

    /** The columns are never null; a literal may be. */
    record IsNull(Operand operand) implements RecordPredicate {
        @Override
        public TruthRegions truth(int partition) {
            return TruthRegions.of(operand instanceof Constant constant && constant.value() == null);
        }

        @Override
        public boolean isAboutPartition() {
            return false;
        }

        @Override
        public PredicateSize size() {
            return PredicateSize.of(new Constant(null), 1);
        }
    }

    /** Made of two others. */
    sealed interface Pair extends RecordPredicate {
        RecordPredicate left();

        RecordPredicate right();

        @Override
        default boolean isAboutPartition() {
            return left().isAboutPartition() || right().isAboutPartition();
        }

        @Override
        default PredicateSize size() {
            return left().size().plus(right().size());
        }
    }

    record And(RecordPredicate left, RecordPredicate right) implements Pair {
        @Override
        public TruthRegions truth(int partition) {
            return left.truth(partition).and(right.truth(partition));
        }
    }

    record Or(RecordPredicate left, RecordPredicate right) implements Pair {
        @Override
        public TruthRegions truth(int partition) {
            return left.truth(partition).or(right.truth(partition));
        }
    }

    record Not(RecordPredicate predicate) implements RecordPredicate {
        @Override
        public TruthRegions truth(int partition) {
            return predicate.truth(partition).not();
        }

        @Override
        public boolean isAboutPartition() {
            return predicate.isAboutPartition();
        }

        @Override
        public PredicateSize size() {
            return predicate.size();
        }
    }
}
