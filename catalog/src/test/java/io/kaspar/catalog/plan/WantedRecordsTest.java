package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.predicate.RandomPredicates;
import io.kaspar.catalog.predicate.RandomPredicates.Sample;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordPredicateParser;
import io.kaspar.catalog.scan.Schemas;
import io.kaspar.catalog.scan.TopicScanBuilder;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

class WantedRecordsTest {
    private static final TopicSchema TEXT =
            new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), new PayloadSchema.Raw(RawFormat.STRING));
    private static final Map<Integer, OffsetRange> BOUNDS = Map.of(
            0, new OffsetRange(0, 12), 1, new OffsetRange(5, 9), 2, new OffsetRange(3, 3), 3, new OffsetRange(2, 11));
    /** As Kafka may keep them, -1 for none, and beyond what Spark can show. */
    private static final long[] TIMESTAMPS_MS = {
        Long.MIN_VALUE,
        Long.MIN_VALUE / 1000 - 1,
        Long.MIN_VALUE / 1000,
        Long.MIN_VALUE / 1000 + 1,
        -2,
        -1,
        0,
        1,
        2,
        3,
        Long.MAX_VALUE / 1000 - 1,
        Long.MAX_VALUE / 1000,
        Long.MAX_VALUE / 1000 + 1,
        Long.MAX_VALUE
    };

    private final RecordPredicateParser parser = parser(TEXT);

    private static RecordPredicateParser parser(TopicSchema topicSchema) {
        return new RecordPredicateParser(new TopicColumns(topicSchema, "_")::metadataField);
    }

    /** As the reader fills the column. */
    private static long shownMicros(long timestampMs) {
        return Math.max(Long.MIN_VALUE / 1000, Math.min(Long.MAX_VALUE / 1000, timestampMs)) * 1000;
    }

    /** All that SQL keeps, in the order of partitions, offsets and timestamps. */
    private static List<String> bruteForce(List<Sample> samples) {
        List<String> kept = new ArrayList<>();
        for (int partition = 0; partition < BOUNDS.size(); partition++) {
            int number = partition;
            OffsetRange bounds = BOUNDS.getOrDefault(partition, new OffsetRange(0, 0));
            for (long offset = bounds.startOffset(); offset < bounds.endOffset(); offset++) {
                long place = offset;
                for (long timestampMs : TIMESTAMPS_MS) {
                    if (samples.stream()
                            .allMatch(sample -> Boolean.TRUE.equals(
                                    sample.meaning().of(number, place, shownMicros(timestampMs))))) {
                        kept.add(number + ":" + place + ":" + timestampMs);
                    }
                }
            }
        }
        return kept;
    }

    private static List<String> planned(List<RecordPredicate> predicates) {
        List<String> read = new ArrayList<>();
        for (PartitionRanges partition :
                WantedRecords.of(BOUNDS.keySet(), predicates).within(BOUNDS)) {
            for (TimedRange range : partition.ranges()) {
                for (long offset = range.offsets().startOffset();
                        offset < range.offsets().endOffset();
                        offset++) {
                    for (long timestampMs : TIMESTAMPS_MS) {
                        if (range.timestamps().contains(timestampMs)) {
                            read.add(partition.partition() + ":" + offset + ":" + timestampMs);
                        }
                    }
                }
            }
        }
        return read;
    }

    @Test
    void keepsExactlyWhatSqlKeeps() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println("seed " + seed);
        RandomPredicates random = new RandomPredicates(seed);

        for (int round = 0; round < 4_000; round++) {
            List<Sample> samples = List.of(random.next(round % 5), random.next(round % 3));
            List<RecordPredicate> parsed = samples.stream()
                    .map(sample -> parser.parse(sample.predicate()).orElseThrow())
                    .toList();

            assertThat(planned(parsed)).as("seed %d: %s", seed, samples).isEqualTo(bruteForce(samples));
        }
    }

    @Test
    void leavesOutRangesOfTimesThatNoRecordCanHave() {
        Predicate betweenTwo = compare("=", Expressions.column("_timestamp"), time(1_500));

        assertThat(planned(List.of(parser.parse(betweenTwo).orElseThrow()))).isEmpty();
        assertThat(WantedRecords.of(
                                BOUNDS.keySet(),
                                List.of(parser.parse(betweenTwo).orElseThrow()))
                        .within(BOUNDS))
                .isEmpty();
    }

    @Test
    void comparesTimesWithTimesOnly() {
        NamedReference timestamp = Expressions.column("_timestamp");

        assertThat(parser.parse(compare("=", timestamp, new LiteralValue<>(5L, DataTypes.LongType))))
                .isEmpty();
        assertThat(parser.parse(compare("=", timestamp, new LiteralValue<>(5L, DataTypes.TimestampNTZType))))
                .isEmpty();
        assertThat(parser.parse(compare(
                        "=", new Cast(timestamp, DataTypes.TimestampType, DataTypes.TimestampNTZType), time(5))))
                .isEmpty();
        assertThat(parser.parse(
                        compare("=", new Cast(timestamp, DataTypes.TimestampType, DataTypes.DateType), time(5))))
                .isEmpty();
        assertThat(parser.parse(compare("=", timestamp, Expressions.column("_offset"))))
                .isEmpty();
        assertThat(parser.parse(new Predicate("IN", new Expression[] {timestamp, time(1), literal(5)})))
                .isEmpty();
        assertThat(parser.parse(new Predicate("IN", new Expression[] {timestamp, time(1), time(5)})))
                .isPresent();
    }

    @Test
    void readsALongListOfTimesAsOneRangeOfOffsets() {
        List<Expression> children = new ArrayList<>(List.of(Expressions.column("_timestamp")));
        for (int second = 0; second < 10_000; second++) {
            children.add(time(second * 1_000_000L));
        }
        RecordPredicate predicate = parser.parse(new Predicate("IN", children.toArray(Expression[]::new)))
                .orElseThrow();

        List<PartitionRanges> planned =
                WantedRecords.of(BOUNDS.keySet(), List.of(predicate)).within(BOUNDS);

        assertThat(planned).extracting(partition -> partition.ranges().size()).containsExactly(1, 1, 1);
        assertThat(planned.get(0).ranges().get(0).timestamps().ranges()).hasSize(10_000);
        assertThat(predicate.size().isTooLarge()).isFalse();
    }

    @Test
    void leavesToSparkWhatWouldTakeTheDriverTooLong() {
        TopicScanBuilder builder = new TopicScanBuilder(Schemas.template(TEXT));
        List<Expression> offsets = new ArrayList<>(List.of(Expressions.column("_offset")));
        List<Expression> times = new ArrayList<>(List.of(Expressions.column("_timestamp")));
        for (int number = 0; number < 10_000; number++) {
            offsets.add(literal(number * 2));
            times.add(time(number * 2_000L));
        }
        Predicate onOffsets = new Predicate("IN", offsets.toArray(Expression[]::new));
        Predicate onTimes = new Predicate("IN", times.toArray(Expression[]::new));

        assertThat(builder.pushPredicates(new Predicate[] {onOffsets, onTimes})).containsExactly(onTimes);
        assertThat(new TopicScanBuilder(Schemas.template(TEXT))
                        .pushPredicates(new Predicate[] {new Or(onOffsets, onTimes)}))
                .hasSize(1);
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
        RecordPredicateParser shadowed =
                parser(new TopicSchema(new PayloadSchema.Raw(RawFormat.STRING), Schemas.avro("_Offset", "long")));

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

    private static LiteralValue<Long> time(long micros) {
        return new LiteralValue<>(micros, DataTypes.TimestampType);
    }

    @Test
    void wantsNothingOfAPartitionThatAPredicateRulesOut() {
        RecordPredicate predicate = parser.parse(compare("=", Expressions.column("_partition"), literal(1)))
                .orElseThrow();

        assertThat(WantedRecords.of(BOUNDS.keySet(), List.of(predicate)).partitions())
                .containsExactly(1);
        assertThat(WantedRecords.of(BOUNDS.keySet(), List.of(predicate)).within(BOUNDS))
                .containsExactly(
                        new PartitionRanges(1, List.of(new TimedRange(new OffsetRange(5, 9), TimestampRanges.ALL))));
    }
}
