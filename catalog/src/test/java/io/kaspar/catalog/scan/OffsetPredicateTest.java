package io.kaspar.catalog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.catalog.scan.RandomPredicates.Sample;
import io.kaspar.reader.bytes.OffsetRange;
import io.kaspar.reader.scan.ReadLocality;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Cast;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Or;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class OffsetPredicateTest {
    private static final TopicSchema TEXT =
            new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), new PayloadSchema.Raw(RawFormat.STRING));
    private static final TopicStorage NOWHERE = new TopicStorage(Map.of(), Map.of(), "");
    private static final List<OffsetRange> BOUNDS =
            List.of(new OffsetRange(0, 12), new OffsetRange(5, 9), new OffsetRange(3, 3), new OffsetRange(2, 11));

    private final OffsetPredicateParser parser = new OffsetPredicateParser(new TopicColumns(TEXT, "_"));

    /** All that SQL keeps, in the order of partitions and offsets. */
    private static List<String> bruteForce(List<Sample> samples) {
        List<String> kept = new ArrayList<>();
        for (int partition = 0; partition < BOUNDS.size(); partition++) {
            OffsetRange bounds = BOUNDS.get(partition);
            for (long offset = bounds.startOffset(); offset < bounds.endOffset(); offset++) {
                int number = partition;
                long place = offset;
                if (samples.stream()
                        .allMatch(sample -> Boolean.TRUE.equals(sample.meaning().of(number, place)))) {
                    kept.add(number + ":" + place);
                }
            }
        }
        return kept;
    }

    private static List<String> planned(List<OffsetPredicate> predicates) {
        List<String> read = new ArrayList<>();
        for (TopicInputPartition inputPartition :
                ScanPlanner.plan(BOUNDS, predicates, NOWHERE, ReadLocality.PREFERRED)) {
            for (OffsetRange range : inputPartition.ranges()) {
                for (long offset = range.startOffset(); offset < range.endOffset(); offset++) {
                    read.add(inputPartition.partition() + ":" + offset);
                }
            }
        }
        return read;
    }

    @Test
    void readsExactlyWhatSqlKeeps() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println("seed " + seed);
        RandomPredicates random = new RandomPredicates(seed);

        for (int round = 0; round < 5_000; round++) {
            List<Sample> samples = List.of(random.next(round % 5), random.next(round % 3));
            List<OffsetPredicate> parsed = samples.stream()
                    .map(sample -> parser.parse(sample.predicate()).orElseThrow())
                    .toList();

            assertThat(planned(parsed)).as("seed %d: %s", seed, samples).isEqualTo(bruteForce(samples));
        }
    }

    @Test
    void leavesWhatIsNotAboutOffsetsToSpark() {
        Predicate onValue = compare("=", Expressions.column("value"), literal(1));
        Predicate onOffset = compare("<", Expressions.column("_offset"), literal(5));

        assertThat(parser.parse(onValue)).isEmpty();
        assertThat(parser.parse(new Or(onOffset, onValue))).isEmpty();
        assertThat(parser.parse(new And(onOffset, onValue))).isEmpty();
        assertThat(parser.parse(onOffset)).isPresent();
    }

    @Test
    void leavesCastsThatMayLoseSomethingToSpark() {
        NamedReference offset = Expressions.column("_offset");

        assertThat(parser.parse(compare("=", new Cast(offset, DataTypes.LongType, DataTypes.IntegerType), literal(5))))
                .isEmpty();
        assertThat(parser.parse(compare("=", new Cast(offset, DataTypes.LongType, DataTypes.DoubleType), literal(5))))
                .isEmpty();
        assertThat(parser.parse(compare("=", new Cast(offset, DataTypes.LongType, DataTypes.LongType), literal(5))))
                .isPresent();
    }

    @Test
    void leavesAPayloadFieldThatIsCalledLikeAHiddenColumnToSpark() {
        OffsetPredicateParser shadowed = new OffsetPredicateParser(new TopicColumns(
                new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), Schemas.avro("_Offset", "long")), "_"));

        assertThat(shadowed.parse(compare("=", Expressions.column("_offset"), literal(5))))
                .isEmpty();
        assertThat(shadowed.parse(compare("=", Expressions.column("_Offset"), literal(5))))
                .isEmpty();
        assertThat(shadowed.parse(compare("=", Expressions.column("_partition"), literal(5))))
                .isPresent();
    }

    @Test
    void givesOthersBackByIdentity() {
        TopicScanBuilder builder = new TopicScanBuilder(Schemas.template(TEXT));
        Predicate onValue = compare("=", Expressions.column("value"), literal(1));
        Predicate onOffset = compare("<", Expressions.column("_offset"), literal(5));

        Predicate[] others = builder.pushPredicates(new Predicate[] {onValue, onOffset});

        assertThat(others).hasSize(1);
        assertThat(others[0]).isSameAs(onValue);
        assertThat(builder.pushedPredicates()).hasSize(1);
        assertThat(builder.pushedPredicates()[0]).isSameAs(onOffset);
    }

    private static Predicate compare(String name, Expression left, Expression right) {
        return new Predicate(name, new Expression[] {left, right});
    }

    private static LiteralValue<Integer> literal(int number) {
        return new LiteralValue<>(number, DataTypes.IntegerType);
    }

    @Test
    void readsNothingOfAPartitionThatAPredicateRulesOut() {
        Optional<OffsetPredicate> predicate = parser.parse(compare("=", Expressions.column("_partition"), literal(1)));

        assertThat(ScanPlanner.plan(BOUNDS, List.of(predicate.orElseThrow()), NOWHERE, ReadLocality.PREFERRED))
                .containsExactly(new TopicInputPartition(1, List.of(new OffsetRange(5, 9)), List.of()));
    }
}
