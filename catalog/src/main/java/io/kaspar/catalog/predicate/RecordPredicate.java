package io.kaspar.catalog.predicate;

import io.kaspar.catalog.predicate.Operand.Constant;
import io.kaspar.catalog.predicate.Operand.PartitionNumber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A condition on partition, key, offset and timestamp, and on what only reading tells. */
public sealed interface RecordPredicate {

    /** For which of some records it holds, and for which it does not. */
    TruthRegions truth(RecordSlice records);

    /** Whether it may say something else in another partition. */
    boolean isAboutPartition();

    /** How much work its evaluation may be. */
    PredicateSize size();

    /** What it is made of: conditions that are not made of others. */
    default Stream<RecordPredicate> leaves() {
        return Stream.of(this);
    }

    /** Whether it is known of each record by its partition, offset and timestamp alone. */
    default boolean isExact() {
        return leaves().noneMatch(leaf -> leaf instanceof Untold || leaf.isAboutKey());
    }

    /** Whether it is about keys and nothing else. */
    default boolean isAboutKeyAlone() {
        return isAboutKey() && leaves().allMatch(leaf -> leaf.isAboutKey() || leaf instanceof Always);
    }

    /**
     * Whether a key's bytes tell if conditions hold together that are about keys alone. Keys that cannot be decoded are among those that
     * nobody names: where these are wanted, it has to be seen that they cannot.
     */
    static boolean areToldByBytes(List<RecordPredicate> conditions) {
        RecordSlice unnamed = new RecordSlice(0, RecordKey.OTHER);
        boolean areOthersWanted = conditions.stream()
                .noneMatch(condition -> condition.truth(unnamed).isTrue().isEmpty());
        return conditions.stream()
                .flatMap(RecordPredicate::leaves)
                .allMatch(leaf -> leaf.reading().isToldByBytes(areOthersWanted));
    }

    /** Which keys can be decoded, as far as that matters for it. */
    default KeyReading reading() {
        return KeyReading.ALWAYS;
    }

    /** Whether nothing of it is known of any record. */
    default boolean isUntold() {
        return leaves().allMatch(Untold.class::isInstance);
    }

    /** Whether it may say something else for another key. */
    default boolean isAboutKey() {
        return leaves().anyMatch(leaf -> leaf instanceof KeyIn || leaf instanceof KeyIsNull);
    }

    /** The keys that it names. */
    default Stream<ByteBuffer> namedKeys() {
        return leaves().flatMap(leaf -> leaf instanceof KeyIn in ? in.keys().stream() : Stream.empty());
    }

    /** The same for every record. */
    record Always(TruthRegions value) implements RecordPredicate {
        @Override
        public TruthRegions truth(RecordSlice records) {
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
        public TruthRegions truth(RecordSlice records) {
            Operand first = left.within(records.partition());
            Operand second = right.within(records.partition());
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
        public TruthRegions truth(RecordSlice records) {
            TruthRegions among = operand.within(records.partition()).among(numbers);
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
        public TruthRegions truth(RecordSlice records) {
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

    /** The key is one of some; a null among them makes "no" unknown. A key that cannot be decoded is unknown, and here taken for another one. */
    record KeyIn(Set<ByteBuffer> keys, boolean hasNull, KeyReading reading) implements RecordPredicate {
        public KeyIn {
            keys = Set.copyOf(keys);
        }

        @Override
        public TruthRegions truth(RecordSlice records) {
            if (records.key() instanceof RecordKey.None) {
                return TruthRegions.UNKNOWN;
            }
            boolean isIn = records.key() instanceof RecordKey.Named named && keys.contains(named.bytes());
            return hasNull && !isIn ? TruthRegions.UNKNOWN : TruthRegions.of(isIn);
        }

        @Override
        public boolean isAboutPartition() {
            return false;
        }

        @Override
        public PredicateSize size() {
            return PredicateSize.ofKeys(keys.size());
        }
    }

    /** There is no key, or none that can be decoded. */
    record KeyIsNull(KeyReading reading) implements RecordPredicate {
        @Override
        public TruthRegions truth(RecordSlice records) {
            if (records.key() instanceof RecordKey.None) {
                return TruthRegions.TRUE;
            }
            boolean isRead = reading == KeyReading.ALWAYS
                    || (reading == KeyReading.WHERE_NAMED && records.key() instanceof RecordKey.Named);
            return isRead ? TruthRegions.FALSE : TruthRegions.UNTOLD;
        }

        @Override
        public boolean isAboutPartition() {
            return false;
        }

        @Override
        public PredicateSize size() {
            return PredicateSize.ofKeys(0);
        }
    }

    /** Something else, which is told by reading a record. */
    record Untold() implements RecordPredicate {
        @Override
        public TruthRegions truth(RecordSlice records) {
            return TruthRegions.UNTOLD;
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

        @Override
        default Stream<RecordPredicate> leaves() {
            return Stream.concat(left().leaves(), right().leaves());
        }
    }

    record And(RecordPredicate left, RecordPredicate right) implements Pair {
        @Override
        public TruthRegions truth(RecordSlice records) {
            return left.truth(records).and(right.truth(records));
        }
    }

    record Or(RecordPredicate left, RecordPredicate right) implements Pair {
        @Override
        public TruthRegions truth(RecordSlice records) {
            return left.truth(records).or(right.truth(records));
        }
    }

    record Not(RecordPredicate predicate) implements RecordPredicate {
        @Override
        public TruthRegions truth(RecordSlice records) {
            return predicate.truth(records).not();
        }

        @Override
        public boolean isAboutPartition() {
            return predicate.isAboutPartition();
        }

        @Override
        public PredicateSize size() {
            return predicate.size();
        }

        @Override
        public Stream<RecordPredicate> leaves() {
            return predicate.leaves();
        }
    }
}
